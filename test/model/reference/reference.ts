import type { InstitutionId } from '../../../src/access/vocabulary';
import type { KnownConsent } from './consent';

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

  change(id: string, changes: Partial<KnownConsent>): void {
    this.consents = this.consents.map((one) =>
      one.id === id ? exceptingOnceGiven({ ...one, version: one.version + 1, ...changes }) : one,
    );
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
