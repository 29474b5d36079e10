import { idOf } from '../data/known-persons';

/** The main page in the schema that PostGraphile makes of the tables; it has no order by the day that the hub sorts by. */
export const POSTGRAPHILE_FIELDS = `
  rowId
  identity: identitiesByPersonId { nodes { institution givenName familyName birthDate sex nationality } }
  contact: contactsByPersonId { nodes { institution street postalCode town phone email preferredLanguage } }
  household: householdMembershipsByPersonId { nodes { institution householdNumber householdKind relationship since } }
  registrations: cityRegistrationsByPersonId { nodes { registeredOn route previousCountry } }
  languageEnrolments: cityLanguageEnrolmentsByPersonId {
    nodes { enrolledOn status levelReached course: cityLanguageCourseByCourseId { title level } } }
  benefitCases: jobcenterBenefitCasesByPersonId { nodes { caseNumber openedOn closedOn status } }
  jobseekerProfiles: employmentAgencyJobseekerProfilesByPersonId {
    nodes { registeredOn desiredOccupation weeklyHours status } }
  counsellingEpisodes: caritasCounsellingEpisodesByPersonId { nodes { startedOn endedOn topic intensity } }`;

type Row = Record<string, unknown>;
type Answered = { readonly rowId: string; readonly consents?: { nodes: Row[] } } & Record<string, { nodes: Row[] }>;

/** A person of PostGraphile in the form of the hub's. */
export function personOf({ rowId, ...fields }: Answered): Row {
  const person: Row = { id: rowId };
  for (const [name, connection] of Object.entries(fields)) {
    const { nodes } = connection;
    const isSingle = ['identity', 'contact', 'household'].includes(name);
    person[name] = isSingle ? ownFirst(nodes) : nodes.sort(byNewest);
  }
  return person;
}

function ownFirst(nodes: Row[]): Row | null {
  const found = nodes.find(({ institution }) => institution === 'jobcenter') ?? nodes[0];
  if (!found) return null;
  const { institution: _, ...values } = found;
  return values;
}

const DAYS = ['registeredOn', 'enrolledOn', 'openedOn', 'startedOn'];
const dayOf = (row: Row): string => JSON.stringify(DAYS.map((name) => row[name]).find((day) => day !== undefined));
const byNewest = (a: Row, b: Row): number => (dayOf(a) < dayOf(b) ? 1 : -1);

/** The cursor of PostGraphile that names a place in the list of persons by their primary key. */
export function cursorAt(i: number): string {
  return Buffer.from(JSON.stringify(['08e0d342de', idOf(i)])).toString('base64');
}

/** PostGraphile answers an empty list where the hub says that the list is withheld. */
export function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(withoutEmptyLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutEmptyLists(inner)]));
}
