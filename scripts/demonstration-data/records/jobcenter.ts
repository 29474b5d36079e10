import { addDays, firstOfMonth, later, workingDay } from '../calendar';
import type { Client, Clients } from '../clients';
import type { Row } from '../kinds';
import { Random } from '../random';
import { delivery, numbering, type Delivery } from './delivery';

interface Case {
  readonly client: Client;
  readonly row: Row<'benefit-cases'>;
}

/** The day until which the jobcenter delivers. */
const DELIVERED_UNTIL = '2019-06-28';
/** So that a case has ended, not will end, on that day. */
const ENDED_IF_OPENED_BEFORE = '2018-06-01';

function caseOf(random: Random, client: Client, caseNumber: string): Row<'benefit-cases'> {
  const openedOn = workingDay(random, client.since, addDays(client.since, 10));
  const common = { case_number: caseNumber, file_number: client.fileNumber, opened_on: openedOn };
  const status = client.carrier
    ? 'GRANTED'
    : random.pickWeighted([
        ['GRANTED', 62],
        ['ENDED', 18],
        ['APPLIED', 12],
        ['REJECTED', 8],
      ]);
  if (status === 'ENDED' && openedOn < ENDED_IF_OPENED_BEFORE) {
    return { ...common, status, closed_on: workingDay(random, addDays(openedOn, 120), addDays(openedOn, 360)) };
  }
  if (status === 'REJECTED') {
    return { ...common, status, closed_on: workingDay(random, addDays(openedOn, 20), addDays(openedOn, 60)) };
  }
  return { ...common, status: status === 'ENDED' ? 'GRANTED' : status };
}

/** The three kinds of record of the jobcenter belong together: who has no granted case has no award. */
function cases(clients: Clients): Case[] {
  const random = new Random('benefit cases');
  const next = numbering('BG');
  return clients.jobcenter.map((client) => ({ client, row: caseOf(random, client, next()) }));
}

/** Benefit cases (Leistungsfälle after SGB II), one for each person. */
export function benefitCases(clients: Clients): Delivery {
  return delivery(
    'jobcenter',
    'benefit-cases',
    cases(clients).map(({ row }) => row),
  );
}

/** Awards (Bewilligungen): six months each, amounts in cents, sanctions in percent as the law of 2019 had them. */
export function benefitAwards(clients: Clients): Delivery {
  const random = new Random('benefit awards');
  const next = numbering('BW');
  const rows = cases(clients).flatMap(({ row }): Row<'benefit-awards'>[] => {
    if (row.status !== 'GRANTED' && row.status !== 'ENDED') return [];
    const first = later(firstOfMonth(row.opened_on), '2018-07-01');
    const until = row.closed_on ?? DELIVERED_UNTIL;
    const basic = random.pick([33900, 38200, 42400]) + random.integer(180, 520) * 100;
    const periods = [0, 6].map((months) => ({
      from: firstOfMonth(first, months),
      to: firstOfMonth(first, months + 6),
    }));
    return periods
      .filter(({ from }, index) => index === 0 || from < until)
      .map(({ from, to }) => ({
        award_number: next(),
        file_number: row.file_number,
        valid_from: from,
        valid_until: addDays(to, -1),
        monthly_amount_cents: String(basic + random.integer(-40, 40) * 50),
        sanction_percent: random.pickWeighted([
          ['0', 88],
          ['10', 9],
          ['30', 3],
        ]),
      }));
  });
  return delivery('jobcenter', 'benefit-awards', rows);
}

const GOALS = [
  'Sprachniveau B1 erreichen',
  'Aufnahme einer Ausbildung; Bereich Pflege',
  'Arbeit in Teilzeit, vormittags',
  'Anerkennung des Berufsabschlusses',
  'Führerschein Klasse B',
  'Praktikum im Betrieb und danach "Probearbeiten"',
];

const STEPS = [
  'Integrationskurs besuchen;\nBescheinigung vorlegen bis Monatsende',
  'Lebenslauf schreiben, zwei Bewerbungen im Monat',
  'Kinderbetreuung klären; Termin beim Jugendamt',
  'Übersetzung der Zeugnisse\nAntrag bei der zuständigen Stelle',
  'Beratung "Sprache und Arbeit" wahrnehmen',
  'Praktikumsplatz suchen; Rücksprache nach vier Wochen',
];

/** Integration agreements (Eingliederungsvereinbarungen, section 15 SGB II as in force in 2019). */
export function integrationAgreements(clients: Clients): Delivery {
  const random = new Random('integration agreements');
  const next = numbering('EGV');
  const rows = cases(clients).flatMap(({ client, row }): Row<'integration-agreements'>[] => {
    if (row.status !== 'GRANTED' || !(client.carrier || random.chance(0.6))) return [];
    const concludedOn = workingDay(random, addDays(row.opened_on, 14), addDays(row.opened_on, 50));
    return [
      {
        agreement_number: next(),
        file_number: row.file_number,
        concluded_on: concludedOn,
        review_on: addDays(concludedOn, 182),
        goal: random.pick(GOALS),
        agreed_steps: random.pick(STEPS),
      },
    ];
  });
  return delivery('jobcenter', 'integration-agreements', rows);
}
