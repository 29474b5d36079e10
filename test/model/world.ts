import type { InstitutionId } from '../../src/access/vocabulary';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { TestDatabase } from '../kit/database';
import { person, type PersonBuilder } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import type { RecordValues, WrittenRecord } from '../kit/records';
import { Reference, type KnownLink, type KnownPerson, type KnownRecord } from './reference/reference';

/** What differs from world to world before anything is decided. */
export interface Beginning {
  /** The jobcenter, which registered Anna a second time, knows her first registration too. */
  readonly jobcenterKnowsBoth: boolean;
  /** Anna lets the jobcenter see who she is, which is what it needs to take her for somebody else. */
  readonly opensIdentity: boolean;
  /** Caritas has a file of the second registration too. */
  readonly caritasKnowsBoth: boolean;
}

const ANNA = { givenName: 'Anna', familyName: 'Beispiel', birthDate: '1985-04-12' };
/** The same human by another passport, or another one of nearly the same name: nobody knows. */
const HANNA = { givenName: 'Hanna', familyName: 'Beispiel', birthDate: '1985-04-12' };
const BERT = { givenName: 'Bert', familyName: 'Muster', birthDate: '1979-10-30' };
const LIVING_CASE: RecordValues = { status: 'GRANTED', openedOn: '2019-01-07', closedOn: null };

/** Writes the three persons of a world; nobody has consented to anything. */
export async function writeWorld(database: TestDatabase, beginning: Beginning): Promise<Reference> {
  const anna = person(database)
    .with('Identity', { by: 'city', values: ANNA })
    .with('Contact', { by: 'city' })
    .with('Registration')
    .with('LanguageEnrolment')
    .with('Case', { by: 'city' })
    .with('CounsellingEpisode')
    .with('CounsellingNote');
  const hanna = person(database)
    .with('Identity', { by: 'jobcenter', values: HANNA })
    .with('Contact', { by: 'jobcenter' })
    .with('BenefitCase', { values: LIVING_CASE })
    .with('Case', { by: 'jobcenter' });
  const bert = person(database)
    .with('Identity', { by: 'employment-agency', values: BERT })
    .with('JobseekerProfile')
    .with('Registration')
    .with('Contact', { by: 'caritas' });
  const persons: KnownPerson[] = [];
  const links: KnownLink[] = [];
  const records: KnownRecord[] = [];
  const create = async (name: string, builder: PersonBuilder, ...knownTo: InstitutionId[]) => {
    const written = await builder.knownTo(...knownTo).create();
    persons.push({ id: written.id, name });
    for (const record of written.records) {
      if (record.declaration.name === 'PersonLink') links.push(linkOf(record, written.id));
      else records.push(recordOf(record, written.id));
    }
  };
  await create('Anna', anna, ...(beginning.jobcenterKnowsBoth ? ['jobcenter' as const] : []));
  await create('Hanna', hanna, ...(beginning.caritasKnowsBoth ? ['caritas' as const] : []));
  await create('Bert', bert);
  const files = (
    [
      ['city', ANNA],
      ['jobcenter', HANNA],
      ['employment-agency', BERT],
    ] as const
  ).map(([institution, { givenName, familyName, birthDate }], index) => {
    const file_number = links.find(
      (one) => one.institution === institution && one.home === persons[index]!.id,
    )!.fileNumber;
    return { institution, row: { file_number, given_name: givenName, family_name: familyName, birth_date: birthDate } };
  });
  // Anna and Hanna are in the queue of those who may be one.
  while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  return new Reference(persons, links, records, files);
}

const linkOf = ({ author, shown }: WrittenRecord, home: string): KnownLink => ({
  institution: author,
  home,
  fileNumber: String(shown.fileNumber),
});

function recordOf({ declaration, id, author, shown }: WrittenRecord, home: string): KnownRecord {
  const { name: type, dataDay } = REGISTRY.named(declaration.name)!;
  const day = dataDay ? String(shown[dataDay]) : null;
  return { id, type, author, home, day, isRestricted: false };
}

/** Nobody is known to anybody any more: the persons of the world before are out of sight. */
export async function forgetEverybody(database: TestDatabase): Promise<void> {
  await database.asOwner('truncate core.person_link, core.consent_grant, core.match_key, core.match_task');
}
