import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import { textArray } from '../../access/log/log-entry.sql';
import { authorsApart, isSecretAuthor, needsTransfer } from '../../access/policy/authorship';
import type { Policy, StatutePolicy } from '../../access/policy/policy';
import type { Category, ConsentCategory, InstitutionId } from '../../access/vocabulary';
import { ANY_DAY_GRANT, needsOf } from './grant-needs.sql';
import type { OpenCategories } from './open-categories';
import type { Settle } from './person-grants.sql';

/** Records of one category that the response contains: who writes them, and whether they have a day that counts. */
export interface AskedRecords {
  readonly category: Category;
  readonly author: InstitutionId | 'EACH';
  readonly hasDay: boolean;
}

/** A category about which the person's grants and statutes decide, with the authors whose records are asked for. */
interface AskedCategory {
  readonly category: Category;
  /** Null where no consent can open it. */
  readonly consent: ConsentCategory | null;
  /** Author -> whether some of the records have a day; null stands for any author not asked about apart. */
  readonly authors: ReadonlyMap<InstitutionId | null, boolean>;
  readonly statutes: readonly StatutePolicy[];
}

/** What a statement says of the basis of its disclosures, for the access log. */
export interface DisclosedBasis {
  /** Aggregate over the active grants `c`: category -> `["CONSENT", id, version]` of the best to data of any day. */
  readonly column: string;
  /** SQL of a jsonb object: category -> basis. */
  readonly permitted: string;
}

/**
 * @param asked the records that the response contains, and what being found tells
 * @param ownHouse categories among them of which the caller's institution may have written records
 * @param openTo SQL of the categories that are open to the records of an author, whatever their day
 */
export function disclosedBasis(
  policy: Policy,
  asking: Asking,
  settle: Settle,
  open: OpenCategories,
  asked: readonly AskedRecords[],
  ownHouse: ReadonlySet<Category>,
  openTo: (author: InstitutionId | null) => string,
): DisclosedBasis {
  const categories = [...new Set(asked.map(({ category }) => category))];
  const certain = Object.fromEntries(
    categories.flatMap((category) => {
      const own = settle(category, ownHouse.has(category));
      return own !== ASK_GRANTS && own.permit ? [[category, [own.basis]]] : [];
    }),
  );
  const byPerson = categories.flatMap((category): AskedCategory[] => {
    // What the caller's institution alone writes rests on no consent.
    const ofOthers = asked.filter((one) => one.category === category && one.author !== asking.institution);
    if (ofOthers.length === 0 || settle(category, false) !== ASK_GRANTS) return [];
    const authors = authorsOf(policy, asking, ofOthers);
    const statutes = [...new Set([...authors.keys()].flatMap((author) => open.statutesFor(category, author)))];
    return [{ category, consent: open.consentCategory(category), authors, statutes }];
  });
  const isSecret = ({ authors }: AskedCategory): boolean =>
    [...authors.keys()].every((author) => isSecretAuthor(policy, author));
  const byConsent = byPerson.filter(({ consent }) => consent !== null);
  // Then what was agreed to is what is disclosed, word for word.
  const isPlain =
    byConsent.every(({ category, consent }) => category === consent) &&
    byConsent.length === open.consentCategories.length;
  const secret = byConsent.filter(isSecret);
  const spoken = textArray(secret.map(({ category }) => category));
  const released = isPlain && secret.length > 0 ? ` and (c.secrecy_released or c.category <> all(${spoken}))` : '';

  const best = (one: AskedCategory): string => {
    const basis = `k.basis->'${one.consent}'`;
    if (!isSecret(one)) return basis;
    return `case when '${one.consent}' = any(${openTo([...one.authors.keys()][0]!)}) then ${basis} end`;
  };
  const simple = isPlain ? `coalesce(k.basis, '{}')` : withoutNulls(byConsent.map((one) => [one.category, best(one)]));
  const exact = `core.consent_basis(k.id, $1, $2, '${JSON.stringify(cells(policy, asking, byConsent))}')`;
  const isAlwaysExact = asking.institution !== null && needsTransfer(policy, asking.institution);
  const consents = isAlwaysExact ? exact : `case when k.periods is null then ${simple} else ${exact} end`;

  const literal = `'${JSON.stringify(certain)}'::jsonb`;
  const parts = [literal, ...(byConsent.length > 0 ? [consents] : []), ...statuteBases(byPerson)];
  return {
    // As text, which PostgreSQL puts together in a fraction of the time; of equal keys the last one counts.
    column: `('{' || string_agg('"' || c.category || '":["CONSENT","' || c.consent_id || '",' || c.consent_version || ']', ','
      order by c.secrecy_released, c.valid_until, c.consent_id desc, c.consent_version) filter (where ${ANY_DAY_GRANT}${released}) || '}')::jsonb`,
    permitted: parts.join(' || '),
  };
}

function authorsOf(
  policy: Policy,
  { institution }: Asking,
  asked: readonly AskedRecords[],
): ReadonlyMap<InstitutionId | null, boolean> {
  const apart = institution === null ? [] : authorsApart(policy, institution);
  const authors = new Map<InstitutionId | null, boolean>();
  for (const { author, hasDay } of asked) {
    for (const each of author === 'EACH' ? [null, ...apart] : [author]) {
      authors.set(each, hasDay || authors.get(each) === true);
    }
  }
  return authors;
}

/** What `core.consent_basis` is asked: one line for each category and author. */
function cells(policy: Policy, { institution }: Asking, asked: readonly AskedCategory[]): readonly unknown[] {
  return asked.flatMap(({ category, consent, authors }) =>
    [...authors].map(([author, days]) => ({ category, consent, days, ...needsOf(policy, institution!, author) })),
  );
}

/** A statute is named before a consent: nobody was asked for one that was not needed. */
function statuteBases(asked: readonly AskedCategory[]): readonly string[] {
  const pairs = asked.flatMap(({ category, statutes }): [string, string][] => {
    const cases = statutes.map(({ id }) => `when '${id}' = any(k.statutes_held) then '["STATUTE", "${id}"]'::jsonb`);
    return cases.length > 0 ? [[category, `case ${cases.join(' ')} end`]] : [];
  });
  return pairs.length > 0 ? [withoutNulls(pairs)] : [];
}

function withoutNulls(pairs: readonly (readonly [category: string, sql: string])[]): string {
  return `jsonb_strip_nulls(jsonb_build_object(${pairs.map(([category, sql]) => `'${category}', ${sql}`).join(', ')}))`;
}
