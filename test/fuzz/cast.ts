import crypto from 'node:crypto';
import { jest } from '@jest/globals';
import {
  CONSENT_CATEGORIES,
  INSTITUTIONS,
  PURPOSE_NAMES,
  isPersonRole,
  ROLES,
  type Purpose,
  type StaffRole,
} from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { bornYearsAgo } from '../kit/ages';
import type { TestDatabase } from '../kit/database';
import { guardian, self, staff, type Hub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { representedBy } from '../kit/representation';
import { beginValuesAnew } from '../kit/values';
import { everybodyIn, writeCast } from '../operations/corpus';
import type { Values } from './documents/arbitrary-value';

/** Whoever asks, and for what. */
export interface Asker {
  readonly caller: Caller;
  readonly purpose: Purpose | null;
}

/** Kinds of callers, who are entitled to different parts of the schema. */
export interface AskerKind {
  readonly name: string;
  readonly weight: number;
  readonly askers: readonly Asker[];
}

/** The data set of the fuzzer: it stands still while documents are tried. */
export interface Cast {
  readonly people: readonly TestPerson[];
  readonly kinds: readonly AskerKind[];
  readonly values: Values;
}

/** Writes people of whom callers may see different parts, with ids and values that are the same in every run and in each database. */
export async function writeFuzzCast(database: TestDatabase, hub: Hub): Promise<Cast> {
  let made = 0;
  beginValuesAnew();
  const ids = jest.spyOn(crypto, 'randomUUID').mockImplementation(() => uuidOf((made += 1)));
  try {
    const cast = await writeCast(database);
    const more = await writeMore(database);
    const mother = uuidOf(0);
    await representedBy(hub, more.child.id, mother);
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
    const people = [...everybodyIn(cast), ...Object.values(more)];
    // The log is read too, as it stood before the documents.
    for (const { id } of people)
      await hub.ask(staff('city'), null, '{ persons(first: 9) { nodes { id identity { sex } } } }', { id });
    const [{ now }] = (await database.asOwner<{ now: Date }>('select now() + interval $$1 millisecond$$ as now')) as [
      { now: Date },
    ];
    return {
      people,
      kinds: kindsOf(people, guardian(mother, more.child.id)),
      values: valuesOf(people, now.toISOString()),
    };
  } finally {
    ids.mockRestore();
  }
}

function uuidOf(number: number): `${string}-${string}-${string}-${string}-${string}` {
  const hex = crypto.createHash('sha256').update(String(number)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function writeMore(
  database: TestDatabase,
): Promise<Record<'child' | 'dated' | 'released' | 'known', TestPerson>> {
  // Nobody can name an institution that never receives anything.
  const recipients = INSTITUTIONS.filter((one) => rheinePolicy().institutions.get(one)?.neverReceives === undefined);
  const all = { recipients, categories: CONSENT_CATEGORIES, purposes: PURPOSE_NAMES };
  const several = person(database)
    .withEverything('jobcenter', ['Household'])
    .with('Identity', { by: 'city', values: { familyName: 'Muster', sex: 'FEMALE', nationality: 'SY' } })
    .with('LanguageAssessment', { by: 'city', values: { assessedOn: '2018-05-01' } })
    .with('LanguageAssessment', { by: 'caritas', values: { assessedOn: '2019-05-01' } })
    .with('Case', { by: 'caritas' })
    .with('Measure', { by: 'employment-agency' });
  return {
    child: await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(12) } })
      .with('Contact', { by: 'city' })
      .with('CounsellingNote')
      .with('CounsellingEpisode')
      .create(),
    // Two consents, one to data of a period only; the caller's own records beside those of others.
    dated: await several
      .consenting({ ...all, dataFrom: '2019-01-01', dataUntil: '2019-12-31' })
      .consenting({ ...all, categories: ['CONTACT', 'IDENTITY'] })
      .create(),
    released: await several.consenting({ ...all, secrecyRelease: true }).create(),
    known: await several
      .knownTo('city', 'jobcenter', 'employment-agency', 'caritas')
      .consenting({ ...all, exceptions: [{ recipients: ['jobcenter'], categories: ['LANGUAGE'] }] })
      .create(),
  };
}

function kindsOf(people: readonly TestPerson[], mother: Caller): readonly AskerKind[] {
  const policy = rheinePolicy();
  const stated = ROLES.filter((role): role is StaffRole => !isPersonRole(role)).flatMap((role) =>
    INSTITUTIONS.flatMap((institution) => {
      const purposes = PURPOSE_NAMES.filter(
        (purpose) =>
          policy.roles.get(role)?.purposes.has(purpose) && policy.institutions.get(institution)?.purposes.has(purpose),
      );
      return [null, ...purposes].map((purpose): Asker => ({ caller: staff(institution, role), purpose }));
    }),
  );
  const reaches = (asker: Asker) => policy.roles.get(asker.caller.role)?.reaches === 'CONTENT';
  const isPartner = ({ caller }: Asker) =>
    caller.kind === 'staff' && !['youth-welfare-office', 'immigration-authority'].includes(caller.institution);
  return [
    { name: 'staff of partners', weight: 6, askers: stated.filter((one) => reaches(one) && isPartner(one)) },
    { name: 'staff of other offices', weight: 1, askers: stated.filter((one) => reaches(one) && !isPartner(one)) },
    { name: 'staff without access to content', weight: 1, askers: stated.filter((one) => !reaches(one)) },
    { name: 'persons', weight: 2, askers: people.map(({ id }) => ({ caller: self(id), purpose: null })) },
    { name: 'guardians', weight: 1, askers: [{ caller: mother, purpose: null }] },
  ];
}

const cursor = (...keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

function valuesOf(people: readonly TestPerson[], now: string): Values {
  const ids = people.map(({ id }) => id);
  const shown = (name: string, field: string) =>
    people.flatMap(({ records }) =>
      records
        .filter(({ declaration }) => declaration.name === name)
        .map(({ shown: values }) => values[field] as string),
    );
  const words = ['Beispiel', 'Muster', 'beispiel'];
  return {
    id: [...ids, uuidOf(-1), 'nobody'],
    personId: [...ids, uuidOf(-1)],
    first: [1, 2, 3, 20, 0],
    after: [...ids.map((id) => cursor(id)), cursor('beispiel', ids[0]!), cursor('zzz', ids[0]!), 'nowhere'],
    language: ['de', 'ar', 'nowhere'],
    familyName: words,
    fileNumber: shown('PersonLink', 'fileNumber'),
    bookletNumber: shown('Booklet', 'bookletNumber'),
    nationality: ['SY', 'HA', ...shown('Identity', 'nationality').slice(0, 3)],
    institution: [...INSTITUTIONS, 'nowhere'],
    role: ['counsellor', 'case-manager', 'nobody'],
    field: ['identity', 'contact', 'languageAssessments', 'counsellingNotes', 'nothing'],
    receipt: ['no receipt'],
    version: [1, 2],
    open: [true, false],
    overdue: [true, false],
    Date: ['1990-05-17', '1980-01-01', '2019-05-01'],
    PartialDate: ['1990-05-17', '1980-01', '1980'],
    DateTime: ['2019-06-01T00:00:00Z', now],
    // The log grows while documents are tried; what lay before them does not.
    'Query.accessLog.until': ['2019-06-01T00:00:00Z', now],
  };
}
