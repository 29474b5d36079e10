import type { Asking, Decision } from '../../access/decision/decision';
import type { ASK_GRANTS } from '../../access/decision/decide';
import { textArray } from '../../access/log/log-entry.sql';
import { needsTransfer } from '../../access/policy/authorship';
import type { PersonFacts } from '../../access/person-decisions';
import type { Policy } from '../../access/policy/policy';
import type { Category, InstitutionId } from '../../access/vocabulary';
import type { RecordRegistry } from '../registry';
import { BASIS_COLUMN, disclosedBasis, type Disclosing } from './disclosed-basis.sql';
import { ACTIVE_GRANT, ANY_DAY_GRANT, authorNeeds, needsOf, RELEASED_GRANT } from './grant-needs.sql';
import { GRANT_ROW, milliseconds, RETRIEVED_GRANT_ROW } from './grant-row.sql';
import { OpenCategories } from './open-categories';
import type { ShownRecords } from './shown-records.sql';
import { statutesHeld } from './statutes-held.sql';

export type DecideWithoutPerson = (category: Category, own: boolean) => Decision | typeof ASK_GRANTS;

/** SQL conditions under which grants or statutes permit records of others; an author of null is any not asked about apart. */
export interface Coverage {
  /** True where every record of the author is covered, whatever its day. */
  wholly(category: Category, author: InstitutionId | null): string;
  /** True where some consent covers data of a period, whatever others cover. */
  someDay(category: Category): string;
  /** True where not every record is covered, but perhaps some by their day; the guard then has to know the day. */
  byDay(category: Category, author: InstitutionId | null): string;
  /** True where the record with this day is covered by a consent to data of a period. */
  dayCovered(category: Category, author: InstitutionId | null, day: string): string;
}

/** A fact about a person that the guard decides by, and its SQL. */
export type FactColumn = readonly [fact: keyof PersonFacts, sql: string];

/** The SQL that brings a person's grants and statutes into the look-ahead statement. */
export interface GrantsSql {
  /** Further columns of `known`, each with a leading comma. */
  readonly columns: string;
  /** Joins on `found f`. */
  readonly joins: string;
  /** Names and SQL of the facts that the guard decides by: grants, statutes, clock. */
  readonly facts: readonly FactColumn[];
  /** SQL of a jsonb object category -> basis: what is disclosed about the person. */
  readonly permitted: string;
}

/** Puts together what one look-ahead statement asks of grants and statutes. */
export class GrantsBuilder implements Coverage {
  private readonly open: OpenCategories;
  private readonly deciding: Pick<Disclosing, 'policy' | 'asking' | 'decideWithoutPerson'>;
  /** Columns of `known` with the categories that are open to an author's records, by what those need. */
  private readonly columnByNeeds = new Map<string, string>();

  /**
   * @param needed categories whose decision the response describes
   * @param namesConsents whether anything may name the consent that a decision rests on
   */
  constructor(
    private readonly registry: RecordRegistry,
    private readonly policy: Policy,
    private readonly asking: Asking,
    needed: readonly Category[],
    decideWithoutPerson: DecideWithoutPerson,
    private readonly namesConsents: boolean,
  ) {
    this.open = new OpenCategories(policy, asking, needed, decideWithoutPerson);
    this.deciding = { policy, asking, decideWithoutPerson };
  }

  wholly(category: Category, author: InstitutionId | null): string {
    const parts = this.open.statutesFor(category, author).map(({ id }) => `'${id}' = any(k.statutes_held)`);
    const consent = this.open.consentCategory(category);
    if (consent) parts.push(`'${consent}' = any(k.${this.openColumn(author)})`);
    return `(${parts.join(' or ') || 'false'})`;
  }

  someDay(category: Category): string {
    const consent = this.open.consentCategory(category);
    return consent ? `'${consent}' = any(k.periods)` : 'false';
  }

  byDay(category: Category, author: InstitutionId | null): string {
    return `(${this.someDay(category)} and ${this.wholly(category, author)} is not true)`;
  }

  dayCovered(category: Category, author: InstitutionId | null, day: string): string {
    const needs = JSON.stringify(needsOf(this.policy, this.asking.institution!, author));
    return `core.grant_covers_day(k.id, $1, $2, '${this.open.consentCategory(category)}', '${needs}', ${day})`;
  }

  /** @param asked the records that the response contains, and what being found tells */
  build(asked: readonly ShownRecords[]): GrantsSql {
    const { open } = this;
    const openTo = (author: InstitutionId | null): string => `k.${this.openColumn(author)}`;
    const permitted = disclosedBasis({ ...this.deciding, open, openTo, wholly: (...of) => this.wholly(...of) }, asked);
    // Everything has asked for its columns by now.
    const byConsent = open.consentCategories.length > 0 ? this.byConsent() : null;
    const byStatute = open.statutes.length > 0 ? this.byStatute() : null;
    return {
      columns: [byConsent, byStatute].map((part) => part?.columns ?? '').join(''),
      joins: [byConsent, byStatute].map((part) => part?.join ?? '').join(''),
      facts: [
        ...(byConsent?.facts ?? []),
        ...(byStatute ? [['statutesHeld', 'to_json(k.statutes_held)'] as const] : []),
        ['now', milliseconds('now()')],
      ],
      permitted,
    };
  }

  /** What is active comes along in one pass over the index; what is not, only where something asked for is not open. */
  private byConsent(): { columns: string; join: string; facts: readonly FactColumn[] } {
    const categories = textArray(this.open.consentCategories);
    const { institution } = this.asking;
    const retrieves = institution !== null && !needsTransfer(this.policy, institution);
    const named = `json_agg(${retrieves ? RETRIEVED_GRANT_ROW : GRANT_ROW})`;
    // Where nothing names the consent that a decision rests on, all that matters of one to data of any day is that it is there.
    const isUnnamed = retrieves && !this.namesConsents;
    const of = (id: string): string =>
      `core.consent_grant c where c.person_id = ${id} and c.recipient = $1 and c.category = any(${categories})`;
    const columns = new Map([
      ...(isUnnamed ? [] : [['grants', named] as const]),
      ['basis', BASIS_COLUMN],
      ['periods', `array_agg(c.category) filter (where not (${ANY_DAY_GRANT}))`],
    ]);
    const allTold = `k.${this.openColumn(null)} @> ${categories}${isUnnamed ? ' and k.periods is null' : ''}`;
    const told = isUnnamed ? `${ACTIVE_GRANT} and ${ANY_DAY_GRANT}` : ACTIVE_GRANT;
    const others = `case when ${allTold} then null else (select ${named} from ${of('k.id')} and not (${told})) end`;
    for (const [needs, name] of this.columnByNeeds) {
      columns.set(name, `array_agg(c.category) filter (where ${ANY_DAY_GRANT}${needs})`);
    }
    const released = this.columnByNeeds.get(RELEASED_GRANT);
    return {
      columns: [...columns.keys()].map((name) => `, g.${name}`).join(''),
      join: `
  left join lateral (select ${[...columns].map(([name, sql]) => `${sql} as ${name}`).join(',\n    ')}
    from ${of('f.id')} and ${ACTIVE_GRANT}) g on true`,
      facts: [
        isUnnamed ? ['open', `k.${this.openColumn(null)}::text`] : ['grants', 'k.grants'],
        ['others', others],
        ...(isUnnamed && released ? [['released', `k.${released}::text`] as const] : []),
      ],
    };
  }

  private openColumn(author: InstitutionId | null): string {
    const { institution } = this.asking;
    const needs = institution === null ? '' : authorNeeds(this.policy, institution, author);
    let name = this.columnByNeeds.get(needs);
    if (!name) this.columnByNeeds.set(needs, (name = `open${this.columnByNeeds.size || ''}`));
    return name;
  }

  private byStatute(): { columns: string; join: string } {
    const held = statutesHeld(this.registry, this.open.statutes, 'f.id');
    return { columns: ', s.statutes_held', join: `\n  cross join lateral (select ${held} as statutes_held) s` };
  }
}
