/**
 * The words that the policy, the schema and the database share. A word that is not in these lists does not exist: the
 * policy names every one of them, if only to allow nothing, and cannot invent any.
 */

/** Partner institutions and two authorities that are named so that they can be excluded by name. */
export const INSTITUTIONS = [
  'city',
  'jobcenter',
  'employment-agency',
  'caritas',
  'youth-welfare-office',
  'immigration-authority',
] as const;
export type InstitutionId = (typeof INSTITUTIONS)[number];

/** Data categories that a consent can name. */
export const CONSENT_CATEGORIES = [
  'IDENTITY',
  'CONTACT',
  'HOUSEHOLD',
  'RESIDENCE',
  'LANGUAGE',
  'QUALIFICATION',
  'EMPLOYMENT',
  'BENEFITS',
  'COUNSELLING',
  'COUNSELLING_NOTES',
  'CASE_PLAN',
  'YOUTH_SUPPORT',
] as const;
export type ConsentCategory = (typeof CONSENT_CATEGORIES)[number];

/**
 * Fields that are narrower than the category they lie in. A consent to the category reaches them only at the
 * institutions that the policy lists for them.
 */
export const NARROWER_CATEGORIES = ['FILE_NUMBER', 'RESIDENCE_TITLE', 'BENEFIT_AMOUNTS'] as const;

export const CATEGORIES = [...CONSENT_CATEGORIES, ...NARROWER_CATEGORIES] as const;
export type Category = (typeof CATEGORIES)[number];

/** Purposes (Zwecke, Art. 5(1)(b) GDPR) in the form of the `x-purpose` header, with their short form in the policy. */
export const PURPOSES = {
  ARRIVAL_COUNSELLING: 'AC',
  LANGUAGE_PROMOTION: 'LP',
  LABOUR_MARKET_INTEGRATION: 'LM',
  BENEFIT_ADMINISTRATION: 'BA',
  CASE_MANAGEMENT: 'CM',
  YOUTH_TRANSITION: 'YT',
  EVALUATION: 'EV',
  STATISTICS: 'ST',
} as const;
export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as Purpose[];

export const ROLES = [
  'counsellor',
  'case-manager',
  'planner',
  'data-protection-officer',
  'administrator',
  'service',
  'person',
  'guardian',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles without an institution: the person themself, and who represents them (section 1629 BGB). No token names them. */
export const PERSON_ROLES = ['person', 'guardian'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];
export type StaffRole = Exclude<Role, PersonRole>;

/** Whether who asks speaks for the person whom the data are about. */
export const isPersonRole = (role: Role): role is PersonRole => PERSON_ROLES.some((one) => one === role);

/** Why a value is withheld. Whether the value exists is never said. */
export const WITHHELD_REASONS = [
  'NO_CONSENT',
  'CONSENT_EXPIRED',
  'CONSENT_WITHDRAWN',
  'PURPOSE_NOT_COVERED',
  'PURPOSE_MISSING',
  'NOT_FOR_INSTITUTION',
  'PROFESSIONAL_SECRECY',
  'ROLE_NOT_ENTITLED',
  'PERIOD_NOT_COVERED',
  'NOT_TRANSFERRED',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** Consent states after the W3C Data Privacy Vocabulary. Only GIVEN and RENEWED let data through. */
export const CONSENT_STATES = [
  'REQUESTED',
  'REFUSED',
  'GIVEN',
  'RENEWED',
  'WITHDRAWN',
  'REVOKED',
  'EXPIRED',
  'INVALIDATED',
] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
