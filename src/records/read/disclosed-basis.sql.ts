import { agreedEnd } from '../../access/consent/agreed-end.sql';
import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import { NOTHING } from '../../access/log/log-entry.sql';
import { authorsApart, needsTransfer } from '../../access/policy/authorship';
import type { Policy, StatutePolicy } from '../../access/policy/policy';
import { INSTITUTIONS, type Category, type InstitutionId } from '../../access/vocabulary';
import { ANY_DAY_GRANT, needsOf } from './grant-needs.sql';
import type { OpenCategories } from './open-categories';
import type { Coverage, DecideWithoutPerson } from './person-grants.sql';
import type { ShownRecords } from './shown-records.sql';

/** Aggregate over the active grants `c`: category -> `["CONSENT", id, version]` of the best to data of any day. */
export const BASIS_COLUMN = `('{' || string_agg('"' || c.category || '":["CONSENT","' || c.consent_id || '",' || c.consent_version || ']', ','
      order by c.secrecy_released, ${agreedEnd('c')}, c.consent_id desc, c.consent_version) filter (where ${ANY_DAY_GRANT}) || '}')::jsonb`;

/** Records of a category whose permit rests on one and the same: their authors ask the same of grants and statutes. */
interface Group {
  /** SQL of the basis as elements of a JSON array; null where there is none. `days` is SQL of those of the records shown. */
  readonly basis: (days: string) => string;
  /** SQL conditions under which some are shown. */
  readonly shown: string[];
  /** SQL conditions under which the answer tells that there are none. */
  readonly told: string[];
  readonly days: string[];
}

/** What the log entry of a statement is worked out from. */
export interface Disclosing {
  readonly policy: Policy;
  readonly asking: Asking;
  readonly decideWithoutPerson: DecideWithoutPerson;
  readonly open: OpenCategories;
  /** SQL of the categories that are open to the records of an author, whatever their day. */
  readonly openTo: (author: InstitutionId | null) => string;
  readonly wholly: Coverage['wholly'];
}

/**
 * SQL of a jsonb object: category -> what its disclosure rested on, e.g. `["OWN_RECORD","CONSENT",<id>,<version>]`. Each basis
 * stands there if a record was shown on it; if it was open and there was none, which is told as well, the word NOTHING stands
 * before it. Read from the values of the answer, so that the log says what left.
 * @param asked the records that the answer contains, and what being found tells
 */
export function disclosedBasis(disclosing: Disclosing, asked: readonly ShownRecords[]): string {
  const categories = [...new Set(asked.map(({ category }) => category))];
  const parts = categories.flatMap((category) => {
    const records = asked.filter((one) => one.category === category);
    const groups = groupsOf(disclosing, category, records);
    const bases = [
      ...ownBases(disclosing, category, records),
      ...inTurn(groups.map(shownBasis)),
      ...inTurn(groups.map(nothingToldOn)),
    ];
    return bases.length === 0
      ? []
      : [`'"${category}":[' || nullif(concat_ws(',', ${bases.join(',\n    ')}), '') || ']'`];
  });
  return parts.length === 0 ? `'{}'::jsonb` : `('{' || concat_ws(',', ${parts.join(',\n  ')}) || '}')::jsonb`;
}

/** Two groups can rest on the same consent: it is named once. */
const inTurn = (bases: readonly string[]): readonly string[] =>
  bases.map((basis, index) => bases.slice(0, index).reduce((sql, before) => `nullif(${sql}, ${before})`, basis));

const shownBasis = ({ basis, shown, days }: Group): string =>
  `case when ${shown.join(' or ')} then ${basis(days.join(' || ') || 'null')} end`;

const nothingToldOn = ({ basis, shown, told }: Group): string =>
  `case when (${shown.join(' or ')}) is not true and (${told.join(' or ')}) then '"${NOTHING}",' || ${basis('null')} end`;

/** What the caller's own institution wrote. That it has written nothing is told where nobody else could have. */
function ownBases(
  { asking, decideWithoutPerson }: Disclosing,
  category: Category,
  records: readonly ShownRecords[],
): string[] {
  const { institution } = asking;
  const decision = decideWithoutPerson(category, true);
  if (institution === null || decision === ASK_GRANTS || !decision.permit) return [];
  const own = records.filter(({ author }) => author === 'EACH' || author === institution);
  if (own.length === 0) return [];
  const shown = own.map((one) => one.by([institution])).join(' or ');
  const nothing = own.some(({ author }) => author === institution) ? ` else '"${NOTHING}","OWN_RECORD"'` : '';
  return [`case when ${shown} then '"OWN_RECORD"'${nothing} end`];
}

function groupsOf(disclosing: Disclosing, category: Category, records: readonly ShownRecords[]): readonly Group[] {
  const { policy, asking, decideWithoutPerson, open } = disclosing;
  const { institution } = asking;
  const ofOthers = records.filter(({ author }) => author !== institution);
  const settled = decideWithoutPerson(category, false);
  if (ofOthers.length === 0 || (settled !== ASK_GRANTS && !settled.permit)) return [];
  const groups = new Map<string, Group>();
  const add = (key: string, basis: Group['basis'], record: ShownRecords, authors: readonly InstitutionId[]): Group => {
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { basis, shown: [], told: [], days: [] }));
    group.shown.push(record.by(authors));
    if (record.days) group.days.push(record.days);
    return group;
  };
  for (const record of ofOthers) {
    const isHidden = record.hidesOthers ? [`(${record.by(INSTITUTIONS)}) is not true`] : [];
    const tell = (group: Group, conditions: readonly string[]) => {
      if (record.tellsNothing) group.told.push(conditions.join(' and ') || 'true');
    };
    if (settled !== ASK_GRANTS) {
      tell(
        add(settled.basis, () => `'"${settled.basis}"'`, record, INSTITUTIONS),
        isHidden,
      );
      continue;
    }
    for (const [author, authors] of authorsOf(policy, institution!, record)) {
      const statutes = open.statutesFor(category, author);
      const key = `${disclosing.openTo(author)} ${statutes.map(({ id }) => id).join(' ')}`;
      const group = add(key, (days) => basisOfOthers(disclosing, category, author, statutes, days), record, authors);
      // Where consents are only to data of a period, what has no day is withheld.
      tell(group, [...(record.hasDay ? [] : [disclosing.wholly(category, author)]), ...isHidden]);
    }
  }
  return [...groups.values()].map((group) => (group.told.length > 0 ? group : { ...group, told: ['false'] }));
}

/** The institutions that can have written it, by the one that stands for them: null where none is asked about apart. */
function authorsOf(
  policy: Policy,
  recipient: InstitutionId,
  { author }: ShownRecords,
): readonly (readonly [standsFor: InstitutionId | null, authors: readonly InstitutionId[]])[] {
  if (author !== 'EACH') return [[author, [author]]];
  const apart = authorsApart(policy, recipient);
  const others = INSTITUTIONS.filter((id) => id !== recipient && !apart.includes(id));
  const each = apart.map((id) => [id, [id]] as const);
  return others.length > 0 ? [[null, others], ...each] : each;
}

/** A statute is named before a consent: nobody was asked for one that was not needed. */
function basisOfOthers(
  { policy, asking, open, openTo }: Disclosing,
  category: Category,
  author: InstitutionId | null,
  statutes: readonly StatutePolicy[],
  days: string,
): string {
  const cases = statutes.map(({ id }) => `when '${id}' = any(k.statutes_held) then '"STATUTE","${id}"'`);
  const consent = open.consentCategory(category);
  if (consent !== null) {
    const needs = JSON.stringify(needsOf(policy, asking.institution!, author));
    const exact = (of: string) => `core.consents_used(k.id, $1, $2, '${consent}', '${needs}', ${of}::date[])`;
    const best = needsTransfer(policy, asking.institution!) ? exact('null') : `btrim(k.basis->>'${consent}', '[]')`;
    cases.push(`when '${consent}' = any(${openTo(author)}) then ${best}`);
    cases.push(`when '${consent}' = any(k.periods) then ${exact(days)}`);
  }
  return cases.length > 0 ? `case ${cases.join(' ')} end` : 'null::text';
}
