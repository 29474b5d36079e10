import type { Asking, Decision } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import { textArray } from '../../access/log/log-entry.sql';
import { authorsApart, isSecretAuthor, needsTransfer } from '../../access/policy/authorship';
import type { Policy, StatutePolicy } from '../../access/policy/policy';
import type { Category, InstitutionId } from '../../access/vocabulary';
import type { RecordRegistry } from '../registry';
import { ACTIVE_GRANT, ANY_DAY_GRANT, authorNeeds, PERIOD_GRANT } from './grant-needs.sql';
import { GrantColumns } from './grant-columns.sql';

export type Settle = (category: Category, own: boolean) => Decision | typeof ASK_GRANTS;

/** SQL conditions under which grants or statutes permit records of others; an author of null is any not asked about apart. */
export interface Coverage {
  /** True where every record of the author is covered, whatever its day. */
  wholly(category: Category, author: InstitutionId | null): string;
  /** True where not every record is covered, but some by their day; the guard then has to know the day. */
  byDay(category: Category, author: InstitutionId | null): string;
  /** True where `byDay` is and the record with this day is covered. */
  dayCovered(category: Category, author: InstitutionId | null, day: string): string;
}

/** The SQL that brings a person's grants and statutes into the look-ahead statement. */
export interface GrantsSql {
  /** Further columns of `known`, each with a leading comma. */
  readonly columns: string;
  /** Joins on `found f`. */
  readonly joins: string;
  /** Names and SQL of the facts that the guard decides by: grants, statutes, clock. */
  readonly facts: readonly string[];
  /** SQL of a jsonb object category -> basis: what is disclosed about the person. */
  readonly permitted: string;
}

/** Records of one category that the response contains: who writes them, and whether they have a day that counts. */
export interface AskedRecords {
  readonly category: Category;
  readonly author: InstitutionId | 'EACH';
  readonly hasDay: boolean;
}

const SHORT_ROW = `c.category, c.purpose, ${milliseconds('c.valid_from')}, ${milliseconds('c.valid_until')}, c.consent_id, c.consent_version, c.ended`;
const LONG_ROW = `${SHORT_ROW}, c.data_from, c.data_until, c.secrecy_released`;

/** SQL of a compiled grant `c` as the guard reads it (`GrantRow`), with all that can matter for any recipient. */
export const GRANT_ROW = `json_build_array(${LONG_ROW}, c.released, c.released_by)`;

/**
 * SQL of the ids (text[]) of those statutes whose condition a person meets.
 * @param person SQL of the person's id
 */
export function statutesHeld(registry: RecordRegistry, statutes: readonly StatutePolicy[], person: string): string {
  const held = statutes.map(({ id, whereRecipientHas }) => {
    const table = registry.named(whereRecipientHas)?.table;
    // A statute whose condition cannot be checked here permits nothing.
    return table
      ? `case when exists (select from ${table} x where x.person_id = ${person}) then '${id}' end`
      : 'null::text';
  });
  return `array_remove(array[${held.join(', ')}], null)`;
}

/** Puts together what one look-ahead statement asks of grants and statutes. */
export class GrantsBuilder implements Coverage {
  private readonly columns = new GrantColumns();
  private readonly open: readonly Category[];
  private readonly statutes: readonly StatutePolicy[];

  /** @param needed categories whose decision the response describes */
  constructor(
    private readonly registry: RecordRegistry,
    private readonly policy: Policy,
    private readonly asking: Asking,
    needed: readonly Category[],
    private readonly settle: Settle,
  ) {
    this.open = needed.filter((category) => settle(category, false) === ASK_GRANTS);
    this.statutes = policy.statutes.filter(
      ({ recipient, purpose, category }) =>
        recipient === asking.institution && purpose === asking.purpose && this.open.includes(category),
    );
  }

  wholly(category: Category, author: InstitutionId | null): string {
    const parts = this.statutesFor(category, author).map(({ id }) => `'${id}' = any(k.statutes_held)`);
    const consent = this.consentCategory(category);
    if (consent) parts.push(`'${consent}' = any(${this.columns.categories(this.needs(author, ANY_DAY_GRANT))})`);
    return `(${parts.join(' or ') || 'false'})`;
  }

  byDay(category: Category, author: InstitutionId | null): string {
    const consent = this.consentCategory(category);
    if (!consent) return 'false';
    const some = `'${consent}' = any(${this.columns.categories(this.needs(author, PERIOD_GRANT))})`;
    return `(${some} and not ${this.wholly(category, author)})`;
  }

  dayCovered(category: Category, author: InstitutionId | null, day: string): string {
    const period = `(c.data_from is null or ${day} >= c.data_from) and (c.data_until is null or ${day} <= c.data_until)`;
    // Runs only for persons who have such a consent and no other that would do.
    return `(select true from core.consent_grant c where c.person_id = k.id and c.recipient = $1
      and c.category = '${this.consentCategory(category)}' and ${this.needs(author, period)} limit 1)`;
  }

  /**
   * @param asked the records that the response contains, and what being found tells
   * @param ownHouse categories among them of which the caller's institution may have written records
   */
  build(asked: readonly AskedRecords[], ownHouse: ReadonlySet<Category>): GrantsSql {
    const permitted = this.permittedJson(asked, ownHouse);
    const { open, statutes } = this;
    return {
      columns:
        (open.length > 0 ? `, g.grants${this.columns.names()}` : '') + (statutes.length > 0 ? ', s.statutes_held' : ''),
      joins: (open.length > 0 ? this.grantsJoin() : '') + this.statutesJoin(),
      facts: [
        'grants',
        open.length > 0 ? `coalesce(k.grants, '[]'::json)` : `'[]'::json`,
        'statutesHeld',
        statutes.length > 0 ? 'to_json(k.statutes_held)' : `'[]'::json`,
        'now',
        `${milliseconds('now()')}`,
      ],
      permitted,
    };
  }

  /** All grants for this recipient come along, also ended ones and other purposes: they tell the reason of a denial. */
  private grantsJoin(): string {
    const consentCategories = new Set(
      this.open.map((category) => this.policy.categories.get(category)!.consentCategory),
    );
    const { institution } = this.asking;
    const row =
      institution !== null && needsTransfer(this.policy, institution)
        ? GRANT_ROW
        : `case when ${ANY_DAY_GRANT} and not c.secrecy_released then json_build_array(${SHORT_ROW}) else json_build_array(${LONG_ROW}) end`;
    return `
  left join lateral (select json_agg(${row}) as grants${this.columns.definitions()}
    from core.consent_grant c where c.person_id = f.id and c.recipient = $1 and c.category = any(${textArray([...consentCategories])})) g on true`;
  }

  private statutesJoin(): string {
    if (this.statutes.length === 0) return '';
    return `
  cross join lateral (select ${statutesHeld(this.registry, this.statutes, 'f.id')} as statutes_held) s`;
  }

  private permittedJson(asked: readonly AskedRecords[], ownHouse: ReadonlySet<Category>): string {
    const certain: Record<string, readonly [string]> = {};
    const parts: string[] = [];
    for (const category of [...new Set(asked.map((records) => records.category))]) {
      const own = this.settle(category, ownHouse.has(category));
      if (own !== ASK_GRANTS && own.permit) certain[category] = [own.basis];
      // What the caller's institution alone writes rests on no consent.
      const ofOthers = asked.filter((one) => one.category === category && one.author !== this.asking.institution);
      if (ofOthers.length === 0 || this.settle(category, false) !== ASK_GRANTS) continue;
      parts.push(`'${category}', ${this.basisJson(category, ofOthers)}`);
    }
    const literal = `'${JSON.stringify(certain)}'::jsonb`;
    return parts.length > 0 ? `${literal} || jsonb_strip_nulls(jsonb_build_object(${parts.join(', ')}))` : literal;
  }

  /** SQL of `["CONSENT", id, version, …]` with every consent that something asked for rests on, or of the statute. */
  private basisJson(category: Category, asked: readonly AskedRecords[]): string {
    const authors = new Map<InstitutionId | null, boolean>();
    for (const { author, hasDay } of asked) {
      for (const each of author === 'EACH' ? [null, ...this.authorsApart()] : [author]) {
        authors.set(each, hasDay || authors.get(each) === true);
      }
    }
    const consent = this.consentCategory(category);
    const bases = consent
      ? [...authors]
          .filter(([author]) => !this.isImplied(author, authors))
          .map(([author, hasDay]) => this.consentsJson(consent, author, hasDay))
      : [];
    const together = bases.map((basis) => `coalesce(${basis} - 0, '[]')`).join(' || ');
    const basis =
      bases.length > 1
        ? `nullif('["CONSENT"]'::jsonb || ${together}, '["CONSENT"]'::jsonb)`
        : (bases[0] ?? 'null::jsonb');
    const statutes = [...authors.keys()].flatMap((author) => this.statutesFor(category, author));
    const cases = [...new Set(statutes)].map(
      ({ id }) => `when '${id}' = any(k.statutes_held) then '["STATUTE", "${id}"]'::jsonb`,
    );
    return cases.length > 0 ? `case ${cases.join(' ')} else ${basis} end` : basis;
  }

  /** Of grants to data of any day, that with release from secrecy is the best for all authors: it stands for both. */
  private isImplied(author: InstitutionId | null, authors: ReadonlyMap<InstitutionId | null, boolean>): boolean {
    return author !== null && authors.has(null) && isSecretAuthor(this.policy, author) && authors.get(author) === false;
  }

  private consentsJson(consent: string, author: InstitutionId | null, hasDay: boolean): string {
    const best = `${this.columns.best(this.needs(author, ANY_DAY_GRANT))}->'${consent}'`;
    if (!hasDay) return best;
    const all = this.columns.all(this.needs(author, PERIOD_GRANT));
    return `coalesce(${best}, case when ${all} is not null then (select '["CONSENT"]'::jsonb || jsonb_agg(b.v order by a.n, b.n)
      from jsonb_array_elements(${all}) with ordinality a(e, n), jsonb_array_elements(a.e - 0) with ordinality b(v, n) where a.e->>0 = '${consent}') end)`;
  }

  /** The category that a consent has to name, if a consent can open this one for the purpose of the request. */
  private consentCategory(category: Category): string | null {
    const { institution, purpose } = this.asking;
    const asked = this.policy.categories.get(category)!;
    if (institution === null || purpose === null) return null;
    return asked.ceiling.get(institution)?.has(purpose) ? asked.consentCategory : null;
  }

  private statutesFor(category: Category, author: InstitutionId | null): readonly StatutePolicy[] {
    return isSecretAuthor(this.policy, author) ? [] : this.statutes.filter((statute) => statute.category === category);
  }

  private authorsApart(): readonly InstitutionId[] {
    return this.asking.institution === null ? [] : authorsApart(this.policy, this.asking.institution);
  }

  private needs(author: InstitutionId | null, day: string): string {
    return `${ACTIVE_GRANT} and ${day}${authorNeeds(this.policy, this.asking.institution!, author)}`;
  }
}

/** SQL of a time in milliseconds since 1970, rounded down as JavaScript's are. */
export function milliseconds(timestamp: string): string {
  return `(extract(epoch from ${timestamp}) * 1000)::bigint`;
}
