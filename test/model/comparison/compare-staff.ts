import type { Asking } from '../../../src/access/decision/decision';
import type { StaffCaller } from '../../../src/platform/identity/caller';
import { mayState } from '../../policy/expectation';
import type { HubAtWork } from '../hub-at-work';
import type { Reference } from '../reference/reference';
import { Seen, type Decided, type SeenField } from '../reference/seen';
import { KINDS, PURPOSES, STAFF } from './asked';

type Shown = { readonly id: string; readonly access?: { readonly basis: string; readonly consentId: string | null } };
type Node = { readonly id: string } & Readonly<Record<string, unknown>>;
interface Listed {
  readonly persons: { readonly totalCount: number; readonly nodes: readonly Node[] } | null;
}

/** Records as a whole, on the way that has least between database and answer. */
const WHOLE = `query { persons(first: 10) { totalCount nodes { id ${KINDS.map(({ field }) => `${field.name} { id }`).join(' ')} } } }`;
/** Records with what they rest on, field by field. */
const EXPLAINED = `query { persons(first: 10) { totalCount nodes { id
  ${KINDS.map(({ field }) => `${field.name} { id access { basis consentId } }`).join(' ')}
  access { field decision basis reason consentId } } } }`;

/** What some institution sees and should not, or does not and should; in words. */
export async function differencesForStaff(real: HubAtWork, reference: Reference): Promise<string[]> {
  const cells = STAFF.flatMap((caller) =>
    PURPOSES.filter((purpose) => purpose === null || mayState(caller.institution, caller.role, purpose)).map(
      (purpose) => ({
        caller,
        purpose,
      }),
    ),
  );
  const found = await Promise.all(
    cells.map(async ({ caller, purpose }) => {
      const answers = await Promise.all(
        [WHOLE, EXPLAINED].map((query) => real.hub.ask<Listed>(caller, purpose, query)),
      );
      const asking = { institution: caller.institution, role: caller.role, purpose };
      return answers
        .flatMap(({ data, withheld, text }) =>
          data?.persons ? compareList(asking, reference, data.persons, withheld) : [`no answer: ${text.slice(0, 300)}`],
        )
        .map((difference) => `${describe(caller, purpose)}: ${difference}`);
    }),
  );
  return [...new Set(found.flat())];
}

const describe = ({ institution, role }: StaffCaller, purpose: string | null) =>
  `${institution} (${role}) for ${purpose ?? 'no purpose'}`;

function compareList(
  asking: Asking,
  reference: Reference,
  { totalCount, nodes }: NonNullable<Listed['persons']>,
  withheld: readonly { path: string; reason: string; count: number }[],
): string[] {
  const seen = new Seen(reference, asking, Date.now());
  const known = reference.currentPersons().filter(({ id }) => seen.knows(id));
  const listed = nodes.map(({ id }) => id);
  const found = [
    ...difference('persons', listed.map((id) => reference.nameOf(id)).sort(), known.map(({ name }) => name).sort()),
    ...difference('totalCount', totalCount, known.length),
  ];
  const lacking = new Map<string, number>();
  for (const node of nodes.filter(({ id }) => known.some((one) => one.id === id))) {
    for (const kind of KINDS) {
      const { name, many } = kind.field;
      const field = seen.field(node.id, kind);
      const shown = [node[name] ?? []].flat() as Shown[];
      const about = `${reference.nameOf(node.id)}.${name}`;
      found.push(...compareField(about, many, field, shown, reference, asking));
      found.push(...compareDecision(about, name, field, node.access as readonly Told[] | undefined));
      if (field.lacking !== null && (many || field.records.size === 0)) {
        const key = `persons.nodes.${name} ${field.lacking}`;
        lacking.set(key, (lacking.get(key) ?? 0) + 1);
      }
    }
  }
  const told = withheld.map(({ path, reason, count }) => `${path} ${reason} ${count}`).sort();
  const wanted = [...lacking].map(([key, count]) => `${key} ${count}`).sort();
  return [...found, ...(found.length === 0 ? difference('withheld', told, wanted) : [])];
}

/** Of a single field the own record comes first, of others any that may be seen. */
function compareField(
  about: string,
  many: boolean,
  { records }: SeenField,
  shown: readonly Shown[],
  reference: Reference,
  asking: Asking,
): string[] {
  const ids = shown.map(({ id }) => id);
  const authorOf = (id: string) => reference.records.find((one) => one.id === id)?.author;
  const own = [...records.keys()].filter((id) => authorOf(id) === asking.institution);
  const allowed = many || own.length === 0 ? [...records.keys()] : own;
  const named = (some: readonly string[]) => some.map((id) => `${authorOf(id) ?? 'somebody'}'s`).sort();
  const wrong = ids.some((id) => !allowed.includes(id));
  const missing = many ? allowed.some((id) => !ids.includes(id)) : allowed.length > 0 && ids.length === 0;
  if (wrong || missing) return difference(about, named(ids), named(allowed));
  return shown.flatMap(({ id, access }) =>
    access ? difference(`${about} rests on`, asText(access), asText(records.get(id)!)) : [],
  );
}

interface Told {
  readonly field: string;
  readonly basis: string | null;
  readonly reason: string | null;
  readonly consentId: string | null;
}

/** `Person.access` says what holds of the records of others. */
function compareDecision(about: string, name: string, { decision }: SeenField, told: readonly Told[] | undefined) {
  if (told === undefined) return [];
  const got = told.find(({ field }) => field === name);
  return difference(`${about} decided`, got ? asText(got) : 'nothing', asText(decision));
}

function asText(
  decided: Decided | { basis?: string | null; reason?: string | null; consentId?: string | null },
): string {
  const { basis, reason, consentId } = { basis: null, reason: null, consentId: null, ...decided };
  return basis ? [basis, consentId].filter(Boolean).join(' ') : String(reason);
}

export function difference(what: string, got: unknown, wanted: unknown): string[] {
  const [is, should] = [JSON.stringify(got), JSON.stringify(wanted)];
  return is === should ? [] : [`${what} is ${is}, should be ${should}`];
}
