import type { Asking, Decision, Grant } from '../decision/decision';
import { ruleOf, type DecisionRule } from '../decision/rule';
import { PersonDecisions, type GrantRow } from '../person-decisions';
import type { Policy } from '../policy/policy';
import { isPersonRole, type Category, type InstitutionId, type WithheldReason } from '../vocabulary';
import { compileGrants, type MadeTransfer } from './compile';
import { consentsAt, type ConsentEvent } from './history';

/** What is asked about: a field of a person, by what its records declare. */
export interface AskedField {
  readonly category: Category;
  /** The institution that writes the records; null where every institution keeps its own. */
  readonly author: InstitutionId | null;
  /** The records have a day that counts for the period of the data. */
  readonly hasDay: boolean;
}

/** What is known about the person, as far as it decides. */
export interface PersonHistory {
  readonly events: readonly ConsentEvent[];
  readonly transfers: readonly MadeTransfer[];
  /** Ids of the policy's statutes whose condition the person met at that moment. */
  readonly statutesHeld: readonly string[];
}

/** What an institution could see, and why. */
export interface AccessExplanation {
  /** About what others wrote, or about its own where only the institution writes such records. */
  readonly decision: Decision;
  /** Why some of it could be withheld even so; null where none could. */
  readonly rest: WithheldReason | null;
  readonly rule: DecisionRule;
}

/**
 * Explains what an institution could see of a person through the hub at a moment, as it was known at another. The same
 * decision as at a request, on the consents as they stood. It never says more than the decision of that moment did: what
 * became known later can only take away from it, as a withdrawal that was recorded late does, or a faulty form.
 * @param asOf milliseconds since 1970, and so is `knownAsOf`
 */
export function explainAccess(
  policy: Policy,
  asking: Asking,
  field: AskedField,
  history: PersonHistory,
  asOf: number,
  knownAsOf: number,
): AccessExplanation {
  const decided = explainAsKnown(policy, asking, field, history, asOf, Math.min(asOf, knownAsOf));
  if (knownAsOf <= asOf || !decided.decision.permit) return decided;
  const known = explainAsKnown(policy, asking, field, history, asOf, knownAsOf);
  return known.decision.permit ? { ...decided, rest: decided.rest ?? known.rest } : known;
}

function explainAsKnown(
  policy: Policy,
  asking: Asking,
  { category, author, hasDay }: AskedField,
  { events, transfers, statutesHeld }: PersonHistory,
  asOf: number,
  knownAsOf: number,
): AccessExplanation {
  const { institution } = asking;
  const made = transfers.filter(({ at }) => at <= asOf && at <= knownAsOf);
  const grants = institution === null ? [] : compileGrants(consentsAt(events, asOf, knownAsOf), institution, made);
  const facts = { id: '', grants: grants.map(asRow), statutesHeld, now: asOf };
  const { decision, rest } = new PersonDecisions(policy, asking, facts, isPersonRole(asking.role)).decideField(
    category,
    author,
    hasDay,
  );
  return { decision, rest, rule: ruleOf(policy, asking, { category, author }, decision) };
}

function asRow(grant: Grant): GrantRow {
  const { category, purpose, validFrom, validUntil, consentId, consentVersion, ended } = grant;
  const { secrecyReleased, dataFrom, dataUntil, released, releasedBy, agreedUntil } = grant;
  return [
    ...([category, purpose, validFrom, validUntil, ended, secrecyReleased] as const),
    ...([consentId, consentVersion, dataFrom, dataUntil, released, releasedBy, agreedUntil] as const),
  ];
}
