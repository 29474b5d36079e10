import { LRUCache } from 'lru-cache';
import { ANY_DAY, type Asking, type Decision, type Grant, type RecordDay } from './decision/decision';
import { ASK_GRANTS, decideByPerson, settle } from './decision/decide';
import { authorsApart } from './policy/authorship';
import type { Policy } from './policy/policy';
import type { Category, InstitutionId, WithheldReason } from './vocabulary';

/** A grant as the look-ahead statement returns it; the second part is left out where none of it says anything. */
export type GrantRow = readonly [
  category: Grant['category'],
  purpose: Grant['purpose'],
  validFrom: number,
  validUntil: number,
  consentId: string,
  consentVersion: number,
  ended: NonNullable<Grant['ended']> | null,
  dataFrom?: string | null,
  dataUntil?: string | null,
  secrecyReleased?: boolean,
  released?: boolean,
  releasedBy?: readonly InstitutionId[] | null,
];

/** What was loaded with a person, in the same snapshot as the records, so that the guard decides without I/O. */
export interface PersonFacts {
  readonly id: string;
  readonly grants: readonly GrantRow[];
  readonly statutesHeld: readonly string[];
  /** The database's clock at the snapshot, in milliseconds since 1970: both locks decide by the same time. */
  readonly now: number;
}

const settled = new WeakMap<Policy, LRUCache<string, Decision | typeof ASK_GRANTS>>();

/** `settle`, remembered: it depends on policy, institution, role and purpose, never on a person. */
export function settleOnce(
  policy: Policy,
  asking: Asking,
  category: Category,
  author: InstitutionId | null,
  isSubject: boolean,
): Decision | typeof ASK_GRANTS {
  let cache = settled.get(policy);
  if (!cache) settled.set(policy, (cache = new LRUCache({ max: 5_000 })));
  const key = `${asking.institution} ${asking.role} ${asking.purpose} ${category} ${author} ${isSubject}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const decision = settle(policy, asking, category, author, isSubject);
  cache.set(key, decision);
  return decision;
}

/** What holds for a field of a person as a whole, whoever wrote what and whether or not there is anything. */
export interface FieldDecision {
  /** Whether some record of others could be shown. */
  readonly decision: Decision;
  /** Why some record of others could be withheld even so; null where none could. */
  readonly rest: WithheldReason | null;
}

/** The decisions about one person for one caller, each made once. */
export class PersonDecisions {
  private readonly byRecord = new Map<string, Decision>();
  private readonly byField = new Map<string, FieldDecision>();
  private grants: readonly Grant[] | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    private readonly facts: PersonFacts,
    private readonly isSubject: boolean,
  ) {}

  /**
   * Decides about a record of a category.
   * @param author the institution that wrote it; null stands for any other institution
   * @param day the day that counts for the period of the data, where the record type has one
   */
  decide(category: Category, author: InstitutionId | null, day: RecordDay = null): Decision {
    const decision = settleOnce(this.policy, this.asking, category, author, this.isSubject);
    if (decision !== ASK_GRANTS) return decision;
    const key = `${category} ${author} ${day === ANY_DAY ? '*' : day}`;
    let byPerson = this.byRecord.get(key);
    if (!byPerson) {
      this.grants ??= this.facts.grants.map(asGrant);
      const { statutesHeld, now } = this.facts;
      byPerson = decideByPerson(this.policy, this.asking, { category, author, day }, this.grants, statutesHeld, now);
      this.byRecord.set(key, byPerson);
    }
    return byPerson;
  }

  /**
   * Decides about a field that holds the records of a category.
   * @param author the institution that writes them; null where every institution keeps its own
   * @param hasDay whether the records have a day that counts for the period of the data
   */
  decideField(category: Category, author: InstitutionId | null, hasDay: boolean): FieldDecision {
    const key = `${category} ${author} ${hasDay}`;
    let field = this.byField.get(key);
    if (!field) {
      const day = hasDay ? ANY_DAY : null;
      const decisions = this.authors(author).map((each) => this.decide(category, each, day));
      const decision = decisions.find(({ permit }) => permit) ?? decisions[0]!;
      field = { decision, rest: restOf(decision, decisions) };
      this.byField.set(key, field);
    }
    return field;
  }

  /** Of the institutions that may have written a record, one for each that is decided about differently. */
  private authors(author: InstitutionId | null): readonly (InstitutionId | null)[] {
    const { policy, asking } = this;
    if (author !== null || asking.institution === null) return [author];
    return [null, ...authorsApart(policy, asking.institution)];
  }
}

function restOf(decision: Decision, decisions: readonly Decision[]): WithheldReason | null {
  if (!decision.permit) return null;
  const withheld = decisions.find((each) => !each.permit);
  if (withheld !== undefined) return withheld.reason;
  return decisions.some((each) => each.permit && each.byDay) ? 'PERIOD_NOT_COVERED' : null;
}

function asGrant(row: GrantRow): Grant {
  const [category, purpose, validFrom, validUntil, consentId, consentVersion, ended, ...rest] = row;
  const [dataFrom, dataUntil, secrecyReleased, released, releasedBy] = rest;
  return {
    ...{ category, purpose, validFrom, validUntil, consentId, consentVersion, ended },
    ...{ dataFrom, dataUntil, secrecyReleased, released, releasedBy },
  };
}
