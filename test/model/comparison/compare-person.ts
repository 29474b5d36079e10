import type { Purpose } from '../../../src/access/vocabulary';
import { self } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { KnownPerson, Reference } from '../reference/reference';
import { Seen } from '../reference/seen';
import { KINDS, PURPOSES, STAFF } from './asked';
import { difference } from './compare-staff';

interface Open {
  readonly purpose: string;
  readonly basis: string;
  readonly consentId: string | null;
  readonly fields: readonly string[];
}
interface Mine {
  readonly me: {
    readonly id: string;
    readonly sharing: readonly { readonly institution: string; readonly open: readonly Open[] }[];
  };
}
interface Explained {
  readonly [alias: string]: {
    readonly decision: string;
    readonly reason: string | null;
    readonly basis: string | null;
  };
}

const MINE = `query { me { id ${KINDS.map(({ field }) => `${field.name} { id }`).join(' ')}
  sharing { institution open { purpose basis consentId fields } } } }`;

/** Fields whose categories and authors differ most, asked about by the person. */
const ASKED_ABOUT = ['identity', 'registrations', 'counsellingEpisodes', 'benefitCases'];

const STATED = PURPOSES.filter((purpose): purpose is Purpose => purpose !== null);

/** What persons are told of themselves, and of what is shared, as it is and as it should be; under each id that leads to them. */
export async function differencesForPersons(real: HubAtWork, reference: Reference): Promise<string[]> {
  const found = await Promise.all(
    reference.persons.map(async (person) => [
      ...(await compareSelf(real, reference, person)),
      ...(await compareExplained(real, reference, person)),
    ]),
  );
  return found.flat();
}

async function compareSelf(real: HubAtWork, reference: Reference, { id, name }: KnownPerson): Promise<string[]> {
  const { data, text } = await real.hub.ask<Mine>(self(id), null, MINE);
  if (!data?.me) return [`${name} is not told of themself: ${text.slice(0, 300)}`];
  const { me } = data;
  const current = reference.current(id);
  const found = difference(`${name} comes in as`, reference.nameOf(me.id), reference.nameOf(current));
  if (found.length > 0) return found;
  const now = Date.now();
  for (const kind of KINDS) {
    const sides = reference.sidesOf(current);
    const own = reference.records
      .filter((one) => one.type === kind.type && sides.includes(one.home))
      .map((one) => one.id);
    const shown = [(me as unknown as Record<string, unknown>)[kind.field.name] ?? []].flat() as { id: string }[];
    const ids = shown.map((one) => one.id).sort();
    const isRight = kind.field.many
      ? JSON.stringify(ids) === JSON.stringify(own.sort())
      : own.length === 0
        ? ids.length === 0
        : ids.length === 1 && own.includes(ids[0]!);
    if (!isRight) found.push(`${name} sees ${ids.length} of their ${own.length} own ${kind.field.name}`);
  }
  const shared = me.sharing.flatMap(({ institution, open }) =>
    open.flatMap(({ purpose, basis, consentId, fields }) =>
      fields.map((field) => [institution, purpose, field, basis, consentId].filter(Boolean).join(' ')),
    ),
  );
  const told = shared.filter((line) => STATED.some((purpose) => line.split(' ')[1] === purpose));
  const wanted = STAFF.flatMap(({ institution }) =>
    STATED.flatMap((purpose) => {
      const seen = new Seen(reference, { institution, role: 'counsellor', purpose }, now);
      return KINDS.flatMap((kind) => {
        const { decision } = seen.field(current, kind);
        if ('reason' in decision || decision.basis === 'OWN_RECORD') return [];
        return [[institution, purpose, kind.field.name, decision.basis, decision.consentId].filter(Boolean).join(' ')];
      });
    }),
  );
  return [...found, ...difference(`${name} is told that shared`, told.sort(), wanted.sort())];
}

/** The explanation of this moment says what is decided at this moment, no more and no less. */
async function compareExplained(real: HubAtWork, reference: Reference, { id, name }: KnownPerson): Promise<string[]> {
  if (reference.current(id) !== id) return [];
  const questions = STAFF.flatMap(({ institution }) =>
    STATED.slice(0, 2).flatMap((purpose) => ASKED_ABOUT.map((field) => ({ institution, purpose, field }))),
  );
  const query = questions.map(
    ({ institution, purpose, field }, index) =>
      `q${index}: explainAccess(institution: "${institution}", purpose: ${purpose}, field: "${field}") { decision reason basis }`,
  );
  const half = Math.ceil(query.length / 2);
  const parts = [query.slice(0, half), query.slice(half)];
  const answers = await Promise.all(
    parts.map((part) => must<Explained>(real, self(id), `query { ${part.join(' ')} }`, {})),
  );
  const explained: Explained = Object.assign({}, ...answers) as Explained;
  return questions.flatMap(({ institution, purpose, field }, index) => {
    const { decision } = new Seen(reference, { institution, role: 'counsellor', purpose }, Date.now()).field(
      id,
      KINDS.find((kind) => kind.field.name === field)!,
    );
    const got = explained[`q${index}`]!;
    const wanted = 'basis' in decision ? decision.basis : decision.reason;
    return difference(
      `${name} is told why ${institution} for ${purpose} sees ${field}:`,
      got.basis ?? got.reason,
      wanted,
    );
  });
}
