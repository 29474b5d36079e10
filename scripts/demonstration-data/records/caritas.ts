import { addDays, workingDay } from '../calendar';
import type { Client, Clients } from '../clients';
import type { Row } from '../kinds';
import { Random } from '../random';
import { delivery, numbering, type Delivery } from './delivery';

const TOPICS: readonly (readonly [string, number])[] = [
  ['ARRIVAL', 30],
  ['RESIDENCE_LAW', 15],
  ['FAMILY', 12],
  ['SCHOOL_AND_CHILDCARE', 14],
  ['WORK', 12],
  ['HOUSING', 10],
  ['HEALTH', 4],
  ['DEBT', 3],
];

function episodesOf(
  random: Random,
  { fileNumber, since, carrier }: Client,
  next: () => string,
): Row<'counselling-episodes'>[] {
  const first = workingDay(random, since, addDays(since, 7));
  const count = carrier ? random.integer(1, 2) : random.chance(0.25) ? 2 : 1;
  const starts = [first, addDays(first, random.integer(70, 160))].slice(0, count);
  return starts.map((startedOn, index) => ({
    episode_number: next(),
    file_number: fileNumber,
    started_on: startedOn,
    ended_on:
      index === 0 && (count === 2 || random.chance(0.4)) ? addDays(startedOn, random.integer(7, 60)) : undefined,
    topic: index === 0 && carrier ? 'ARRIVAL' : random.pickWeighted(TOPICS),
    intensity: random.pickWeighted([
      ['LOW', 40],
      ['MEDIUM', 45],
      ['HIGH', 15],
    ]),
  }));
}

/** Counselling episodes (Beratungsvorgänge) of the migration counselling, one or two for each person. */
export function counsellingEpisodes(clients: Clients): Delivery {
  const random = new Random('counselling episodes');
  const next = numbering('BV');
  const rows = clients.caritas.flatMap((client) => episodesOf(random, client, next));
  return delivery('caritas', 'counselling-episodes', rows);
}

const NOTES = [
  'Erstgespräch geführt; Willkommensmappe übergeben.',
  'Fragen zur Anmeldung in der Kita besprochen. Nächster Termin in zwei Wochen.',
  'Antrag gemeinsam ausgefüllt;\nUnterlagen fehlen noch: Mietvertrag, Meldebescheinigung.',
  'Möchte einen Sprachkurs am Vormittag besuchen, "am liebsten in der Nähe".',
  'Begleitung zum Termin angeboten, wird überlegt.',
  'Wohnung gefunden; Umzug im nächsten Monat.',
  'Telefonat: alles geklärt, vorerst kein weiterer Termin.',
  'Schulplatz für das ältere Kind ist da.\nFahrkarte beantragt.\nFreude darüber!',
  'Zeugnisse mitgebracht; Weg der Anerkennung erklärt.',
  'Fühlt sich gut angekommen, kennt die Angebote im Stadtteil.',
];

/** Counselling notes (Beratungsnotizen): professional secrecy, section 203 StGB; harmless invented texts. */
export function counsellingNotes(clients: Clients): Delivery {
  const random = new Random('counselling notes');
  const next = numbering('BN');
  const rows = clients.caritas.flatMap(({ fileNumber, since, carrier }) =>
    Array.from({ length: random.integer(carrier ? 1 : 0, 2) }, (_, index): Row<'counselling-notes'> => ({
      note_number: next(),
      file_number: fileNumber,
      written_on: workingDay(random, addDays(since, 7 + index * 30), addDays(since, 30 + index * 30)),
      text: random.pick(NOTES),
    })),
  );
  return delivery('caritas', 'counselling-notes', rows);
}
