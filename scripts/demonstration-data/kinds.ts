/** The deliveries that institutions make: logical columns by kind; `*` marks those that every row fills. */
export const KINDS = {
  offices: ['code*', 'name*', 'street', 'postal_code', 'town', 'phone', 'opening_hours'],
  'contact-persons': ['code*', 'display_name*', 'function', 'office_code', 'phone', 'email'],
  persons: [
    ...['file_number*', 'booklet_number', 'given_name*', 'family_name*', 'birth_date*', 'sex', 'nationality', 'street'],
    ...['postal_code', 'town', 'phone', 'email', 'preferred_language'],
  ],
  households: ['household_number*', 'household_kind*', 'file_number*', 'relationship', 'since'],
  booklets: ['file_number*', 'booklet_number', 'status*', 'issued_on', 'declined_reason'],
  'contact-assignments': ['file_number*', 'contact_code*', 'since'],
  registrations: [
    ...['registration_number*', 'file_number*', 'registered_on*', 'deregistered_on', 'route', 'previous_country'],
    'destination',
  ],
  'residence-titles': ['title_number*', 'file_number*', 'title*', 'expires_on'],
  'language-courses': [
    ...['course_number*', 'title*', 'audience', 'level', 'provider', 'place', 'starts_on', 'ends_on', 'status*'],
  ],
  'language-enrolments': ['course_number*', 'file_number*', 'enrolled_on*', 'status*', 'completed_on', 'level_reached'],
  'benefit-cases': ['case_number*', 'file_number*', 'opened_on*', 'closed_on', 'status*'],
  'benefit-awards': [
    ...['award_number*', 'file_number*', 'valid_from*', 'valid_until', 'monthly_amount_cents', 'sanction_percent'],
  ],
  'integration-agreements': [
    'agreement_number*',
    'file_number*',
    'concluded_on*',
    'review_on',
    'goal*',
    'agreed_steps',
  ],
  'jobseeker-profiles': [
    ...['profile_number*', 'file_number*', 'registered_on*', 'desired_occupation', 'weekly_hours', 'status*'],
  ],
  qualifications: [
    ...['qualification_number*', 'file_number*', 'title*', 'field', 'country', 'completed_on', 'recognition*'],
    'recognised_on',
  ],
  'counselling-episodes': ['episode_number*', 'file_number*', 'started_on*', 'ended_on', 'topic*', 'intensity'],
  'counselling-notes': ['note_number*', 'file_number*', 'written_on*', 'text*'],
  'language-assessments': [
    ...[
      'assessment_number*',
      'file_number*',
      'assessed_on*',
      'method*',
      'language*',
      'listening',
      'reading',
      'speaking',
    ],
    'writing',
  ],
  cases: ['case_number*', 'file_number*', 'opened_on*', 'phase*', 'goal', 'closed_on'],
  measures: [
    ...[
      'measure_number*',
      'file_number*',
      'kind*',
      'title*',
      'planned_on*',
      'starts_on',
      'ends_on',
      'status*',
      'provider',
    ],
  ],
  consents: [
    ...['consent_number*', 'file_number*', 'recipients*', 'categories*', 'purposes*', 'given_on*', 'valid_from*'],
    ...['valid_until*', 'state*', 'ended_on', 'language', 'secrecy_release'],
  ],
} as const;

export type Kind = keyof typeof KINDS;

type WithoutStar<Name extends string> = Name extends `${infer Bare}*` ? Bare : Name;
export type Column<K extends Kind> = WithoutStar<(typeof KINDS)[K][number]>;
type Required<Name extends string> = Name extends `${infer Bare}*` ? Bare : never;
type RequiredColumn<K extends Kind> = Required<(typeof KINDS)[K][number]>;

/** One row under its logical column names, dates as ISO 8601; an absent value becomes an empty cell. */
export type Row<K extends Kind> = { readonly [C in RequiredColumn<K>]: string } & {
  readonly [C in Column<K>]?: string | undefined;
};

/** The columns of a kind without the star, in the order of the file. */
export function columnsOf(kind: Kind): string[] {
  return KINDS[kind].map((name) => name.replace('*', ''));
}

/** The columns that every row of the kind fills. */
export function requiredColumnsOf(kind: Kind): string[] {
  return KINDS[kind].filter((name) => name.endsWith('*')).map((name) => name.replace('*', ''));
}

/** Whether a column holds days, which German offices write as 01.08.2018. */
export function isDateColumn(column: string): boolean {
  return /(_on|_date|^since|^valid_from|^valid_until)$/.test(column);
}

/** The only values of a column, by `kind.column`. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  'persons.sex': ['FEMALE', 'MALE', 'DIVERSE', 'UNKNOWN'],
  'households.household_kind': ['FAMILY', 'COUPLE', 'SINGLE'],
  'households.relationship': ['HEAD', 'PARTNER', 'CHILD', 'OTHER'],
  'booklets.status': ['ISSUED', 'DECLINED'],
  'booklets.declined_reason': ['ALREADY_INFORMED', 'DATA_RESERVATIONS', 'OTHER'],
  'registrations.route': [
    ...['EU_MOBILITY', 'FAMILY_REUNIFICATION', 'REFUGEE', 'ETHNIC_GERMAN_RESETTLER', 'LABOUR_MIGRATION', 'STUDY'],
    'UNACCOMPANIED_MINOR',
  ],
  'registrations.destination': ['OTHER_GERMAN_CITY', 'COUNTRY_OF_ORIGIN', 'OTHER_COUNTRY', 'UNKNOWN'],
  'residence-titles.title': [
    ...['EU_FREEDOM_OF_MOVEMENT', 'RESIDENCE_PERMIT', 'SETTLEMENT_PERMIT', 'BLUE_CARD', 'PERMISSION_TO_STAY'],
    ...['TOLERATION', 'VISA'],
  ],
  'language-courses.audience': [
    ...['WOMEN_AND_CHILDREN', 'PUPILS', 'TRAINEES_AND_EMPLOYEES', 'PARENTS', 'SHIFT_WORKERS', 'EVERYONE'],
  ],
  'language-courses.level': ['BEGINNER', 'ADVANCED', 'MIXED'],
  'language-courses.status': ['OFFERED', 'PLANNED'],
  'language-enrolments.status': ['ENROLLED', 'ATTENDING', 'COMPLETED', 'DROPPED_OUT'],
  'language-enrolments.level_reached': ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'],
  'benefit-cases.status': ['APPLIED', 'GRANTED', 'ENDED', 'REJECTED'],
  'jobseeker-profiles.status': ['SEEKING', 'IN_TRAINING', 'PLACED', 'INACTIVE'],
  'qualifications.recognition': ['NOT_APPLIED', 'PENDING', 'PARTIAL', 'FULL', 'REFUSED'],
  'counselling-episodes.topic': [
    ...['ARRIVAL', 'RESIDENCE_LAW', 'FAMILY', 'SCHOOL_AND_CHILDCARE', 'WORK', 'HOUSING', 'HEALTH', 'DEBT'],
  ],
  'counselling-episodes.intensity': ['LOW', 'MEDIUM', 'HIGH'],
  'language-assessments.method': ['TEST', 'CERTIFICATE', 'INTERVIEW', 'SELF_ASSESSMENT'],
  ...Object.fromEntries(
    ['listening', 'reading', 'speaking', 'writing'].map((skill) => [
      `language-assessments.${skill}`,
      ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'],
    ]),
  ),
  'cases.phase': [
    ...['CLARIFICATION', 'ASSESSMENT', 'SERVICE_PLANNING', 'SERVICE_COORDINATION', 'EVALUATION', 'CLOSED'],
  ],
  'measures.kind': [
    ...['ACTIVATION', 'TRAINING', 'APPLICATION_COACHING', 'WORK_TRIAL', 'WORK_OPPORTUNITY', 'COACHING', 'CHILDCARE'],
    'OTHER',
  ],
  'measures.status': ['PLANNED', 'RUNNING', 'COMPLETED', 'BROKEN_OFF', 'CANCELLED'],
  'consents.state': [...['REQUESTED', 'REFUSED', 'GIVEN', 'RENEWED', 'WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED']],
  'consents.secrecy_release': ['true', 'false'],
};
