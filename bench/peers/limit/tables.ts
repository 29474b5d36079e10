/** One record type of the main page, as hand-written SQL knows it. */
export interface Table {
  readonly field: string;
  readonly type: string;
  readonly table: string;
  readonly category: string;
  /** The only institution that writes it; null where every institution keeps its own. */
  readonly author: string | null;
  /** GraphQL field -> SQL. */
  readonly columns: Readonly<Record<string, string>>;
  readonly newestBy: string;
  /** Its day decides whether a consent to data of a period covers it. */
  readonly hasDay: boolean;
  readonly many: boolean;
}

const columns = (names: string): Record<string, string> =>
  Object.fromEntries(
    names.split(' ').map((name) => [name, `t.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`]),
  );

const COURSE = `(select json_build_object('title', c.title, 'level', c.level) from city.language_course c where c.id = t.course_id)`;

/** What every institution keeps for itself; the newest one is shown. */
const shared = (
  field: string,
  type: string,
  table: string,
  category: string,
  names: string,
  newestBy: string,
): Table => ({
  ...{ field, type, table, category, newestBy, author: null, hasDay: false, many: false },
  columns: columns(names),
});

/** What one institution writes, all of it. */
const written = (
  author: string,
  field: string,
  type: string,
  table: string,
  category: string,
  names: string,
  newestBy: string,
): Table => ({
  ...{ field, type, table, category, newestBy, author, hasDay: true, many: true },
  columns: columns(names),
});

export const IDENTITY = shared(
  'identity',
  'Identity',
  'core.identity',
  'IDENTITY',
  'givenName familyName birthDate sex nationality',
  'updated_at',
);

const enrolments = written(
  'city',
  'languageEnrolments',
  'LanguageEnrolment',
  'city.language_enrolment',
  'LANGUAGE',
  'enrolledOn status levelReached',
  'enrolled_on',
);

/** The records of the partner front end's main page. */
export const TABLES: readonly Table[] = [
  IDENTITY,
  shared(
    'contact',
    'Contact',
    'core.contact',
    'CONTACT',
    'street postalCode town phone email preferredLanguage',
    'updated_at',
  ),
  shared(
    'household',
    'Household',
    'core.household_membership',
    'HOUSEHOLD',
    'householdNumber householdKind relationship since',
    'since',
  ),
  written(
    'city',
    'registrations',
    'Registration',
    'city.registration',
    'RESIDENCE',
    'registeredOn route previousCountry',
    'registered_on',
  ),
  { ...enrolments, columns: { ...enrolments.columns, course: COURSE } },
  written(
    'jobcenter',
    'benefitCases',
    'BenefitCase',
    'jobcenter.benefit_case',
    'BENEFITS',
    'caseNumber openedOn closedOn status',
    'opened_on',
  ),
  written(
    'employment-agency',
    'jobseekerProfiles',
    'JobseekerProfile',
    'employment_agency.jobseeker_profile',
    'EMPLOYMENT',
    'registeredOn desiredOccupation weeklyHours status',
    'registered_on',
  ),
  written(
    'caritas',
    'counsellingEpisodes',
    'CounsellingEpisode',
    'caritas.counselling_episode',
    'COUNSELLING',
    'startedOn endedOn topic intensity',
    'started_on',
  ),
];
