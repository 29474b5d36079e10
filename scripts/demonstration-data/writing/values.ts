import { COUNTRIES } from '../names';

/** How a source writes a logical value: logical value to source value. */
export type Wording = Readonly<Record<string, string>>;

/** German wording of the fixed values, by `kind.column`. */
export const GERMAN_VALUES: Readonly<Record<string, Wording>> = {
  'persons.sex': { FEMALE: 'weiblich', MALE: 'männlich', DIVERSE: 'divers', UNKNOWN: 'ohne Angabe' },
  'households.household_kind': { FAMILY: 'Familie', COUPLE: 'Paar', SINGLE: 'Einzelperson' },
  'households.relationship': { HEAD: 'Haushaltsvorstand', PARTNER: 'Partner/in', CHILD: 'Kind', OTHER: 'Sonstige' },
  'booklets.status': { ISSUED: 'ausgegeben', DECLINED: 'abgelehnt' },
  'booklets.declined_reason': {
    ALREADY_INFORMED: 'bereits informiert',
    DATA_RESERVATIONS: 'Bedenken wegen der Daten',
    OTHER: 'Sonstiges',
  },
  'registrations.route': {
    EU_MOBILITY: 'EU-Zuwanderung',
    FAMILY_REUNIFICATION: 'Familiennachzug',
    REFUGEE: 'Flucht',
    ETHNIC_GERMAN_RESETTLER: 'Spätaussiedlung',
    LABOUR_MIGRATION: 'Arbeitsmigration',
    STUDY: 'Studium',
    UNACCOMPANIED_MINOR: 'unbegleitet minderjährig eingereist',
  },
  'registrations.destination': {
    OTHER_GERMAN_CITY: 'andere Stadt in Deutschland',
    COUNTRY_OF_ORIGIN: 'Herkunftsland',
    OTHER_COUNTRY: 'anderes Land',
    UNKNOWN: 'unbekannt',
  },
  'residence-titles.title': {
    EU_FREEDOM_OF_MOVEMENT: 'Freizügigkeit EU',
    RESIDENCE_PERMIT: 'Aufenthaltserlaubnis',
    SETTLEMENT_PERMIT: 'Niederlassungserlaubnis',
    BLUE_CARD: 'Blaue Karte EU',
    PERMISSION_TO_STAY: 'Aufenthaltsgestattung',
    TOLERATION: 'Duldung',
    VISA: 'Visum',
  },
  'language-courses.audience': {
    WOMEN_AND_CHILDREN: 'Frauen und Kinder',
    PUPILS: 'Schülerinnen und Schüler',
    TRAINEES_AND_EMPLOYEES: 'Auszubildende und Beschäftigte',
    PARENTS: 'Eltern',
    SHIFT_WORKERS: 'Beschäftigte im Schichtdienst',
    EVERYONE: 'alle',
  },
  'language-courses.level': { BEGINNER: 'Anfänger', ADVANCED: 'Fortgeschrittene', MIXED: 'gemischt' },
  'language-courses.status': { OFFERED: 'findet statt', PLANNED: 'geplant' },
  'language-enrolments.status': {
    ENROLLED: 'eingeschrieben',
    ATTENDING: 'nimmt teil',
    COMPLETED: 'abgeschlossen',
    DROPPED_OUT: 'abgebrochen',
  },
  'benefit-cases.status': { APPLIED: 'beantragt', GRANTED: 'bewilligt', ENDED: 'beendet', REJECTED: 'abgelehnt' },
  'counselling-episodes.topic': {
    ARRIVAL: 'Ankommen',
    RESIDENCE_LAW: 'Aufenthaltsrecht',
    FAMILY: 'Familie',
    SCHOOL_AND_CHILDCARE: 'Schule und Kita',
    WORK: 'Arbeit',
    HOUSING: 'Wohnen',
    HEALTH: 'Gesundheit',
    DEBT: 'Schulden',
  },
  'counselling-episodes.intensity': { LOW: 'gering', MEDIUM: 'mittel', HIGH: 'hoch' },
  'language-assessments.method': {
    TEST: 'Einstufungstest',
    CERTIFICATE: 'Zertifikat',
    INTERVIEW: 'Gespräch',
    SELF_ASSESSMENT: 'Selbsteinschätzung',
  },
  'cases.phase': {
    CLARIFICATION: 'Klärung',
    ASSESSMENT: 'Assessment',
    SERVICE_PLANNING: 'Hilfeplanung',
    SERVICE_COORDINATION: 'Leistungssteuerung',
    EVALUATION: 'Evaluation',
    CLOSED: 'abgeschlossen',
  },
  'measures.kind': {
    ACTIVATION: 'Aktivierung',
    TRAINING: 'Qualifizierung',
    APPLICATION_COACHING: 'Bewerbungstraining',
    WORK_TRIAL: 'Erprobung im Betrieb',
    WORK_OPPORTUNITY: 'Arbeitsgelegenheit',
    COACHING: 'Coaching',
    CHILDCARE: 'Kinderbetreuung',
    OTHER: 'Sonstiges',
  },
  'measures.status': {
    PLANNED: 'geplant',
    RUNNING: 'läuft',
    COMPLETED: 'abgeschlossen',
    BROKEN_OFF: 'abgebrochen',
    CANCELLED: 'abgesagt',
  },
  'consents.state': {
    REQUESTED: 'angefragt',
    REFUSED: 'verweigert',
    GIVEN: 'erteilt',
    RENEWED: 'erneuert',
    WITHDRAWN: 'widerrufen',
    REVOKED: 'durch Dritte aufgehoben',
    EXPIRED: 'abgelaufen',
    INVALIDATED: 'ungültig',
  },
  'consents.secrecy_release': { true: 'ja', false: 'nein' },
};

const byCode = (word: (country: (typeof COUNTRIES)[number]) => string): Wording =>
  Object.fromEntries(COUNTRIES.map((country) => [country.code, word(country)]));

/** `RO` as `rumänisch`. */
export const NATIONALITIES_DE = byCode((country) => country.nationalityDe);

/** `RO` as `Rumänien`; neighbours are countries of transit only. */
export const COUNTRIES_DE: Wording = {
  ...byCode((country) => country.nameDe),
  AT: 'Österreich',
  BE: 'Belgien',
  FR: 'Frankreich',
};

/** `ro` as `Rumänisch`. */
export const LANGUAGES_DE: Wording = Object.fromEntries(
  COUNTRIES.map((country) => [country.language, country.languageDe]),
);
