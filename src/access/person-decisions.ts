import { ANY_DAY, type Asking, type Decision, type Grant, type RecordDay } from './decision/decision';
import { ASK_GRANTS, decideByPerson } from './decision/decide';
import type { Policy } from './policy/policy';
import { settledFor, type CommonDecisions, type FieldDecision, type SettledDecisions } from './settled-decisions';
import type { Category, InstitutionId, WithheldReason } from './vocabulary';

/** A grant as the look-ahead statement returns it; what says nothing is left out at the end. */
export type GrantRow = readonly [
  category: Grant['category'],
  purpose: Grant['purpose'],
  validFrom: number,
  validUntil: number,
  ended: Grant['ended'],
  secrecyReleased: Grant['secrecyReleased'],
  consentId: string,
  consentVersion: number,
  dataFrom?: string | null,
  dataUntil?: string | null,
  released?: boolean,
  releasedBy?: readonly InstitutionId[] | null,
  agreedUntil?: number | null,
];

/** What was loaded with a person, in the same snapshot as the records, so that the guard decides without I/O. */
export interface PersonFacts {
  readonly id: string;
  /** Active for the purpose of the request. Null or absent where there are none, as below. */
  readonly grants?: readonly GrantRow[] | null;
  /**
   * Instead of them where nothing names the consent that a decision rests on, of those to data of any day: the categories
   * that are open, and those of them that come with a release from professional secrecy, as PostgreSQL prints an array.
   */
  readonly open?: string | null;
  readonly released?: string | null;
  /**
   * All others for this recipient, where something that was asked for is not open, or not for every day: they tell the
   * reason of a denial.
   */
  readonly others?: readonly GrantRow[] | null;
  readonly statutesHeld?: readonly string[] | null;
  /** The database's clock at the snapshot, in milliseconds since 1970: both locks decide by the same time. */
  readonly now: number;
}

/** The decisions about one person for one caller. */
export class PersonDecisions {
  private readonly settled: SettledDecisions;
  /** Set where nothing but the open categories decides. */
  private readonly common: CommonDecisions | undefined;
  private grants: readonly Grant[] | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    private readonly facts: PersonFacts,
    isSubject: boolean,
  ) {
    this.settled = settledFor(policy, asking, isSubject);
    if (isOnlyOpen(facts)) this.common = this.settled.commonTo(facts.open ?? null, facts.released ?? null);
    this.grants = this.common?.grants;
  }

  /**
   * Decides about a record of a category.
   * @param author the institution that wrote it; null stands for any other institution
   * @param day the day that counts for the period of the data, where the record type has one
   */
  decide(category: Category, author: InstitutionId | null, day: RecordDay): Decision {
    const { common } = this;
    if (common && day === null) return common.decisions.of(category, author, () => this.workOut(category, author, day));
    return this.workOut(category, author, day);
  }

  private workOut(category: Category, author: InstitutionId | null, day: RecordDay): Decision {
    const decision = this.settled.of(category, author);
    if (decision !== ASK_GRANTS) return decision;
    const { grants, others, open, released, statutesHeld, now } = this.facts;
    this.grants ??= [
      ...[...(grants ?? []), ...(others ?? [])].map(asGrant),
      ...(open ? this.settled.commonTo(open, released ?? null).grants : []),
    ];
    return decideByPerson(this.policy, this.asking, { category, author, day }, this.grants, statutesHeld ?? [], now);
  }

  /**
   * Decides about a field that holds the records of a category.
   * @param author the institution that writes them; null where every institution keeps its own
   * @param hasDay whether the records have a day that counts for the period of the data
   */
  decideField(category: Category, author: InstitutionId | null, hasDay: boolean): FieldDecision {
    const workOut = (): FieldDecision => this.workOutField(category, author, hasDay);
    const { common } = this;
    return common ? (hasDay ? common.withDay : common.withoutDay).of(category, author, workOut) : workOut();
  }

  private workOutField(category: Category, author: InstitutionId | null, hasDay: boolean): FieldDecision {
    const day = hasDay ? ANY_DAY : null;
    const others = this.decide(category, author, day);
    const { apart } = this.settled;
    if (author !== null || apart.length === 0) return { decision: others, rest: restOf(others, [others]) };
    const decisions = [others, ...apart.map((each) => this.decide(category, each, day))];
    const decision = decisions.find(({ permit }) => permit) ?? decisions[0]!;
    return { decision, rest: restOf(decision, decisions) };
  }
}

/** Nothing that is known of the person decides but which categories are open. */
function isOnlyOpen({ grants, others, statutesHeld, now }: PersonFacts): boolean {
  return !grants && !others && !statutesHeld?.length && Number.isFinite(now);
}

function restOf(decision: Decision, decisions: readonly Decision[]): WithheldReason | null {
  if (!decision.permit) return null;
  const withheld = decisions.find((each) => !each.permit);
  if (withheld !== undefined) return withheld.reason;
  return decisions.some((each) => each.permit && each.byDay) ? 'PERIOD_NOT_COVERED' : null;
}

function asGrant(row: GrantRow): Grant {
  return {
    category: row[0],
    purpose: row[1],
    validFrom: row[2],
    validUntil: row[3],
    ended: row[4],
    secrecyReleased: row[5],
    consentId: row[6],
    consentVersion: row[7],
    dataFrom: row[8],
    dataUntil: row[9],
    released: row[10],
    releasedBy: row[11],
    agreedUntil: row[12],
  };
}
