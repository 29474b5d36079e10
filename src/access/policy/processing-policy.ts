import type { Category, InstitutionId, Purpose } from '../vocabulary';

/**
 * What the record of processing activities (Verzeichnis von Verarbeitungstätigkeiten, Art. 30 GDPR) and the fixation of the
 * automated retrieval (Abrufverfahren, section 79(2) SGB X) tell besides the rest of the policy. In German, the language of
 * those who ask for them.
 */
export interface ProcessingPolicy {
  /** Why there is an automated retrieval at all (Anlass, section 79(2) no. 1 SGB X). */
  readonly occasion: string;
  /** Whose data they are (Art. 30(1)(c) GDPR). */
  readonly dataSubjects: string;
  /** Transfers to third countries (Art. 30(1)(e) GDPR). */
  readonly thirdCountries: string;
  /** Every institution that may receive anything (Art. 30(1)(a) GDPR). */
  readonly controllers: ReadonlyMap<InstitutionId, ControllerPolicy>;
  /** The legal basis of every purpose (Art. 6 GDPR). */
  readonly legalBases: ReadonlyMap<Purpose, string>;
  /** How long recipients keep the data of a category (Art. 30(1)(f) GDPR). */
  readonly retention: ReadonlyMap<Category, string>;
  /** Technical and organisational measures (Art. 32 GDPR, section 79(2) no. 4 SGB X). */
  readonly measures: readonly MeasurePolicy[];
}

export interface ControllerPolicy {
  /** The body that answers for the processing, with who represents it. */
  readonly responsible: string;
  readonly contact: string;
}

export interface MeasurePolicy {
  /** What it serves, e.g. `Zugriffskontrolle`. */
  readonly aim: string;
  readonly measure: string;
}
