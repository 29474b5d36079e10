import { personId } from './expressions';

/** How many persons, from number 1 on, have an access log to read. */
export const LOGGED_PERSONS = 200;

/** Entries in the access log of each of them. */
const ENTRIES = 40;

/** Persons with one and with 1,000 other consents, for the measurement of a withdrawal. */
export const ONE_CONSENT = '00000000-0000-4000-8000-000000000001';
export const MANY_CONSENTS = '00000000-0000-4000-8000-000000001000';
const MANY = 1_000;

/** The entries that reading a person writes, within the month that has a partition. */
export const ACCESS_LOG_SQL = `
  insert into core.access_entry
    (at, request_id, institution, actor, role, purpose, event, person_id, fields, asked, permitted)
  select greatest(date_trunc('month', now()), now() - n * interval '1 minute'), gen_random_uuid(), 'jobcenter',
    'staff-' || n % 7, 'case-manager', 'CASE_MANAGEMENT', 'READ', ${personId('i')},
    '{Identity.givenName,Identity.familyName,BenefitCase.status,CounsellingEpisode.topic}',
    '{BENEFITS,COUNSELLING,IDENTITY}',
    jsonb_build_object('BENEFITS', array['OWN_RECORD'], 'IDENTITY', jsonb_build_array('CONSENT', gen_random_uuid(), 1))
  from generate_series(1, ${LOGGED_PERSONS}) i, generate_series(1, ${ENTRIES}) n`;

const consents = (person: string, count: number): string => `
  insert into core.consent (person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until)
  select '${person}', 'GIVEN', '{caritas}', '{IDENTITY,BENEFITS,COUNSELLING}', '{CASE_MANAGEMENT}', now(), now(),
    now() + interval '300 days' from generate_series(1, ${count})`;

export const SPECIAL_PERSONS_SQL = [
  `insert into core.person (id, created_by) values ('${ONE_CONSENT}', 'city'), ('${MANY_CONSENTS}', 'city')`,
  consents(ONE_CONSENT, 1),
  consents(MANY_CONSENTS, MANY),
];
