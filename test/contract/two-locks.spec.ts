import { beforeAll, describe, expect, it } from '@jest/globals';
import { isLeafType, getNamedType } from 'graphql';
import type { InstitutionId, Purpose, StaffRole } from '../../src/access/vocabulary';
import { INSTITUTIONS, PURPOSE_NAMES } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import { useDatabase, withoutRowLevelSecurity } from '../kit/database';
import { sealedSchema, self, staff, unsealedSchema, useHub, type Hub } from '../kit/hub';
import { protectedFields, type ProtectedField } from '../kit/protected-fields';
import { expected } from '../policy/expectation';
import { writePersons, type MatrixPerson } from '../policy/matrix-persons';
import { SITUATIONS } from '../policy/situations';
import { CarelessLoader } from './careless-loader';

const FIELDS = protectedFields(sealedSchema());
const persons = new CarelessLoader(REGISTRY);

/** Without `access`, which only the guard fills in. */
const plain = ({ type, fields }: ProtectedField): string =>
  fields.filter((name) => isLeafType(getNamedType(type.getFields()[name]!.type))).join(' ');

const RECORDS = `id ${FIELDS.map((field) => `${field.name} { id ${plain(field)} }`).join(' ')}`;
const PAGE = `{ persons(first: 100) { nodes { ${RECORDS} } } }`;

type Row = Readonly<Record<string, unknown>>;

async function page(hub: Hub, institution: InstitutionId, role: StaffRole, purpose: Purpose | null) {
  const { data, errors } = await hub.ask<{ persons: { nodes: Row[] } }>(staff(institution, role), purpose, PAGE);
  expect(errors).toEqual([]);
  return data!.persons.nodes;
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** What is shown and should not be, and the reverse. */
function wrong(row: Row, person: MatrixPerson, institution: InstitutionId, purpose: Purpose | null): string[] {
  return FIELDS.flatMap(({ name, category, dataDay }) => {
    const { author: only, name: type } = REGISTRY.onPerson(name)!;
    const author = name === 'file' ? institution : only === 'EACH' ? person.author : only;
    const { consents } = person.situation;
    const record = person.records.find(({ declaration }) => declaration.name === type);
    const day = dataDay === null ? null : (record?.shown[dataDay] as string | undefined);
    const circumstances = { consents, has: person.has, day };
    const decision = expected({ institution, role: 'counsellor', purpose }, category, author, circumstances);
    const shouldShow = 'basis' in decision && person.has.includes(type);
    if (isEmpty(row[name]) !== shouldShow) return [];
    return [`${person.situation.name}: ${name} is ${shouldShow ? 'withheld' : 'shown'}`];
  });
}

/** Shown or withheld as the policy says, for everybody who is found; only an excluded institution may find nobody. */
function wrongOnPage(
  page: readonly Row[],
  written: readonly MatrixPerson[],
  institution: InstitutionId,
  purpose: Purpose | null,
) {
  const rows = new Map(page.map((row) => [row.id, row]));
  return written.flatMap((person) => {
    const row = rows.get(person.id);
    if (row) return wrong(row, person, institution, purpose);
    return institution === 'immigration-authority' ? [] : [`${person.situation.name}: is not found`];
  });
}

const CELLS = INSTITUTIONS.flatMap((institution) =>
  [null, ...PURPOSE_NAMES].map((purpose) => [institution, purpose ?? 'no purpose', purpose] as const),
);

function givesWhatThePolicySays(hub: Hub, written: () => readonly MatrixPerson[]): void {
  it.each(CELLS)('gives %s for %s what the policy says and nothing else', async (institution, _, purpose) => {
    const rows = await page(hub, institution, 'counsellor', purpose);
    expect(wrongOnPage(rows, written(), institution, purpose)).toEqual([]);
  });
}

describe('PostgreSQL alone, under a hub without guard and a loader that reads everything', () => {
  const database = useDatabase();
  const hub = useHub(database, { schema: unsealedSchema(), persons });
  let written: MatrixPerson[];

  beforeAll(async () => {
    written = await writePersons(database, SITUATIONS, 'caritas');
  }, 60_000);

  givesWhatThePolicySays(hub, () => written);

  it.each(['planner', 'data-protection-officer', 'administrator'] as const)('shows %s nobody at all', async (role) => {
    for (const institution of INSTITUTIONS) {
      expect(await page(hub, institution, role, 'CASE_MANAGEMENT')).toEqual([]);
    }
  });

  it('shows a person themself, and nobody else', async () => {
    const [anna, bernd] = [written[0]!, written[1]!];
    const me = await hub.ask<{ me: Row }>(self(anna.id), null, `{ me { ${RECORDS} } }`);
    expect(Object.entries(me.data!.me).filter(([, value]) => isEmpty(value))).toEqual([]);
    const other = await hub.ask(self(anna.id), null, 'query ($id: ID!) { person(id: $id) { id } }', { id: bernd.id });
    expect(other.codes).toEqual(['NO_SUCH_PERSON']);
  });
});

describe('the guard alone, over a database without row level security and a loader that reads everything', () => {
  const database = useDatabase(withoutRowLevelSecurity);
  const hub = useHub(database, { persons });
  let written: MatrixPerson[];

  beforeAll(async () => {
    written = await writePersons(database, SITUATIONS, 'caritas');
  }, 60_000);

  givesWhatThePolicySays(hub, () => written);

  it.each(['planner', 'data-protection-officer', 'administrator'] as const)('refuses %s every person', async (role) => {
    const { data, codes } = await hub.ask(staff('city', role), 'CASE_MANAGEMENT', PAGE);
    expect({ data, codes }).toEqual({ data: { persons: null }, codes: ['FORBIDDEN'] });
  });
});

describe('without both locks', () => {
  const database = useDatabase(withoutRowLevelSecurity);
  const hub = useHub(database, { schema: unsealedSchema(), persons });

  it('everything would be shown to everybody: the tests above can fail', async () => {
    const [nobodyConsented] = await writePersons(database, [SITUATIONS[0]!], 'caritas');
    for (const institution of INSTITUTIONS.filter((id) => id !== 'immigration-authority')) {
      const [row] = await page(hub, institution, 'planner', null);
      expect(row!.id).toBe(nobodyConsented!.id);
      expect(Object.entries(row!).filter(([, value]) => isEmpty(value))).toEqual([]);
    }
  });
});
