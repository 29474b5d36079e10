import { LRUCache } from 'lru-cache';
import type { Asking, Decision, Grant } from './decision/decision';
import { ASK_GRANTS, decideByPerson, settle } from './decision/decide';
import type { Policy } from './policy/policy';
import type { Category, InstitutionId } from './vocabulary';

/** A grant as the look-ahead statement returns it. */
export type GrantRow = readonly [
  category: Grant['category'],
  purpose: Grant['purpose'],
  validFrom: number,
  validUntil: number,
  consentId: string,
  consentVersion: number,
  ended: NonNullable<Grant['ended']> | null,
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

/** The decisions about one person for one caller, each made once. */
export class PersonDecisions {
  private readonly byCategory = new Map<Category, Decision>();
  private grants: readonly Grant[] | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    private readonly facts: PersonFacts,
    private readonly isSubject: boolean,
  ) {}

  /** Decides about records of a category that an institution wrote; `null` stands for any other institution. */
  decide(category: Category, author: InstitutionId | null): Decision {
    const decision = settleOnce(this.policy, this.asking, category, author, this.isSubject);
    if (decision !== ASK_GRANTS) return decision;
    let byPerson = this.byCategory.get(category);
    if (!byPerson) {
      this.grants ??= this.facts.grants.map(asGrant);
      const { statutesHeld, now } = this.facts;
      byPerson = decideByPerson(this.policy, this.asking, category, this.grants, statutesHeld, now);
      this.byCategory.set(category, byPerson);
    }
    return byPerson;
  }
}

function asGrant([category, purpose, validFrom, validUntil, consentId, consentVersion, ended]: GrantRow): Grant {
  return { category, purpose, validFrom, validUntil, consentId, consentVersion, ended };
}
