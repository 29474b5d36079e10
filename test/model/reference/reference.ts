import type { InstitutionId } from '../../../src/access/vocabulary';
import type { KnownConsent } from './consent';
import type { SaidBy, Step } from './meanwhile';

/** A registration of a human: two can be of the same one, which nobody knows before they are brought together. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
}

/** That an institution keeps a file about a person. */
export interface KnownLink {
  readonly institution: InstitutionId;
  readonly home: string;
  readonly fileNumber: string;
}

export interface KnownRecord {
  readonly id: string;
  readonly type: string;
  readonly author: InstitutionId;
  /** The id of the person about whom it was written. */
  readonly home: string;
  /** The day that counts for the period of the data, where the type has one. */
  readonly day: string | null;
  /** Stored only, on the person's request (Art. 18 GDPR). */
  readonly isRestricted: boolean;
  /** Nobody can tell to which of two persons who are taken for one it belongs. */
  readonly isUnsure?: boolean;
}

/** Two registrations that somebody took for one human. Nothing comes of it before it is confirmed. */
export interface Pair {
  readonly survivor: string;
  readonly former: string;
  /** The institution that proposed to bring them together. */
  readonly by: InstitutionId;
  readonly state: 'PROPOSED' | 'MERGED' | 'ENDED';
  /** The registrations for which somebody else has said so. */
  readonly confirmed: readonly string[];
}

/** A link that came about by a booklet, and where the institution's file was before. */
export interface BookletLink {
  readonly id: string;
  readonly institution: InstitutionId;
  readonly carrier: string;
  readonly cameFrom: string | null;
  /** Whose it is of two persons who are taken for one, where it came about meanwhile; null where nobody can tell. */
  readonly side?: string | null;
}

/** A request that a record be stored only. */
export interface Restriction {
  readonly requestId: string;
  readonly version: number;
  readonly recordId: string;
}

/** All that was decided so far, in the simplest form. The commands change it; nothing is derived in it. */
export class Reference {
  consents: readonly KnownConsent[] = [];
  pairs: readonly Pair[] = [];
  bookletLinks: readonly BookletLink[] = [];
  restrictions: readonly Restriction[] = [];
  /** What booklets say, by their id. */
  readonly codes = new Map<string, string>();
  /** Rows of consents as institutions have delivered them. */
  deliveries: readonly Delivery[] = [];
  /** What was decided about consents while two persons are taken for one. */
  meanwhile: readonly Step[] = [];

  constructor(
    readonly persons: readonly KnownPerson[],
    public links: readonly KnownLink[],
    public records: readonly KnownRecord[],
    /** The rows of persons that institutions deliver every night. */
    readonly files: readonly Pick<Delivery, 'institution' | 'row'>[],
  ) {}

  /** The id under which a person goes on. */
  current(id: string): string {
    const merged = this.pairs.find(({ former, state }) => former === id && state === 'MERGED');
    return merged ? this.current(merged.survivor) : id;
  }

  /** All ids that lead to the one person. */
  sidesOf(id: string): readonly string[] {
    return this.persons.map((person) => person.id).filter((one) => this.current(one) === this.current(id));
  }

  /** The institutions that keep a file about a person. */
  housesOf(id: string): readonly InstitutionId[] {
    const sides = this.sidesOf(id);
    return [...new Set(this.links.filter(({ home }) => sides.includes(home)).map(({ institution }) => institution))];
  }

  /** The persons as they can be met now: none that goes on as another. */
  currentPersons(): readonly KnownPerson[] {
    return this.persons.filter(({ id }) => this.current(id) === id);
  }

  /** @param by under which id it was said; matters to what opens something */
  change(id: string, changes: Partial<KnownConsent>, by: SaidBy = null): void {
    this.consents = this.consents.map((before) => {
      if (before.id !== id) return before;
      const after = exceptingOnceGiven({ ...before, version: before.version + 1, ...changes });
      this.remember({ before, after, by });
      return after;
    });
  }

  /** After a split a consent is found with whom it belongs to; it says the same. */
  rehome(id: string, home: string): void {
    this.consents = this.consents.map((one) => (one.id === id ? { ...one, home } : one));
  }

  add(consent: KnownConsent, by: SaidBy): void {
    this.consents = [...this.consents, consent];
    this.remember({ before: null, after: consent, by });
  }

  remember(step: Step): void {
    if (this.sidesOf(step.after.home).length > 1) this.meanwhile = [...this.meanwhile, step];
  }

  /** The one id under which a house has come to know a person; null where there are several. */
  sideOfHouse(institution: InstitutionId, id: string): string | null {
    const sides = this.sidesOf(id);
    const made = this.bookletLinks.find(
      (one) => one.institution === institution && one.side !== undefined && sides.includes(one.carrier),
    );
    if (made) return made.side ?? null;
    const known = this.links.filter((one) => one.institution === institution && sides.includes(one.home));
    const [side, ...others] = new Set(known.map(({ home }) => home));
    return side === undefined || others.length > 0 ? null : side;
  }

  /** Under which id staff say something of a person whom they name. */
  sideNamed(institution: InstitutionId, id: string): string | null {
    return this.current(id) === id && this.sidesOf(id).length > 1 ? this.sideOfHouse(institution, id) : id;
  }

  nameOf(id: string): string {
    return this.persons.find((one) => one.id === id)?.name ?? id;
  }
}

/** Exceptions hold from the first yes on. */
export const exceptingOnceGiven = (consent: KnownConsent): KnownConsent =>
  consent.state === 'GIVEN' ? { ...consent, exceptsFrom: consent.exceptsFrom ?? consent.validFrom } : consent;

/** A row of a file of consents, as it was delivered. */
export interface Delivery {
  readonly institution: InstitutionId;
  readonly consentId: string;
  /** The version that came of it: a later one was decided elsewhere. */
  readonly version: number;
  readonly row: Readonly<Record<string, string>>;
}
