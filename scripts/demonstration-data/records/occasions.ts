import { addDays, workingDay } from '../calendar';
import type { Client, Clients } from '../clients';
import type { Partner } from '../institutions';
import type { Row } from '../kinds';
import { isAtLeast } from '../people/person';
import { Random } from '../random';
import { delivery, numbering, type Delivery } from './delivery';

/** The persons of the examples, of whom every kind of record is shown. */
const isExample = ({ carrier }: Client): boolean =>
  carrier?.bookletNumber === 'RH-0001' || carrier?.bookletNumber === 'RH-0003';

function chosen(random: Random, clients: readonly Client[], share: number): Client[] {
  return clients.filter(
    (client) =>
      (isExample(client) || random.chance(client.carrier ? share * 2 : share)) &&
      client.household?.departure === undefined &&
      isAtLeast(client.person, 18, client.since),
  );
}

const LEVELS = ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'];

/** The level of one skill: the person's level, or one below or above. */
function near(random: Random, level: number): string {
  return LEVELS[Math.min(LEVELS.length - 1, Math.max(0, level + random.integer(-1, 1)))]!;
}

/** Language assessments (Sprachstandsfeststellungen) of an institution; some of a person whom another has assessed before. */
export function languageAssessments(partner: Partner, clients: Clients): Delivery {
  const random = new Random(`language assessments of ${partner}`);
  const next = numbering('SP', 4);
  const rows = chosen(random, clients[partner], partner === 'city' ? 0.12 : 0.25).map(
    (client): Row<'language-assessments'> => {
      const level = random.pickWeighted(
        [0, 1, 2, 3, 4, 5].map((value, index) => [value, [25, 30, 22, 14, 7, 2][index]!]),
      );
      return {
        assessment_number: next(),
        file_number: client.fileNumber,
        assessed_on: workingDay(random, client.since, addDays(client.since, 40)),
        method: random.pickWeighted([
          ['TEST', 50],
          ['INTERVIEW', 25],
          ['CERTIFICATE', 15],
          ['SELF_ASSESSMENT', 10],
        ]),
        language: 'de',
        listening: near(random, level),
        reading: near(random, level),
        speaking: near(random, level),
        // Writing is not always assessed.
        writing: random.chance(0.7) ? near(random, level - 1) : undefined,
      };
    },
  );
  return delivery(partner, 'language-assessments', rows);
}

const CASE_GOALS = [
  'Wohnung, Kita und Sprachkurs aufeinander abstimmen',
  'Wege in Ausbildung; Ansprechpartner an einem Tisch',
  'Anerkennung des Abschlusses und Arbeit in Teilzeit',
  'Gesundheit, Schulden und Wohnen ordnen',
];

/** Cases (Fallmanagement) of the city. */
export function cases(clients: Clients): Delivery {
  const random = new Random('cases');
  const next = numbering('FM', 4);
  const rows = chosen(random, clients.city, 0.03).map((client): Row<'cases'> => {
    const openedOn = workingDay(random, addDays(client.since, 10), addDays(client.since, 60));
    const phase = random.pickWeighted([
      ['CLARIFICATION', 15],
      ['ASSESSMENT', 20],
      ['SERVICE_PLANNING', 25],
      ['SERVICE_COORDINATION', 25],
      ['EVALUATION', 5],
      ['CLOSED', 10],
    ]);
    return {
      case_number: next(),
      file_number: client.fileNumber,
      opened_on: openedOn,
      phase,
      goal: phase === 'CLARIFICATION' ? undefined : random.pick(CASE_GOALS),
      closed_on: phase === 'CLOSED' ? workingDay(random, addDays(openedOn, 40), addDays(openedOn, 120)) : undefined,
    };
  });
  return delivery('city', 'cases', rows);
}

const MEASURES: readonly (readonly [kind: string, title: string])[] = [
  ['ACTIVATION', 'Aktivierung und berufliche Eingliederung; Kompetenzfeststellung'],
  ['TRAINING', 'Grundlagen der Lagerlogistik mit Staplerschein'],
  ['APPLICATION_COACHING', 'Bewerbungswerkstatt'],
  ['WORK_TRIAL', 'Praktikum im Betrieb'],
  ['WORK_OPPORTUNITY', 'Arbeitsgelegenheit im Sozialkaufhaus'],
  ['COACHING', 'Coaching "Familie und Beruf"'],
];

/** Measures (Maßnahmen) of jobcenter and employment agency. */
export function measures(partner: 'jobcenter' | 'employment-agency', clients: Clients): Delivery {
  const random = new Random(`measures of ${partner}`);
  const next = numbering('MN', 4);
  const rows = chosen(random, clients[partner], 0.3).map((client): Row<'measures'> => {
    const [kind, title] = random.pick(MEASURES);
    const plannedOn = workingDay(random, addDays(client.since, 20), addDays(client.since, 90));
    const startsOn = addDays(plannedOn, random.integer(7, 40));
    return {
      measure_number: next(),
      file_number: client.fileNumber,
      kind,
      title,
      planned_on: plannedOn,
      starts_on: startsOn,
      ends_on: addDays(startsOn, random.pick([28, 56, 91, 182])),
      status: random.pickWeighted([
        ['PLANNED', 20],
        ['RUNNING', 35],
        ['COMPLETED', 30],
        ['BROKEN_OFF', 10],
        ['CANCELLED', 5],
      ]),
      provider: random.chance(0.7)
        ? random.pick(['Bildungswerk Musterstadt', 'Lernhaus an der Ems (Beispiel)'])
        : undefined,
    };
  });
  return delivery(partner, 'measures', rows);
}
