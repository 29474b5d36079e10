import type { Asking } from '../../../src/access/decision/decision';
import { consentCategoryOf, ANY, expectedByPolicy, isBound } from '../../policy/expectation';
import { WRITTEN } from '../../policy/written-policy';
import type { ProtectedField } from '../../kit/protected-fields';
import { byConsents, opensAnything, type KnownConsent } from './consent';
import type { KnownRecord, Reference } from './reference';

/** Why something may be seen, or why not. */
export type Decided = { readonly basis: string; readonly consentId?: string } | { readonly reason: string };

/** What an institution is told of a field of a person. */
export interface SeenField {
  /** Of what others wrote, whoever it was and whether or not there is anything. */
  readonly decision: Decided;
  /** Why something of others may lack; null where nothing can. */
  readonly lacking: string | null;
  /** The records that may be seen, each with its basis. */
  readonly records: ReadonlyMap<string, Decided>;
}

/** A record type behind a field of Person, by what its declaration says. */
export interface Kind {
  readonly field: ProtectedField;
  readonly type: string;
  /** The one institution that writes it; null where each keeps its own. */
  readonly author: string | null;
}

/** What each institution may see, worked out anew from all that was decided. */
export class Seen {
  constructor(
    private readonly reference: Reference,
    private readonly asking: Asking,
    private readonly now: number,
  ) {}

  /** Whether the institution may know that there is such a person: by a file of its own, or something that is open to it. */
  knows(personId: string): boolean {
    const institution = this.asking.institution!;
    return (
      this.reference.housesOf(personId).includes(institution) ||
      opensAnything(this.consentsOf(personId), institution, this.now)
    );
  }

  field(personId: string, { field, type, author }: Kind): SeenField {
    const records = this.recordsOf(personId).flatMap((one): [string, Decided][] => {
      if (one.type !== type || one.isRestricted) return [];
      const decided = this.decide(personId, field.category, one.author, field.dataDay === null ? null : one.day);
      return 'basis' in decided ? [[one.id, decided]] : [];
    });
    return { ...this.asAWhole(personId, field, author), records: new Map(records) };
  }

  /** About a record of the category that `author` wrote (null: any other institution). */
  private decide(personId: string, category: string, author: string | null, day: string | null): Decided {
    // What is stored only is no ground for a statute either (Art. 18(2) GDPR).
    const types = this.recordsOf(personId).flatMap(({ type, isRestricted }) => (isRestricted ? [] : [type]));
    const settled = expectedByPolicy(this.asking, category, author, types);
    if (settled !== null) return settled;
    const { institution, purpose } = this.asking;
    const cell = { recipient: institution!, category: consentCategoryOf(category), purpose: purpose! };
    return byConsents(this.consentsOf(personId), cell, { secrecyRelease: isBound(author), day }, this.now);
  }

  /** Some authors are bound to secrecy, some records have no day: a field says what holds for any, and what may lack. */
  private asAWhole(personId: string, { category, dataDay }: ProtectedField, author: string | null) {
    const bound = Object.keys(WRITTEN.institutions).filter((id) => isBound(id) && id !== this.asking.institution);
    const authors = author === null ? [null, ...bound] : [author];
    const of = (by: string | null, day: string | null) => this.decide(personId, category, by, day);
    const some = authors.map((by) => of(by, dataDay === null ? null : ANY));
    const decision = some.find((one) => 'basis' in one) ?? some[0]!;
    if ('reason' in decision) return { decision, lacking: decision.reason };
    const lacking = [...some, ...authors.map((by) => of(by, null))].find((one) => 'reason' in one);
    return { decision, lacking: lacking && 'reason' in lacking ? lacking.reason : null };
  }

  private consentsOf(personId: string): readonly KnownConsent[] {
    const sides = this.reference.sidesOf(personId);
    return this.reference.consents.filter(({ home }) => sides.includes(home));
  }

  private recordsOf(personId: string): readonly KnownRecord[] {
    const sides = this.reference.sidesOf(personId);
    return this.reference.records.filter(({ home }) => sides.includes(home));
  }
}
