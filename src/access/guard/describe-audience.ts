import { isSecretAuthor } from '../policy/authorship';
import type { Policy } from '../policy/policy';
import { PURPOSE_NAMES, PURPOSES, type Category, type InstitutionId } from '../vocabulary';

/** One sentence for the schema: which institutions may see a category, and for which purposes a consent can open it. */
export function describeAudience(policy: Policy, category: Category, author: InstitutionId | null): string {
  const { ceiling, secrecy } = policy.categories.get(category)!;
  const writer = author ? `${author}, which writes it` : 'the institution that wrote it';
  const cells = [...ceiling]
    .filter(([institution]) => institution !== author)
    .map(([institution, purposes]) => {
      const codes = PURPOSE_NAMES.filter((purpose) => purposes.has(purpose)).map((purpose) => PURPOSES[purpose]);
      return `${institution} (${codes.join(', ')})`;
    });
  const statutes = policy.statutes
    .filter((statute) => statute.category === category)
    .map(({ law, recipient, purpose }) => ` By ${law}: ${recipient} (${PURPOSES[purpose]}).`);
  const others =
    cells.length > 0
      ? `With consent${isSecretAuthor(policy, author) ? ' and release from professional secrecy' : ''}: ${cells.join(', ')}.`
      : 'For no other institution, even with consent.';
  return `${category}: seen by the person and ${writer}. ${others}${statutes.join('')}${secrecy ? ` Secrecy: ${secrecy}.` : ''}`;
}
