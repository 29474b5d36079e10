import type { ConsentState } from '../../../../access/vocabulary';

/** A step in the life of a consent, as its history tells it. */
export interface ConsentStep {
  readonly version: number;
  readonly state: ConsentState;
  /** When the will was expressed, which can be before it was recorded. ISO 8601. */
  readonly at: string;
  /** The institution that recorded the step; null where the person did it themself. */
  readonly institution: string | null;
  /** From when until when the consent held, as this step left it. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** How the consent was captured, and who spoke; missing in steps that are older than the registry. */
  readonly channel: string | null;
  readonly givenBy: string | null;
  /** A guardian did it at a screen of their own. */
  readonly byGuardian?: boolean;
}

/** Scope that an exception takes away; what it leaves out is taken away whole. */
export interface ConsentException {
  readonly recipients?: readonly string[];
  readonly categories?: readonly string[];
  readonly purposes?: readonly string[];
  /** For these it was lifted since. */
  readonly liftedFor?: readonly string[];
}

/** The row of `core.consent` as one of its events has kept it. Columns that are younger than the event are missing. */
export interface ConsentSnapshot {
  readonly id: string;
  readonly person_id: string;
  readonly version: number;
  readonly state: ConsentState;
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
  readonly captured_by: string | null;
  readonly language: string | null;
  readonly exceptions?: readonly ConsentException[];
  readonly withdrawn?: readonly ConsentException[];
  readonly data_from?: string | null;
  readonly data_until?: string | null;
  readonly erase_by?: string | null;
}

/** The wording that the person was shown. */
export interface ShownText {
  readonly id: string;
  readonly language: string;
  /** SHA-256 of the wording, in hexadecimal: what proves, word by word, to what the person has said yes. */
  readonly hash: string;
}

/** What a receipt attests: a consent as it was from one step on, and the steps that led there, oldest first. */
export interface AttestedConsent {
  readonly snapshot: ConsentSnapshot;
  readonly steps: readonly ConsentStep[];
  readonly texts: readonly ShownText[];
}
