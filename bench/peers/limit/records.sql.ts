/**
 * The records of one person as a case manager of the jobcenter gets them for case management, written by hand: what is
 * certain from the policy is not asked, what depends on consent looks at `k.active`.
 */
const has = (category: string): string => `'${category}' = any(k.active)`;

const single = (table: string, columns: string, order: string, category: string): string =>
  `(select json_build_object(${columns}) from ${table} t where t.person_id = k.id
    and (t.institution = 'jobcenter' or ${has(category)}) order by t.institution = 'jobcenter' desc, ${order}, t.id limit 1)`;

const many = (table: string, columns: string, order: string, category: string | null): string => {
  const rows = `coalesce((select json_agg(json_build_object(${columns}) order by t.${order} desc nulls last, t.id)
    from ${table} t where t.person_id = k.id), '[]'::json)`;
  return category === null ? rows : `case when ${has(category)} then ${rows} end`;
};

/** SQL of the object that workloads "one person" and "page" return for `k`. */
export const PERSON_JSON = `json_build_object('id', k.id,
  'identity', ${single('core.identity', `'givenName', t.given_name, 'familyName', t.family_name, 'birthDate', t.birth_date, 'sex', t.sex, 'nationality', t.nationality`, 't.updated_at desc', 'IDENTITY')},
  'contact', ${single('core.contact', `'street', t.street, 'postalCode', t.postal_code, 'town', t.town, 'phone', t.phone, 'email', t.email, 'preferredLanguage', t.preferred_language`, 't.updated_at desc', 'CONTACT')},
  'household', ${single('core.household_membership', `'householdNumber', t.household_number, 'householdKind', t.household_kind, 'relationship', t.relationship, 'since', t.since`, 't.since desc nulls last', 'HOUSEHOLD')},
  'registrations', null,
  'languageEnrolments', ${many('city.language_enrolment', `'enrolledOn', t.enrolled_on, 'status', t.status, 'levelReached', t.level_reached, 'course', (select json_build_object('title', c.title, 'level', c.level) from city.language_course c where c.id = t.course_id)`, 'enrolled_on', 'LANGUAGE')},
  'benefitCases', ${many('jobcenter.benefit_case', `'caseNumber', t.case_number, 'openedOn', t.opened_on, 'closedOn', t.closed_on, 'status', t.status`, 'opened_on', null)},
  'jobseekerProfiles', ${many('employment_agency.jobseeker_profile', `'registeredOn', t.registered_on, 'desiredOccupation', t.desired_occupation, 'weeklyHours', t.weekly_hours, 'status', t.status`, 'registered_on', 'EMPLOYMENT')},
  'counsellingEpisodes', ${many('caritas.counselling_episode', `'startedOn', t.started_on, 'endedOn', t.ended_on, 'topic', t.topic, 'intensity', t.intensity`, 'started_on', 'COUNSELLING')})`;

/** The categories of those records. */
const ASKED = ['BENEFITS', 'CONTACT', 'COUNSELLING', 'EMPLOYMENT', 'HOUSEHOLD', 'IDENTITY', 'LANGUAGE', 'RESIDENCE'];
const CERTAIN = `'{"BENEFITS": ["OWN_RECORD"], "IDENTITY": ["OWN_RECORD"], "CONTACT": ["OWN_RECORD"], "HOUSEHOLD": ["OWN_RECORD"]}'::jsonb`;
const FIELDS = [
  ...['givenName', 'familyName', 'birthDate', 'sex', 'nationality'].map((name) => `Identity.${name}`),
  ...['street', 'postalCode', 'town', 'phone', 'email', 'preferredLanguage'].map((name) => `Contact.${name}`),
  ...['householdNumber', 'householdKind', 'relationship', 'since'].map((name) => `Household.${name}`),
  ...['registeredOn', 'route', 'previousCountry'].map((name) => `Registration.${name}`),
  ...['enrolledOn', 'status', 'levelReached', 'course'].map((name) => `LanguageEnrolment.${name}`),
  ...['caseNumber', 'openedOn', 'closedOn', 'status'].map((name) => `BenefitCase.${name}`),
  ...['registeredOn', 'desiredOccupation', 'weeklyHours', 'status'].map((name) => `JobseekerProfile.${name}`),
  ...['startedOn', 'endedOn', 'topic', 'intensity'].map((name) => `CounsellingEpisode.${name}`),
];

/** The active grants of the persons of `found f`: which categories, and on which consent. */
export const KNOWN =
  `known k as materialized (select f.id, coalesce(g.active, '{}') as active, g.by_consent from found f
  left join lateral (select array_agg(c.category) as active,
      jsonb_object_agg(c.category, jsonb_build_array('CONSENT', c.consent_id, c.consent_version) order by c.valid_until, c.consent_id desc) as by_consent
    from core.consent_grant c where c.person_id = f.id and c.recipient = 'jobcenter' and c.purpose = 'CASE_MANAGEMENT'
      and c.ended is null and c.valid_from <= now() and c.valid_until > now()) g on true)`.replace(
    'known k as',
    'known as',
  );

/** Writes one entry of the access log for each person of `known`. */
export const logged = (
  fields: readonly string[] = FIELDS,
  asked: readonly string[] = ASKED,
  certain = CERTAIN,
): string =>
  `logged as (insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
  select $1::text, $2::text, $3::text, $4::text, $5::uuid, 'READ', k.id, '{${fields.join(',')}}'::text[], '{${asked.join(',')}}'::text[],
    ${certain} || coalesce(k.by_consent, '{}') from known k)`;
