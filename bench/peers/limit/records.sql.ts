/** How a hand-written statement decides about a category: by the policy alone, or by the person's active grants. */
export type Rule = 'always' | 'never' | 'own or consent' | 'consent';

/** Who asks, as far as the statement depends on it: it is written for exactly this caller. */
export interface Audience {
  readonly institution: string | null;
  readonly rule: (category: string) => Rule;
}

const OWN_OR_CONSENT = ['IDENTITY', 'CONTACT', 'HOUSEHOLD'];

/** A case manager of the jobcenter, for case management. */
export const JOBCENTER: Audience = {
  institution: 'jobcenter',
  rule: (category) => {
    if (category === 'BENEFITS') return 'always';
    if (category === 'RESIDENCE') return 'never';
    return OWN_OR_CONSENT.includes(category) ? 'own or consent' : 'consent';
  },
};

/** The person themself. */
export const SELF: Audience = { institution: null, rule: () => 'always' };

interface Table {
  readonly field: string;
  readonly type: string;
  readonly table: string;
  readonly category: string;
  /** GraphQL field -> SQL. */
  readonly columns: Readonly<Record<string, string>>;
  readonly newestBy: string;
  readonly many: boolean;
}

const columns = (names: string): Record<string, string> =>
  Object.fromEntries(
    names.split(' ').map((name) => [name, `t.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`]),
  );

const COURSE = `(select json_build_object('title', c.title, 'level', c.level) from city.language_course c where c.id = t.course_id)`;

const single = (
  field: string,
  type: string,
  table: string,
  category: string,
  names: string,
  newestBy: string,
): Table => ({
  ...{ field, type, table, category, newestBy, many: false },
  columns: columns(names),
});

const many = (
  field: string,
  type: string,
  table: string,
  category: string,
  names: string,
  newestBy: string,
): Table => ({
  ...single(field, type, table, category, names, newestBy),
  many: true,
});

const enrolments = many(
  'languageEnrolments',
  'LanguageEnrolment',
  'city.language_enrolment',
  'LANGUAGE',
  'enrolledOn status levelReached',
  'enrolled_on',
);

export const IDENTITY = single(
  'identity',
  'Identity',
  'core.identity',
  'IDENTITY',
  'givenName familyName birthDate sex nationality',
  'updated_at',
);

/** The records of the partner front end's main page. */
export const TABLES: readonly Table[] = [
  IDENTITY,
  single(
    'contact',
    'Contact',
    'core.contact',
    'CONTACT',
    'street postalCode town phone email preferredLanguage',
    'updated_at',
  ),
  single(
    'household',
    'Household',
    'core.household_membership',
    'HOUSEHOLD',
    'householdNumber householdKind relationship since',
    'since',
  ),
  many(
    'registrations',
    'Registration',
    'city.registration',
    'RESIDENCE',
    'registeredOn route previousCountry',
    'registered_on',
  ),
  { ...enrolments, columns: { ...enrolments.columns, course: COURSE } },
  many(
    'benefitCases',
    'BenefitCase',
    'jobcenter.benefit_case',
    'BENEFITS',
    'caseNumber openedOn closedOn status',
    'opened_on',
  ),
  many(
    'jobseekerProfiles',
    'JobseekerProfile',
    'employment_agency.jobseeker_profile',
    'EMPLOYMENT',
    'registeredOn desiredOccupation weeklyHours status',
    'registered_on',
  ),
  many(
    'counsellingEpisodes',
    'CounsellingEpisode',
    'caritas.counselling_episode',
    'COUNSELLING',
    'startedOn endedOn topic intensity',
    'started_on',
  ),
];

/** SQL of the JSON object of a person `k` with these records. `k.active` holds the categories with an active grant. */
export function personJson(audience: Audience, tables: readonly Table[], more = ''): string {
  return `json_build_object('id', k.id${tables.map((table) => `,\n  '${table.field}', ${recordsJson(audience, table)}`).join('')}${more})`;
}

function recordsJson(
  { institution, rule }: Audience,
  { table, category, columns: fields, newestBy, many: list }: Table,
): string {
  const decided = rule(category);
  if (decided === 'never') return 'null';
  const consent = `'${category}' = any(k.active)`;
  const json = `json_build_object(${Object.entries(fields)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;
  const own = decided === 'own or consent' ? ` and (t.institution = '${institution}' or ${consent})` : '';
  const from = `from ${table} t where t.person_id = k.id${own}`;
  const ownFirst = institution ? `t.institution = '${institution}' desc, ` : '';
  const rows = list
    ? `coalesce((select json_agg(${json} order by t.${newestBy} desc nulls last, t.id) ${from}), '[]'::json)`
    : `(select ${json} ${from} order by ${ownFirst}t.${newestBy} desc nulls last, t.id limit 1)`;
  return decided === 'consent' ? `case when ${consent} then ${rows} end` : rows;
}

/** The grants of the persons of `found f` to the jobcenter: which categories are open, and on which consent. */
export const KNOWN = `known as materialized (select f.id, coalesce(g.active, '{}') as active, g.by_consent from found f
  left join lateral (select array_agg(c.category) as active,
      jsonb_object_agg(c.category, jsonb_build_array('CONSENT', c.consent_id, c.consent_version) order by c.valid_until, c.consent_id desc) as by_consent
    from core.consent_grant c where c.person_id = f.id and c.recipient = 'jobcenter' and c.purpose = 'CASE_MANAGEMENT'
      and c.ended is null and c.valid_from <= now() and c.valid_until > now()) g on true)`;

/** Writes one entry of the access log for each person of `known k`, by the statement that reads. */
export function logged({ rule, institution }: Audience, tables: readonly Table[]): string {
  const words = (all: readonly string[]): string => `'{${all.join(',')}}'::text[]`;
  const fields = tables.flatMap(({ type, columns: names }) => Object.keys(names).map((name) => `${type}.${name}`));
  const categories = [...new Set(tables.map(({ category }) => category))].sort();
  const basis = institution === null ? 'SELF' : 'OWN_RECORD';
  const certain = categories.filter((category) => ['always', 'own or consent'].includes(rule(category)));
  const permitted = `'${JSON.stringify(Object.fromEntries(certain.map((category) => [category, [basis]])))}'::jsonb`;
  return `logged as (insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
  select $1::text, $2::text, $3::text, $4::text, $5::uuid, 'READ', k.id, ${words(fields)}, ${words(categories)},
    ${permitted}${institution === null ? '' : ` || coalesce(k.by_consent, '{}')`} from known k)`;
}
