import { LRUCache } from 'lru-cache';
import type { Asking, Decision, Grant } from './decision/decision';
import { decideWithoutPerson, type ASK_GRANTS } from './decision/decide';
import { authorsApart } from './policy/authorship';
import type { Policy } from './policy/policy';
import type { Category, ConsentCategory, InstitutionId, WithheldReason } from './vocabulary';

type Settled = Decision | typeof ASK_GRANTS;

/** What holds for a field of a person as a whole, whoever wrote what and whether or not there is anything. */
export interface FieldDecision {
  /** Whether some record of others could be shown. */
  readonly decision: Decision;
  /** Why some record of others could be withheld even so; null where none could. */
  readonly rest: WithheldReason | null;
}

/** Values for a category of an author's records, each worked out once. */
class ByAuthor<Value> {
  private readonly known = new Map<Category, Map<InstitutionId | null, Value>>();

  of(category: Category, author: InstitutionId | null, workOut: () => Value): Value {
    let byAuthor = this.known.get(category);
    if (!byAuthor) this.known.set(category, (byAuthor = new Map<InstitutionId | null, Value>()));
    let value = byAuthor.get(author);
    if (value === undefined) byAuthor.set(author, (value = workOut()));
    return value;
  }
}

/** What persons have in common of whom nothing decides but which categories are open: a page has few sets of them. */
class CommonDecisions {
  readonly grants: readonly Grant[];
  /** About records without a day. */
  readonly decisions = new ByAuthor<Decision>();
  readonly withDay = new ByAuthor<FieldDecision>();
  readonly withoutDay = new ByAuthor<FieldDecision>();

  constructor({ purpose }: Asking, open: string | null, released: string | null) {
    const withRelease = categoriesIn(released);
    // The snapshot took them as active at its moment. Of which consent they are and until when, nothing may tell here.
    const always = { validFrom: Number.MIN_SAFE_INTEGER, validUntil: Number.MAX_SAFE_INTEGER, ended: null };
    this.grants = categoriesIn(open).map((category) => ({
      ...{ ...always, category, purpose: purpose!, secrecyReleased: withRelease.includes(category) },
      ...{ consentId: '', consentVersion: 0 },
    }));
  }
}

/** The names of categories are words that PostgreSQL prints without quotes. */
const categoriesIn = (array: string | null): readonly ConsentCategory[] =>
  array === null ? [] : (array.slice(1, -1).split(',').filter(Boolean) as ConsentCategory[]);

export type { CommonDecisions, SettledDecisions };

/** What depends on policy, institution, role and purpose, never on a person: asked for again and again, decided once. */
class SettledDecisions {
  private readonly known = new ByAuthor<Settled>();
  private readonly common = new LRUCache<string, CommonDecisions>({ max: 1_000 });
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
    return this.known.of(category, author, () =>
      decideWithoutPerson(this.policy, this.asking, category, author, this.isSubject),
    );
  }

  /**
   * @param open array, as PostgreSQL prints it, of the categories that active grants to data of any day open; `released` of
   * those with a release from secrecy
   */
  commonTo(open: string | null, released: string | null): CommonDecisions {
    const key = `${open} ${released}`;
    let common = this.common.get(key);
    if (!common) this.common.set(key, (common = new CommonDecisions(this.asking, open, released)));
    return common;
  }
}

const settled = new WeakMap<Policy, LRUCache<string, SettledDecisions>>();

export function settledFor(policy: Policy, asking: Asking, isSubject: boolean): SettledDecisions {
  let cache = settled.get(policy);
  if (!cache) settled.set(policy, (cache = new LRUCache({ max: 1_000 })));
  const key = `${asking.institution} ${asking.role} ${asking.purpose} ${isSubject}`;
  let decisions = cache.get(key);
  if (!decisions) cache.set(key, (decisions = new SettledDecisions(policy, asking, isSubject)));
  return decisions;
}

/** `decideWithoutPerson`, remembered. */
export function settleOnce(
  policy: Policy,
  asking: Asking,
  category: Category,
  author: InstitutionId | null,
  isSubject: boolean,
): Settled {
  return settledFor(policy, asking, isSubject).of(category, author);
}
