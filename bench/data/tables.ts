import {
  birthDate,
  consentId,
  dayFrom,
  familyName,
  givenName,
  home,
  institution,
  knows,
  nameKeySql,
  oneOf,
  personId,
  pick,
} from './expressions';

/** One table of the made-up data: `insert into <table> (<columns>) select ... from generate_series(1, persons) i`. */
export interface MadeUpTable {
  readonly table: string;
  readonly columns: readonly string[];
  /** SQL that brings the rows; `$persons` stands for the number of persons. */
  readonly rows: string;
}

const PERSONS = 'from generate_series(1, $persons) i';

/** Numbers of the courses of the programme. */
const COURSES = 60;
const courseId = (n: string): string => `md5('course-' || ${n})::uuid`;

/** Persons and their records at the four institutions; nine records for most. */
export const RECORD_TABLES: readonly MadeUpTable[] = [
  {
    table: 'core.person',
    columns: ['id', 'created_by'],
    rows: `select ${personId('i')}, ${institution(home('i'))} ${PERSONS}`,
  },
  {
    table: 'core.person_link',
    columns: ['person_id', 'institution', 'file_number', 'since'],
    rows: `select ${personId('i')}, ${institution('j')}, 'B-' || i, ${dayFrom('i', 5, '2016-01-01', 1_000)}
      ${PERSONS}, generate_series(0, 3) j where ${knows('i', 'j')}`,
  },
  {
    table: 'core.identity',
    columns: [
      ...['person_id', 'institution', 'given_name', 'family_name', 'name_key', 'given_key', 'given_sounds', 'family_sounds'],
      ...['birth_date', 'sex', 'nationality'],
    ],
    // Names that have no sound: of others a hub would look for namesakes for minutes, beside what is measured.
    rows: `select ${personId('i')}, ${institution(home('i'))}, ${givenName('i')}, ${familyName('i')},
      ${nameKeySql(familyName('i'))}, ${nameKeySql(givenName('i'))}, '', '',
      ${birthDate('i')}, ${oneOf('i', 6, ['FEMALE', 'MALE'])},
      ${oneOf('i', 7, ['PL', 'SY', 'BG', 'RO', 'TR', 'UA'])} ${PERSONS}`,
  },
  {
    table: 'core.contact',
    columns: ['person_id', 'institution', 'street', 'postal_code', 'town', 'phone', 'email', 'preferred_language'],
    rows: `select ${personId('i')}, ${institution(home('i'))}, 'Musterstraße ' || ${pick('i', 8, 200)}, '48429', 'Rheine',
      '05971 ' || ${pick('i', 9, 1_000_000)}, 'person' || i || '@example.org',
      ${oneOf('i', 10, ['de', 'pl', 'ar', 'bg', 'ro', 'tr', 'uk'])} ${PERSONS}`,
  },
  {
    table: 'core.household_membership',
    columns: ['person_id', 'institution', 'household_number', 'household_kind', 'relationship', 'since'],
    rows: `select ${personId('i')}, ${institution(home('i'))}, 'H-' || i / 3,
      ${oneOf('i / 3', 11, ['FAMILY', 'COUPLE', 'SINGLE'])}, ${oneOf('i', 12, ['HEAD', 'PARTNER', 'CHILD'])},
      ${dayFrom('i', 13, '2016-01-01', 1_000)} ${PERSONS}`,
  },
  {
    table: 'city.language_course',
    columns: ['id', 'course_number', 'title', 'audience', 'level', 'provider', 'status'],
    rows: `select ${courseId('n')}, 'K-' || n, 'Sprachkurs ' || n, 'EVERYONE', ${oneOf('n', 14, ['BEGINNER', 'ADVANCED'])},
      'Volkshochschule', 'OFFERED' from generate_series(0, ${COURSES - 1}) n`,
  },
  {
    table: 'city.registration',
    columns: ['person_id', 'registration_number', 'registered_on', 'route', 'previous_country'],
    rows: `select ${personId('i')}, 'M-' || i, ${dayFrom('i', 15, '2016-01-01', 1_000)},
      ${oneOf('i', 16, ['EU_MOBILITY', 'FAMILY_REUNIFICATION', 'REFUGEE', 'LABOUR_MIGRATION'])},
      ${oneOf('i', 7, ['PL', 'SY', 'BG', 'RO', 'TR', 'UA'])} ${PERSONS} where ${knows('i', 0)}`,
  },
  {
    table: 'city.language_enrolment',
    columns: ['person_id', 'course_id', 'enrolled_on', 'status', 'level_reached'],
    rows: `select ${personId('i')}, ${courseId(`(${pick('i', 17, COURSES)} + n * 7) % ${COURSES}`)},
      ${dayFrom('i', 18, '2017-01-01', 300)} + n * 200, ${oneOf('i + n', 19, ['ENROLLED', 'ATTENDING', 'COMPLETED'])},
      ${oneOf('i + n', 20, ['A1', 'A2', 'B1', 'B2'])} ${PERSONS}, generate_series(0, 1) n where ${knows('i', 0)}`,
  },
  {
    table: 'jobcenter.benefit_case',
    columns: ['person_id', 'case_number', 'opened_on', 'status'],
    rows: `select ${personId('i')}, 'BG-' || i, ${dayFrom('i', 21, '2016-01-01', 1_200)},
      ${oneOf('i', 22, ['APPLIED', 'GRANTED', 'ENDED'])} ${PERSONS} where ${knows('i', 1)}`,
  },
  {
    table: 'employment_agency.jobseeker_profile',
    columns: ['person_id', 'profile_number', 'registered_on', 'desired_occupation', 'weekly_hours', 'status'],
    rows: `select ${personId('i')}, 'BP-' || i, ${dayFrom('i', 23, '2016-01-01', 1_200)},
      ${oneOf('i', 24, ['Altenpflege', 'Bäckerei', 'Elektrotechnik', 'Lager', 'Verkauf'])}, 10 + ${pick('i', 25, 30)},
      ${oneOf('i', 26, ['SEEKING', 'IN_TRAINING', 'PLACED'])} ${PERSONS} where ${knows('i', 2)}`,
  },
  {
    table: 'caritas.counselling_episode',
    columns: ['person_id', 'episode_number', 'started_on', 'topic', 'intensity'],
    rows: `select ${personId('i')}, 'E-' || i, ${dayFrom('i', 27, '2016-06-01', 1_000)},
      ${oneOf('i', 28, ['ARRIVAL', 'FAMILY', 'WORK', 'HOUSING'])}, ${oneOf('i', 29, ['LOW', 'MEDIUM', 'HIGH'])}
      ${PERSONS} where ${knows('i', 3)}`,
  },
];

/** How the consents to the jobcenter stand, by the last digit of the person's number. */
const STATE = `case i % 10 when 7 then 'WITHDRAWN' else 'GIVEN' end`;
const VALID_UNTIL = `case i % 10 when 8 then now() - interval '10 days' else now() + interval '300 days' end`;

const consent = (which: number, parts: { recipient: string; categories: string; state: string; until: string; where: string }) =>
  `select ${consentId('i', which)}, ${personId('i')}, ${parts.state}, array[${parts.recipient}], ${parts.categories},
      '{CASE_MANAGEMENT}'::text[], now() - interval '60 days', now() - interval '60 days', ${parts.until},
      case when ${parts.state} = 'WITHDRAWN' then now() - interval '5 days' end, 'de',
      now() - interval '60 days' + ${which} * interval '1 hour', true
    ${PERSONS} where ${parts.where}`;

/**
 * Two consents for most: one to the jobcenter (valid for seven of ten, withdrawn, expired or none for the others), one
 * to the city or Caritas, and for every fifth an earlier one to the jobcenter that was withdrawn.
 */
export const CONSENT_TABLE: MadeUpTable = {
  table: 'core.consent',
  columns: [
    ...['id', 'person_id', 'state', 'recipients', 'categories', 'purposes', 'given_at', 'valid_from', 'valid_until'],
    ...['ended_at', 'language', 'recorded_at', 'secrecy_release'],
  ],
  rows: [
    consent(1, {
      recipient: `'jobcenter'`,
      categories: `'{IDENTITY,CONTACT,HOUSEHOLD,LANGUAGE,EMPLOYMENT,COUNSELLING}'::text[]`,
      state: STATE,
      until: VALID_UNTIL,
      where: 'i % 10 <> 9',
    }),
    consent(2, {
      recipient: `case when i % 2 = 0 then 'city' else 'caritas' end`,
      categories: `'{IDENTITY,BENEFITS,COUNSELLING}'::text[]`,
      state: `'GIVEN'`,
      until: `now() + interval '200 days'`,
      where: 'i % 7 <> 0',
    }),
    consent(3, {
      recipient: `'jobcenter'`,
      categories: `'{IDENTITY,CONTACT}'::text[]`,
      state: `'WITHDRAWN'`,
      until: `now() + interval '100 days'`,
      where: 'i % 5 = 0',
    }),
  ].join(' union all '),
};

/** The compiled grants of all consents, by the rule of `compileGrants`. */
export const GRANT_TABLE: MadeUpTable = {
  table: 'core.consent_grant',
  columns: [
    ...['person_id', 'recipient', 'purpose', 'category', 'consent_id', 'consent_version', 'valid_from', 'valid_until'],
    ...['ended', 'secrecy_released'],
  ],
  rows: `select c.person_id, r, p, k, c.id, c.version, c.valid_from, c.valid_until,
      case when c.state in ('GIVEN', 'RENEWED') then null else c.state end, c.secrecy_release
    from core.consent c, unnest(c.recipients) r, unnest(c.purposes) p, unnest(c.categories) k
    where c.state not in ('REQUESTED', 'REFUSED')`,
};
