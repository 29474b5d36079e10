import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../src/platform/identity/caller';
import { federatedSubgraph } from '../../src/hub/federate';
import { SUBGRAPHS } from '../../src/hub/subgraphs';
import { useDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { startTestHub, type RunningTestHub, type WireAnswer } from './running-hub';

const READ = `query ($id: ID!) { person(id: $id) { identity { familyName } registrations { registeredOn } } }`;

const ENTITIES =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { identity { familyName } } } }';

/** Ways in which the log can fail, each with its remedy. */
const FAILURES: readonly (readonly [string, string, string])[] = [
  [
    'the right to write it is gone',
    'revoke insert on core.access_entry from geleit_app',
    'grant insert on core.access_entry to geleit_app',
  ],
  [
    'a trigger fails',
    `create function core.fail() returns trigger language plpgsql as 'begin raise exception ''access log is full''; end';
     create trigger fails before insert on core.access_entry for each row execute function core.fail()`,
    'drop trigger fails on core.access_entry; drop function core.fail()',
  ],
  [
    'no policy lets an entry in',
    'alter policy geleit_insert on core.access_entry with check (false)',
    `alter policy geleit_insert on core.access_entry with check (true)`,
  ],
  [
    'there is no partition for today, and none can be made',
    `revoke execute on function core.ensure_access_partitions(integer) from geleit_app;
     alter table core.access_entry detach partition core.access_entry_${month()}`,
    `grant execute on function core.ensure_access_partitions(integer) to geleit_app;
     alter table core.access_entry attach partition core.access_entry_${month()} for values from ('${firstOf(0)}') to ('${firstOf(1)}')`,
  ],
];

describe('when the access log cannot be written', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let subgraph: RunningTestHub;
  let known: TestPerson;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    const core = SUBGRAPHS.find(({ name }) => name === 'core')!;
    subgraph = await startTestHub({ appUrl: database.appUrl, schema: federatedSubgraph(core, rheinePolicy()) });
    known = await person(database)
      .withEverything('city')
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
  });
  afterAll(() => Promise.all([hub.stop(), subgraph.stop()]));

  const requests: readonly (readonly [string, () => Caller, string, () => Record<string, unknown>])[] = [
    ['one person', () => staff('city'), READ, () => ({ id: known.id })],
    ['one person by consent', () => staff('jobcenter'), READ, () => ({ id: known.id })],
    ['nobody', () => staff('city'), READ, () => ({ id: crypto.randomUUID() })],
    [
      'a page',
      () => staff('city'),
      '{ persons(first: 10) { nodes { identity { familyName } } totalCount } }',
      () => ({}),
    ],
    [
      'a filtered page',
      () => staff('city'),
      '{ persons(first: 10, filter: { bornFrom: "1900-01-01" }, orderBy: FAMILY_NAME) { edges { cursor } } }',
      () => ({}),
    ],
    ['a page of records', () => staff('city'), '{ registrations(first: 10) { nodes { registeredOn } } }', () => ({})],
    ['the person themself', () => self(known.id), '{ me { identity { familyName } consents { id } } }', () => ({})],
    ['the log', () => self(known.id), '{ accessLog(first: 10) { nodes { actor } } }', () => ({})],
    [
      'a mutation',
      () => staff('city'),
      'mutation ($id: ID!) { recordHousehold(input: { personId: $id, householdNumber: "N-1", householdKind: FAMILY }) { id } }',
      () => ({ id: known.id }),
    ],
    [
      'a new person',
      () => staff('city'),
      'mutation { registerPerson(input: { fileNumber: "N-1", givenName: "A", familyName: "B", birthDate: "1990-01-01" }) { id } }',
      () => ({}),
    ],
  ];

  describe.each(FAILURES)('because %s', (_, breakIt, repairIt) => {
    beforeAll(() => database.asOwner(breakIt));
    afterAll(() => database.asOwner(repairIt));

    const expectNothing = ({ status, codes, data, text }: WireAnswer): void => {
      expect([status, codes]).toStrictEqual([500, ['ACCESS_LOG_UNAVAILABLE']]);
      expect(data ?? null).toBeNull();
      expect(text).not.toContain('"data"');
      expect(text).not.toContain('withheld');
    };

    it.each(requests)('%s is answered with 500 and no data', async (_request, caller, query, variables) => {
      const purpose = caller().kind === 'staff' ? 'CASE_MANAGEMENT' : null;
      expectNothing(await hub.ask(caller(), purpose, query, variables()));
    });

    it('_entities are answered with 500 and no data', async () => {
      const representations = { r: [{ __typename: 'Person', id: known.id }] };
      expectNothing(await subgraph.ask(staff('city'), null, ENTITIES, representations));
    });

    it('one field of several that fails takes the others with it', async () => {
      const several =
        '{ institutions { id } languageCourses(first: 1) { nodes { title } } persons(first: 1) { totalCount } }';
      expectNothing(await hub.ask(staff('city'), null, several));
    });

    it('what needs no log is answered', async () => {
      expect((await hub.ask(staff('city'), null, '{ institutions { id } viewer { role } }')).status).toBe(200);
    });
  });

  it('nothing was written meanwhile', async () => {
    const counts = `select (select count(*) from core.household_membership where household_number = 'N-1')::int as households,
      (select count(*) from core.person_link where file_number = 'N-1')::int as links`;
    expect(await database.asApp({ institution: 'city', role: 'counsellor' }, counts)).toEqual([
      { households: 0, links: 0 },
    ]);
  });

  it.each(requests)('%s is answered again once it can be written', async (_request, caller, query, variables) => {
    const { status, codes } = await hub.ask(caller(), null, query, variables());
    expect(status).toBe(200);
    expect(codes).not.toContain('ACCESS_LOG_UNAVAILABLE');
  });
});

function month(): string {
  return firstOf(0).slice(0, 7).replace('-', '_');
}

/** The first day of this month, or of one after it, in UTC. */
function firstOf(later: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later, 1)).toISOString().slice(0, 10);
}
