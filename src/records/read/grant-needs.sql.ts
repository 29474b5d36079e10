import { authorsApart, isSecretAuthor, needsTransfer } from '../../access/policy/authorship';
import type { Policy } from '../../access/policy/policy';
import type { InstitutionId } from '../../access/vocabulary';

/** Active at this moment for the purpose of the request (`$2`); `c` is a row of the compiled grants. */
export const ACTIVE_GRANT = 'c.purpose = $2 and c.ended is null and c.valid_from <= now() and c.valid_until > now()';

/** A grant to data of any day, not only of a period. */
export const ANY_DAY_GRANT = 'c.data_from is null and c.data_until is null';

/** What records of an author under professional secrecy need, as `authorNeeds` says it. */
export const RELEASED_GRANT = ' and c.secrecy_released';

/** What records of an author ask of a grant besides category, purpose, time and day. */
export interface AuthorNeeds {
  /** A release from professional secrecy (section 203 StGB). */
  readonly release: boolean;
  /** A transfer to the recipient (section 79 SGB X), of this author or by the person. */
  readonly transfer: boolean;
  readonly author: InstitutionId | null;
}

/** @param author null for any institution about which is not asked apart */
export function needsOf(policy: Policy, recipient: InstitutionId, author: InstitutionId | null): AuthorNeeds {
  return { release: isSecretAuthor(policy, author), transfer: needsTransfer(policy, recipient), author };
}

/** SQL of the needs, with a leading `and` for each condition; empty where nothing is asked, as for most. */
export function authorNeeds(policy: Policy, recipient: InstitutionId, by: InstitutionId | null): string {
  const { release, transfer, author } = needsOf(policy, recipient, by);
  const released = release ? RELEASED_GRANT : '';
  if (!transfer) return released;
  return `${released} and (c.released${author === null ? '' : ` or '${author}' = any(c.released_by)`})`;
}

/**
 * A condition on rows that every institution writes into one table, put together from the conditions for each author.
 * @param column SQL of the institution that wrote the row
 */
export function forEachAuthor(
  policy: Policy,
  recipient: InstitutionId,
  column: string,
  condition: (author: InstitutionId | null) => string,
): string {
  const apart = authorsApart(policy, recipient);
  if (apart.length === 0) return condition(null);
  const others = `${column} <> all('{${apart.join(',')}}'::text[]) and ${condition(null)}`;
  return `(${[others, ...apart.map((author) => `${column} = '${author}' and ${condition(author)}`)].join(' or ')})`;
}
