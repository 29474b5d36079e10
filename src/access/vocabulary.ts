import { wordsOf, type Meanings } from '../platform/words';

/**
 * The words that the policy, the schema and the database share. A word that is not in these lists does not exist: the
 * policy names every one of them, if only to allow nothing, and cannot invent any. What a word means stands beside it; the
 * schema prints it.
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
export const CONSENT_CATEGORY_MEANINGS = {
  IDENTITY: 'Who somebody is: names, date of birth, sex, nationality, and whether they have a booklet (Begleitheft).',
  CONTACT: 'How to reach somebody: address, telephone, e-mail, and the staff who accompany them.',
  HOUSEHOLD: 'With whom somebody lives.',
  RESIDENCE: 'Registration and deregistration at the city (An- und Abmeldung), and by which route somebody came.',
  LANGUAGE: 'Language courses and language levels.',
  QUALIFICATION: 'School, training, degrees and their recognition in Germany (Anerkennung).',
  EMPLOYMENT: 'Work that somebody has or looks for.',
  BENEFITS: 'That somebody receives benefits under SGB II and since when; amounts are BENEFIT_AMOUNTS.',
  COUNSELLING: 'That somebody is counselled, about what and how intensively.',
  COUNSELLING_NOTES: "A counsellor's own notes; disclosed to nobody else, even with consent.",
  CASE_PLAN: 'Goals, steps and measures that were planned with somebody (Fallmanagement, Eingliederungsvereinbarung).',
  YOUTH_SUPPORT: 'Support of young adults by the youth welfare office (SGB VIII).',
} as const satisfies Meanings;
export type ConsentCategory = keyof typeof CONSENT_CATEGORY_MEANINGS;
export const CONSENT_CATEGORIES = wordsOf(CONSENT_CATEGORY_MEANINGS);

/**
 * Fields that are narrower than the category they lie in. A consent to the category reaches them only at the
 * institutions that the policy lists for them.
 */
const NARROWER_CATEGORY_MEANINGS = {
  FILE_NUMBER: 'The number under which an institution keeps its file (Aktenzeichen); narrower than IDENTITY.',
  RESIDENCE_TITLE: 'Residence title (Aufenthaltstitel) and its expiry; narrower than RESIDENCE.',
  BENEFIT_AMOUNTS: 'Amounts of benefits and reductions of them (Leistungsminderung); narrower than BENEFITS.',
} as const satisfies Meanings;
export const NARROWER_CATEGORIES = wordsOf(NARROWER_CATEGORY_MEANINGS);

export const CATEGORY_MEANINGS = { ...CONSENT_CATEGORY_MEANINGS, ...NARROWER_CATEGORY_MEANINGS } as const;
export type Category = keyof typeof CATEGORY_MEANINGS;
export const CATEGORIES = wordsOf(CATEGORY_MEANINGS);

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
export const PURPOSE_NAMES = wordsOf<Purpose>(PURPOSES);

export const PURPOSE_MEANINGS: Meanings<Purpose> = {
  ARRIVAL_COUNSELLING: 'Counselling in the first time after the arrival (Ankommensberatung).',
  LANGUAGE_PROMOTION: 'Helping people to learn German (Sprachförderung).',
  LABOUR_MARKET_INTEGRATION: 'Helping people into training and work (Arbeitsmarktintegration, SGB II and III).',
  BENEFIT_ADMINISTRATION: 'Deciding on benefits and paying them (Leistungsgewährung, SGB II).',
  CASE_MANAGEMENT: 'Planning and coordinating the help of several institutions for one person (Fallmanagement).',
  YOUTH_TRANSITION: 'Accompanying young adults from youth welfare into a life of their own (care leavers).',
  EVALUATION:
    'Finding out whether the work of the institutions helps. Reaches figures only, never records of a person.',
  STATISTICS: 'Statistics. Reaches figures only, never records of a person.',
};

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
export const WITHHELD_REASON_MEANINGS = {
  NO_CONSENT: 'No consent of the person names you, these data and your purpose.',
  CONSENT_EXPIRED: 'A consent to this has expired.',
  CONSENT_WITHDRAWN: 'A consent to this has been withdrawn, revoked or declared invalid.',
  PURPOSE_NOT_COVERED: 'The person consented to this for another purpose, or the policy does not allow it for yours.',
  PURPOSE_MISSING: 'You stated no purpose; state one in the header `x-purpose`.',
  NOT_FOR_INSTITUTION: 'The policy never discloses this to your institution, even with consent.',
  PROFESSIONAL_SECRECY:
    'Under professional secrecy (section 203 StGB), from which the person has not released the author, or cannot.',
  ROLE_NOT_ENTITLED: 'Your role does not reach this.',
  PERIOD_NOT_COVERED: 'The person consented only to data of another period.',
  NOT_TRANSFERRED:
    'The person consented, but the author has not transferred the data yet; your institution may not retrieve them by itself (section 79 SGB X).',
} as const satisfies Meanings;
export type WithheldReason = keyof typeof WITHHELD_REASON_MEANINGS;

/** Consent states after the W3C Data Privacy Vocabulary. Only GIVEN and RENEWED let data through. */
export const CONSENT_STATE_MEANINGS = {
  REQUESTED: 'An institution has asked for it; the person has not answered.',
  REFUSED: 'The person said no to the request.',
  GIVEN: 'The person has consented; data flow between `validFrom` and `validUntil`.',
  RENEWED: 'The person has given it again for a longer time; data flow as for GIVEN.',
  WITHDRAWN: 'The person has taken it back (Widerruf, Art. 7(3) GDPR); nothing flows any more.',
  REVOKED: 'Another party than the person has ended it; nothing flows any more.',
  EXPIRED: 'Its time is over; nothing flows any more.',
  INVALIDATED: 'It turned out never to have been valid, e.g. for want of legal capacity; nothing flows any more.',
} as const satisfies Meanings;
export type ConsentState = keyof typeof CONSENT_STATE_MEANINGS;
export const CONSENT_STATES = wordsOf(CONSENT_STATE_MEANINGS);
