import type { Permit } from '../../../access/decision/decision';
import { PersonDecisions, type PersonFacts } from '../../../access/person-decisions';
import type { SharingState } from '../../../access/policy/labels';
import type { InstitutionPolicy, Policy } from '../../../access/policy/policy';
import type { Category, InstitutionId, Purpose, WithheldReason } from '../../../access/vocabulary';

/** A kind of record, by what its declaration says. */
export interface RecordKind {
  /** The field of `Person` that holds the records. */
  readonly field: string;
  readonly category: Category;
  /** The institution that writes them; null where every institution keeps its own. */
  readonly author: InstitutionId | null;
  /** Whether they have a day that counts for the period of the data. */
  readonly hasDay: boolean;
}

/** What is open to an institution at one moment: a category for a purpose, on one basis. */
export interface OpenCell {
  readonly category: Category;
  readonly purpose: Purpose;
  /** The consent or the statute. */
  readonly permit: Permit;
  /** The fields of `Person` that are open. */
  readonly fields: readonly string[];
  /** Why some of it could be withheld even so: another period, an author under professional secrecy. */
  readonly mayLack: WithheldReason | null;
}

/**
 * What an institution could see at this moment of what others wrote about a person, whichever role of it asks. Asks the
 * very decisions of a request, cell by cell: there is no second way to decide. What the institution wrote itself is not in it.
 * @param facts of the person: the grants for this institution and the statutes that hold for it
 */
export function openCells(
  policy: Policy,
  institution: InstitutionPolicy,
  facts: PersonFacts,
  kinds: readonly RecordKind[],
): readonly OpenCell[] {
  const cells = new Map<string, OpenCell>();
  const purposes = [...institution.purposes].filter((id) => policy.purposes.get(id)?.reaches === 'RECORDS');
  const roles = [...policy.roles.values()].filter(({ reaches }) => reaches === 'CONTENT');
  for (const purpose of purposes) {
    for (const role of roles.filter((one) => one.purposes.has(purpose))) {
      const asking = { institution: institution.id, role: role.id, purpose };
      const decisions = new PersonDecisions(policy, asking, facts, false);
      for (const { field, category, author, hasDay } of kinds) {
        const { decision, rest } = decisions.decideField(category, author, hasDay);
        if (!decision.permit || decision.basis === 'OWN_RECORD') continue;
        const key = `${category} ${purpose} ${decision.consentId ?? decision.statute}`;
        const known = cells.get(key) ?? { category, purpose, permit: decision, fields: [], mayLack: null };
        const fields = [...new Set([...known.fields, field])];
        cells.set(key, { ...known, fields, mayLack: known.mayLack ?? rest });
      }
    }
  }
  return [...cells.values()];
}

/** The sum of it; an institution that is excluded by law is so whatever the person consented to. */
export function sharingState({ neverReceives }: InstitutionPolicy, open: readonly OpenCell[]): SharingState {
  if (neverReceives !== undefined) return 'NEVER';
  return open.length > 0 ? 'SHARED' : 'NOTHING';
}
