import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { CarelessLoader } from '../contract/careless-loader';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, self, staff, unsealedSchema, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { representedBy } from '../kit/representation';

const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version } }';
const TAKE_BACK = 'mutation ($id: ID!, $version: Int!) { withdrawRightsRequest(id: $id, version: $version) { id } }';
const SEEN = '{ represented { rightsRequests { id } rightsNotices { id } } }';
const LOG = '{ accessLog(first: 50) { nodes { fields asked: withheld disclosed { category } } } }';

interface Asked {
  readonly requestRight: { readonly id: string; readonly version: number };
}

describe.each([
  ['under both locks', {}],
  ['by row level security alone', { unguarded: true }],
])('what a minor said in confidence, %s,', (_, { unguarded }: { unguarded?: boolean }) => {
  const database = useDatabase();
  const hub = useHub(
    database,
    unguarded ? { schema: unsealedSchema(), persons: new CarelessLoader(REGISTRY), checksGuardians: false } : {},
  );
  const plain = useHub(database);
  const nadia = randomUUID();
  let jasmin: TestPerson;
  let noteId: string;
  let own: { id: string; version: number }[];
  const mother = () => guardian(nadia, jasmin.id);

  beforeAll(async () => {
    jasmin = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(16) } })
      .with('CounsellingNote')
      .create();
    await representedBy(plain, jasmin.id, nadia);
    noteId = jasmin.records.find(({ declaration }) => declaration.name === 'CounsellingNote')!.id;
    own = [];
    for (const input of [
      { kind: 'DISPUTE', recordType: 'CounsellingNote', recordId: noteId, words: 'Das habe ich nicht gesagt.' },
      { kind: 'ERASURE', institution: 'caritas', words: 'Bitte löschen.' },
      { kind: 'EXPORT', institution: 'city' },
    ]) {
      const { data, errors } = await plain.ask<Asked>(self(jasmin.id), null, ASK, { input });
      expect(errors).toEqual([]);
      own.push(data!.requestRight);
    }
    await database.asOwner(
      `insert into core.rights_notice (request_id, person_id, institution, kind, author, record_type, first_received_at, last_received_at)
       values ($1, $2, 'city', 'ERASURE', 'caritas', 'CounsellingNote', now(), now())`,
      [own[1]!.id, jasmin.id],
    );
    const query = 'query ($id: ID!) { person(id: $id) { counsellingNotes { text } } }';
    expect((await plain.ask(staff('caritas'), null, query, { id: jasmin.id })).errors).toEqual([]);
  });

  it('is in no request and no notice that the guardian sees; the minor sees all', async () => {
    const { data } = await hub.ask(mother(), null, SEEN);
    expect(data).toEqual({ represented: { rightsRequests: [{ id: own[2]!.id }], rightsNotices: [] } });
    const { data: hers } = await hub.ask<{ me: { rightsRequests: object[]; rightsNotices: object[] } }>(
      self(jasmin.id),
      null,
      SEEN.replace('represented', 'me'),
    );
    expect([hers!.me.rightsRequests.length, hers!.me.rightsNotices.length]).toEqual([3, 1]);
  });

  it('is in no entry of the access log that the guardian sees', async () => {
    const { data } = await hub.ask<{ accessLog: { nodes: { disclosed: { category: string }[] }[] } }>(
      mother(),
      null,
      LOG,
    );
    expect(data!.accessLog.nodes.length).toBeGreaterThan(0);
    const told = data!.accessLog.nodes.flatMap(({ disclosed }) => disclosed.map(({ category }) => category));
    expect(told).not.toContain('COUNSELLING_NOTES');
    expect(JSON.stringify(data)).not.toContain('CounsellingNote.');
    const hers = await hub.ask(self(jasmin.id), null, LOG);
    expect(JSON.stringify(hers.data)).toContain('CounsellingNote.');
  });

  it('is not in the export of the guardian, nor is that anybody asked about it', async () => {
    const { data } = await hub.ask(mother(), null, '{ myExport }');
    const text = JSON.stringify(data);
    for (const secret of ['CounsellingNote', noteId, own[0]!.id, own[1]!.id, 'nicht gesagt', 'Bitte löschen']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain(own[2]!.id);
  });

  it('cannot be disputed, corrected, restricted or asked for by the guardian, as if it were not there', async () => {
    for (const kind of ['DISPUTE', 'RESTRICTION']) {
      const ask = (recordId: string) =>
        hub.ask(mother(), null, ASK, { input: { kind, recordType: 'CounsellingNote', recordId, words: 'Nein.' } });
      expect((await ask(noteId)).codes).toEqual(['NOT_FOUND']);
      expect(await ask(noteId)).toEqual(await ask(randomUUID()));
    }
    for (const kind of ['EXPORT', 'ERASURE']) {
      const { codes } = await hub.ask(mother(), null, ASK, { input: { kind, institution: 'caritas' } });
      expect(codes).toEqual(['FORBIDDEN']);
    }
  });

  it('stays asked for by the minor: the guardian takes nothing back that they may not see', async () => {
    for (const { id, version } of own.slice(0, 2)) {
      const taken = await hub.ask(mother(), null, TAKE_BACK, { id, version });
      expect(taken.codes).toEqual(['NOT_FOUND']);
      expect(taken).toEqual(await hub.ask(mother(), null, TAKE_BACK, { id: randomUUID(), version }));
    }
    const states = await database.asOwner('select distinct state from core.rights_request where person_id = $1', [
      jasmin.id,
    ]);
    expect(states).toEqual([{ state: 'OPEN' }]);
  });
});

describe('PostgreSQL itself', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const nadia = randomUUID();
  const INSERT = `insert into core.rights_request (person_id, institution, kind, record_type, record_table, record_id, due_at)
    values ($1, $2, $3, $4, $5, $6, now() + interval '1 day')`;
  let jasmin: TestPerson;
  let grown: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    const born = (birthDate: string) =>
      person(database)
        .with('Identity', { by: 'city', values: { birthDate } })
        .with('Contact', { by: 'city' })
        .with('CounsellingNote')
        .create();
    jasmin = await born(bornYearsAgo(16));
    [grown, stranger] = [await born(bornYearsAgo(18)), await born(bornYearsAgo(16))];
    await representedBy(hub, jasmin.id, nadia);
    // As it was written a year ago.
    await database.asOwner('alter table core.representation disable trigger representation_recorded');
    await database.asOwner(
      `insert into core.representation (person_id, guardian, guardian_name, kind, document, institution, actor, valid_until)
       values ($1, $2, 'kit', 'PARENT', 'BIRTH_CERTIFICATE', 'city', 'kit', 'infinity')`,
      [grown.id, nadia],
    );
    await database.asOwner('alter table core.representation enable trigger representation_recorded');
  });

  const as = ({ id }: TestPerson) => ({ role: 'guardian', person: id, actor: nadia });
  const idOf = ({ records }: TestPerson, name: string) =>
    records.find(({ declaration }) => declaration.name === name)!.id;

  it('takes a request of the guardian for the minor alone, and of nobody’s who came of age or whom they do not represent', async () => {
    const ask = (child: TestPerson) =>
      database.asApp(as(child), INSERT, [child.id, 'city', 'EXPORT', null, null, null]);
    await ask(jasmin);
    await expect(ask(grown)).rejects.toThrow(/row-level security/);
    await expect(ask(stranger)).rejects.toThrow(/row-level security/);
    const seen = (child: TestPerson) => database.asApp(as(child), 'select state from core.rights_request');
    expect([await seen(jasmin), await seen(grown)]).toEqual([[{ state: 'OPEN' }], []]);
  });

  it('takes none about a note, though the guardian knows its id, and none to its author about all', async () => {
    const note = idOf(jasmin, 'CounsellingNote');
    for (const values of [
      ['caritas', 'DISPUTE', 'CounsellingNote', 'caritas.counselling_note', note],
      ['caritas', 'ERASURE', null, null, null],
    ]) {
      await expect(database.asApp(as(jasmin), INSERT, [jasmin.id, ...values])).rejects.toThrow(/row-level security/);
    }
  });

  it('takes none under the name of another type', async () => {
    const note = idOf(jasmin, 'CounsellingNote');
    const disguised = ['caritas', 'RESTRICTION', 'Contact', 'caritas.counselling_note', note];
    await expect(database.asApp(as(jasmin), INSERT, [jasmin.id, ...disguised])).rejects.toThrow(/row-level security/);
  });

  it('reports no booklet lost, answers no link and transfers nothing for who has come of age', async () => {
    const calls = [
      'select * from core.report_booklet_lost(gen_random_uuid())',
      'select * from core.answer_link(gen_random_uuid(), true)',
    ];
    for (const call of calls) expect(await database.asApp(as(grown), call)).toEqual([]);
    const codes = async (query: string, variables: object) =>
      (await hub.ask(guardian(nadia, grown.id), null, query, variables as Record<string, unknown>)).codes;
    expect(await codes(ASK, { input: { kind: 'EXPORT', institution: 'city' } })).toEqual(['NO_SUCH_PERSON']);
    expect(await codes('{ myExport }', {})).toEqual(['NO_SUCH_PERSON']);
  });
});
