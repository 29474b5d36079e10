import { LRUCache } from 'lru-cache';
import { ANY_DAY, type Asking, type Decision, type Grant, type RecordDay } from './decision/decision';
import { ASK_GRANTS, decideByPerson, settle } from './decision/decide';
import { authorsApart } from './policy/authorship';
import type { Policy } from './policy/policy';
import type { Category, InstitutionId, WithheldReason } from './vocabulary';

/** A grant as the look-ahead statement returns it; what says nothing is left out at the end. */
export type GrantRow = readonly [
  category: Grant['category'],
  purpose: Grant['purpose'],
  validFrom: number,
  validUntil: number,
  ended: Grant['ended'],
  secrecyReleased?: boolean,
  // Left out where nothing names the consent that a decision rests on.
  consentId?: string,
  consentVersion?: number,
  dataFrom?: string | null,
  dataUntil?: string | null,
  released?: boolean,
  releasedBy?: readonly InstitutionId[] | null,
];

/** What was loaded with a person, in the same snapshot as the records, so that the guard decides without I/O. */
export interface PersonFacts {
  readonly id: string;
  /** Active for the purpose of the request. Null or absent where there are none, as below. */
  readonly grants?: readonly GrantRow[] | null;
  /** All others for this recipient, where something that was asked for is not open: they tell the reason of a denial. */
  readonly others?: readonly GrantRow[] | null;
  readonly statutesHeld?: readonly string[];
  /** The database's clock at the snapshot, in milliseconds since 1970: both locks decide by the same time. */
  readonly now: number;
}

type Settled = Decision | typeof ASK_GRANTS;

/** What depends on policy, institution, role and purpose, never on a person: asked for again and again, decided once. */
class SettledDecisions {
  private readonly known = new Map<Category, Map<InstitutionId | null, Settled>>();
  /** Institutions about whose records is decided otherwise than about those of any other. */
  readonly apart: readonly InstitutionId[];

  constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    private readonly isSubject: boolean,
  ) {
    this.apart = asking.institution === null ? [] : authorsApart(policy, asking.institution);
  }

  of(category: Category, author: InstitutionId | null): Settled {
    let byAuthor = this.known.get(category);
    if (!byAuthor) this.known.set(category, (byAuthor = new Map<InstitutionId | null, Settled>()));
    let decision = byAuthor.get(author);
    if (decision === undefined) {
      decision = settle(this.policy, this.asking, category, author, this.isSubject);
      byAuthor.set(author, decision);
    }
    return decision;
  }
}

const settled = new WeakMap<Policy, LRUCache<string, SettledDecisions>>();

function settledFor(policy: Policy, asking: Asking, isSubject: boolean): SettledDecisions {
  let cache = settled.get(policy);
  if (!cache) settled.set(policy, (cache = new LRUCache({ max: 1_000 })));
  const key = `${asking.institution} ${asking.role} ${asking.purpose} ${isSubject}`;
  let decisions = cache.get(key);
  if (!decisions) cache.set(key, (decisions = new SettledDecisions(policy, asking, isSubject)));
  return decisions;
}

/** `settle`, remembered. */
export function settleOnce(
  policy: Policy,
  asking: Asking,
  category: Category,
  author: InstitutionId | null,
  isSubject: boolean,
): Settled {
  return settledFor(policy, asking, isSubject).of(category, author);
}

/** What holds for a field of a person as a whole, whoever wrote what and whether or not there is anything. */
export interface FieldDecision {
  /** Whether some record of others could be shown. */
  readonly decision: Decision;
  /** Why some record of others could be withheld even so; null where none could. */
  readonly rest: WithheldReason | null;
}

/** The decisions about one person for one caller. */
export class PersonDecisions {
  private readonly settled: SettledDecisions;
  private grants: readonly Grant[] | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    private readonly facts: PersonFacts,
    isSubject: boolean,
  ) {
    this.settled = settledFor(policy, asking, isSubject);
  }

  /**
   * Decides about a record of a category.
   * @param author the institution that wrote it; null stands for any other institution
   * @param day the day that counts for the period of the data, where the record type has one
   */
  decide(category: Category, author: InstitutionId | null, day: RecordDay): Decision {
    const decision = this.settled.of(category, author);
    if (decision !== ASK_GRANTS) return decision;
    const { grants, others, statutesHeld, now } = this.facts;
    this.grants ??= [...(grants ?? []), ...(others ?? [])].map(asGrant);
    return decideByPerson(this.policy, this.asking, { category, author, day }, this.grants, statutesHeld ?? [], now);
  }

  /**
   * Decides about a field that holds the records of a category.
   * @param author the institution that writes them; null where every institution keeps its own
   * @param hasDay whether the records have a day that counts for the period of the data
   */
  decideField(category: Category, author: InstitutionId | null, hasDay: boolean): FieldDecision {
    const day = hasDay ? ANY_DAY : null;
    const others = this.decide(category, author, day);
    const { apart } = this.settled;
    if (author !== null || apart.length === 0) return { decision: others, rest: restOf(others, [others]) };
    const decisions = [others, ...apart.map((each) => this.decide(category, each, day))];
    const decision = decisions.find(({ permit }) => permit) ?? decisions[0]!;
    return { decision, rest: restOf(decision, decisions) };
  }
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
    consentId: row[6] ?? '',
    consentVersion: row[7] ?? 0,
    dataFrom: row[8],
    dataUntil: row[9],
    released: row[10],
    releasedBy: row[11],
  };
}
