import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Purpose } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import type { TestDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { disputeRecord, restrictRecord } from '../kit/marks';
import { person, type TestPerson } from '../kit/people';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const DOCUMENTS = join(__dirname, 'documents');

/** The operations of the corpus by the name of their file: what front ends send, in many shapes. */
export const CORPUS: ReadonlyMap<string, string> = new Map(
  readdirSync(DOCUMENTS).map((file) => [file.replace(/\.graphql$/, ''), readFileSync(join(DOCUMENTS, file), 'utf8')]),
);

/** People of whom the callers of the corpus may see different parts. */
export interface Cast {
  /** Known to everybody; consents to nothing. */
  readonly silent: TestPerson;
  /** Consents to much; lives in one household with `partner`. */
  readonly open: TestPerson;
  readonly partner: TestPerson;
  /** The jobcenter reads the registration by statute. */
  readonly onBenefits: TestPerson;
  /** Withdrew what they had given. */
  readonly withdrawn: TestPerson;
  /** Only Caritas knows them. */
  readonly stranger: TestPerson;
}

export async function writeCast(database: TestDatabase): Promise<Cast> {
  const purposes = ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'] as const;
  const home = { by: 'city', values: { householdNumber: 'H-1', householdKind: 'COUPLE' } } as const;
  const named = (familyName: string) =>
    person(database).with('Identity', { by: 'city', values: { familyName, birthDate: '1990-05-17' } });
  const everything = (by: 'city' | 'caritas') => person(database).withEverything(by, ['Household', 'Identity']);
  const cast: Cast = {
    silent: await everything('city').with('Identity', { by: 'jobcenter' }).create(),
    open: await everything('city')
      .with('Identity', { by: 'city', values: { familyName: 'Beispiel', birthDate: '1990-05-17' } })
      .with('Household', home)
      .with('LanguageEnrolment')
      .consenting({
        recipients: ['jobcenter', 'caritas'],
        categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD'],
        purposes: ['CASE_MANAGEMENT'],
      })
      .consenting({
        recipients: ['jobcenter'],
        categories: ['LANGUAGE', 'COUNSELLING', 'EMPLOYMENT'],
        purposes: ['CASE_MANAGEMENT'],
      })
      .create(),
    partner: await named('Muster').with('Household', home).knownTo('jobcenter').create(),
    onBenefits: await named('Ähnlich').with('Registration').with('BenefitCase').create(),
    withdrawn: await named('Beispiel')
      .knownTo('jobcenter')
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes, state: 'WITHDRAWN' })
      .consenting({ recipients: ['jobcenter'], categories: ['CONTACT'], purposes, untilDay: -1 })
      .create(),
    stranger: await person(database).with('CounsellingNote').with('Identity', { by: 'caritas' }).create(),
  };
  // Some of what `open` consents to they dispute, and some is restricted.
  for (const record of cast.open.records) {
    const { name } = record.declaration;
    if (['Identity', 'Household', 'Registration', 'LanguageEnrolment', 'BenefitCase'].includes(name)) {
      await disputeRecord(
        database,
        record,
        { field: null, note: 'Stimmt nicht.' },
        { field: 'id', note: 'Auch nicht.' },
      );
    }
    if (name === 'Contact' || name === 'JobseekerProfile') await restrictRecord(database, record);
  }
  return cast;
}

export const everybodyIn = (cast: Cast): readonly TestPerson[] => Object.values(cast) as TestPerson[];

/** Who asks, and for what. */
export const CALLERS: readonly (readonly [string, (cast: Cast) => Caller, Purpose | null])[] = [
  ['a jobcenter adviser for case management', () => staff('jobcenter', 'case-manager'), 'CASE_MANAGEMENT'],
  ['a jobcenter adviser for benefit administration', () => staff('jobcenter'), 'BENEFIT_ADMINISTRATION'],
  ['a jobcenter adviser without a purpose', () => staff('jobcenter'), null],
  ['a city counsellor', () => staff('city'), 'ARRIVAL_COUNSELLING'],
  ['a Caritas counsellor', () => staff('caritas'), 'CASE_MANAGEMENT'],
  ['a Caritas application', () => staff('caritas', 'service'), null],
  ['a planner', () => staff('city', 'planner'), null],
  ['a data protection officer', () => staff('jobcenter', 'data-protection-officer'), null],
  ['a person', ({ open }) => self(open.id), null],
];

/** The variables with which an operation of the corpus is sent, one set after the other. */
export function variablesOf(operation: string, cast: Cast): readonly Record<string, unknown>[] {
  const ids = everybodyIn(cast).map(({ id }) => id);
  const about = (more: Record<string, unknown> = {}) => ids.map((id) => ({ id, ...more }));
  switch (operation) {
    case 'access-log':
      // The log grows while it is read; what lies before the corpus does not.
      return [{ first: 5, until: '2001-01-01T00:00:00Z' }, { first: 0 }];
    case 'aliased-records':
    case 'consents-and-decisions':
    case 'household':
    case 'whole-person':
      return about();
    case 'fragments':
      return [...about({ withoutNotes: true }), ...about({ withoutNotes: false, withHousehold: false })];
    case 'my-view':
      return [{}, { language: 'ar' }, { language: 'nowhere' }];
    case 'mistakes':
      return about({ first: 1_000, after: 'nowhere' });
    case 'new-household':
      return about({}).map(({ id }) => ({
        input: { personId: id, householdNumber: 'N-1', householdKind: 'FAMILY', idempotencyKey: `key-${id}` },
      }));
    case 'own-records':
    case 'persons-by-id':
      return [{ first: 2 }, { first: 100 }, { first: 2, after: cursor([ids.sort()[1]!]) }];
    case 'persons-by-name':
      return [
        {},
        { filter: { familyName: 'Beispiel' } },
        { filter: { sex: 'FEMALE', bornFrom: '1980-01-01' }, first: 1 },
        { filter: { nationality: 'SY' }, orderBy: 'ID' },
      ];
    case 'refused-writes':
      return [{ personId: NOBODY, id: cast.stranger.records[0]!.id }];
    case 'search':
      return [
        { by: { familyName: 'beispiel', birthDate: '1990-05-17' } },
        { by: { fileNumber: cast.open.records[0]!.shown.fileNumber } },
        { by: { bookletNumber: 'RH-0' } },
        { by: {} },
      ];
    default:
      return [{}];
  }
}

const cursor = (keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');
