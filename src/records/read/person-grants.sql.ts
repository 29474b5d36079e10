import type { Asking, Decision } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import { textArray } from '../../access/log/log-entry.sql';
import type { Policy, StatutePolicy } from '../../access/policy/policy';
import type { Category } from '../../access/vocabulary';
import type { RecordRegistry } from '../registry';

export type Settle = (category: Category, own: boolean) => Decision | typeof ASK_GRANTS;

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
  /** SQL that is true where the person's grants or statutes permit the category. */
  readonly condition: (category: Category) => string;
}

/**
 * @param needed categories whose decision the response describes
 * @param asked categories whose records the response contains
 * @param ownHouse those among them of which the caller's institution may have written records
 */
export function grantsOf(
  registry: RecordRegistry,
  policy: Policy,
  asking: Asking,
  needed: readonly Category[],
  asked: readonly Category[],
  ownHouse: ReadonlySet<Category>,
  settle: Settle,
): GrantsSql {
  const open = needed.filter((category) => settle(category, false) === ASK_GRANTS);
  const statutes = policy.statutes.filter(
    ({ recipient, purpose, category }) =>
      recipient === asking.institution && purpose === asking.purpose && open.includes(category),
  );
  const consentCategories = [...new Set(open.map((category) => policy.categories.get(category)!.consentCategory))];
  const byConsent = (category: Category) =>
    asking.institution !== null && asking.purpose !== null
      ? policy.categories.get(category)!.ceiling.get(asking.institution)?.has(asking.purpose)
      : false;
  const statutesFor = (category: Category) => statutes.filter((statute) => statute.category === category);

  const condition = (category: Category): string => {
    const parts = statutesFor(category).map(({ id }) => `'${id}' = any(k.statutes_held)`);
    if (byConsent(category)) parts.push(`'${policy.categories.get(category)!.consentCategory}' = any(k.active)`);
    return `(${parts.join(' or ') || 'false'})`;
  };

  return {
    columns:
      (open.length > 0 ? ', g.grants, g.active, g.by_consent' : '') + (statutes.length > 0 ? ', s.statutes_held' : ''),
    joins: (open.length > 0 ? grantsJoin(consentCategories) : '') + statutesJoin(registry, statutes),
    facts: [
      'grants',
      open.length > 0 ? `coalesce(k.grants, '[]'::json)` : `'[]'::json`,
      'statutesHeld',
      statutes.length > 0 ? 'to_json(k.statutes_held)' : `'[]'::json`,
      'now',
      `${milliseconds('now()')}`,
    ],
    permitted: permittedJson(policy, asked, ownHouse, settle, byConsent, statutesFor),
    condition,
  };
}

/** All grants for this recipient come along, also ended ones and other purposes: they tell the reason of a denial. */
function grantsJoin(consentCategories: readonly string[]): string {
  const active = `c.ended is null and c.purpose = $2 and c.valid_from <= now() and c.valid_until > now()`;
  return `
  left join lateral (select
    json_agg(json_build_array(c.category, c.purpose, ${milliseconds('c.valid_from')}, ${milliseconds('c.valid_until')}, c.consent_id, c.consent_version, c.ended)) as grants,
    coalesce(array_agg(c.category) filter (where ${active}), '{}') as active,
    jsonb_object_agg(c.category, jsonb_build_array('CONSENT', c.consent_id, c.consent_version) order by c.valid_until, c.consent_id desc) filter (where ${active}) as by_consent
    from core.consent_grant c where c.person_id = f.id and c.recipient = $1 and c.category = any(${textArray(consentCategories)})) g on true`;
}

function statutesJoin(registry: RecordRegistry, statutes: readonly StatutePolicy[]): string {
  if (statutes.length === 0) return '';
  const held = statutes.map(({ id, whereRecipientHas }) => {
    const table = registry.named(whereRecipientHas)?.table;
    // A statute whose condition cannot be checked here permits nothing.
    return table ? `case when exists (select from ${table} x where x.person_id = f.id) then '${id}' end` : 'null::text';
  });
  return `
  cross join lateral (select array_remove(array[${held.join(', ')}], null) as statutes_held) s`;
}

function permittedJson(
  policy: Policy,
  asked: readonly Category[],
  ownHouse: ReadonlySet<Category>,
  settle: Settle,
  byConsent: (category: Category) => boolean | undefined,
  statutesFor: (category: Category) => readonly StatutePolicy[],
): string {
  const certain: Record<string, readonly [string]> = {};
  const parts: string[] = [];
  for (const category of asked) {
    const own = settle(category, ownHouse.has(category));
    if (own !== ASK_GRANTS && own.permit) certain[category] = [own.basis];
    if (settle(category, false) !== ASK_GRANTS) continue;
    const consent = byConsent(category)
      ? `k.by_consent->'${policy.categories.get(category)!.consentCategory}'`
      : 'null';
    const statutes = statutesFor(category).map(
      ({ id }) => `when '${id}' = any(k.statutes_held) then '["STATUTE", "${id}"]'::jsonb`,
    );
    parts.push(`'${category}', ${statutes.length > 0 ? `case ${statutes.join(' ')} else ${consent} end` : consent}`);
  }
  const literal = `'${JSON.stringify(certain)}'::jsonb`;
  return parts.length > 0 ? `${literal} || jsonb_strip_nulls(jsonb_build_object(${parts.join(', ')}))` : literal;
}

function milliseconds(timestamp: string): string {
  return `(extract(epoch from ${timestamp}) * 1000)::bigint`;
}
