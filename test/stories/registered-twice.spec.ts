import { beforeAll, describe, expect, it } from '@jest/globals';
import { underCurrentId } from '../../src/subgraphs/core/duplicate/current-person.store';
import type { PersonCaller } from '../../src/platform/identity/caller';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import {
  ByFileNumberDocument,
  DistinguishPersonsDocument,
  MergePersonsDocument,
  QueueDocument,
  RegisterDocument,
  SplitPersonsDocument,
} from '../generated/operations';
import { writeConsent } from '../kit/consents';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { confirmsMerge, openMerges } from '../kit/merges';
import { rheinePolicy } from '../kit/policy';

const OLEKSANDR = { givenName: 'Oleksandr', familyName: 'Kovalenko', birthDate: '1984-03-17', sex: 'MALE' } as const;
const ALEKSANDR = { ...OLEKSANDR, givenName: 'Aleksandr', familyName: 'Kowalenko' };

/** The jobcenter has registered the same human twice, by the transcription of two passports; Caritas knows him by one of them. */
describe('Oleksandr, registered a second time as Aleksandr', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const jobcenter = staff('jobcenter', 'case-manager');
  const [city, caritas] = [staff('city', 'case-manager'), staff('caritas')];
  let first: string;
  let second: string;

  /** As whom the person comes in whose token has this id. */
  const comesIn = (id: string) =>
    underCurrentId(() => Promise.resolve(self(id)), database.database)(undefined) as Promise<PersonCaller>;
  /** The same at a hub that remembers, from when it is started on. */
  const startedHub = () => underCurrentId((id: string) => Promise.resolve(self(id)), database.database);
  const comesInAs = async (id: string) => (await comesIn(id)).personId;
  const compare = async () => {
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  };
  const queue = async (who: typeof city, state: 'OPEN' | 'MERGED' | 'SPLIT' | 'DIFFERENT' | null = 'OPEN') =>
    (await hub.ask(who, 'CASE_MANAGEMENT', QueueDocument, { state })).data!.duplicatePairs!.nodes;
  const atJobcenter = async (fileNumber: string) =>
    (await hub.ask(jobcenter, null, ByFileNumberDocument, { fileNumber })).data!.searchPersons!;
  const register = async (who: typeof city, human: typeof OLEKSANDR | typeof ALEKSANDR, fileNumber: string) =>
    (await hub.ask(who, null, RegisterDocument, { input: { ...human, fileNumber } })).data!.registerPerson!.id;
  const record = async (mutation: string) => {
    const { errors } = await hub.ask(jobcenter, null, `mutation { ${mutation} { id } }`);
    expect(errors).toEqual([]);
  };

  beforeAll(async () => {
    first = await register(jobcenter, OLEKSANDR, 'BG-1');
    second = await register(jobcenter, ALEKSANDR as typeof OLEKSANDR, 'BG-2');
    await record(
      `recordBenefitCase(input: { personId: "${first}", caseNumber: "C-1", openedOn: "2026-01-05", status: GRANTED })`,
    );
    await record(
      `recordMeasure(input: { personId: "${second}", measureNumber: "M-1", kind: COACHING, title: "Coaching",
        plannedOn: "2026-02-05", status: PLANNED })`,
    );
  });

  it('has one id each time, as long as nobody has compared the two', async () => {
    expect(await Promise.all([first, second].map(comesIn))).toMatchObject([
      { personId: first, hasOneId: true },
      { personId: second, hasOneId: true },
    ]);
  });

  it('is looked up once a second while there is nobody to be merged with', async () => {
    const stays = startedHub();
    const sent = await countStatements(database, async () => {
      for (let request = 0; request < 3; request += 1) await stays(first);
    });
    expect(sent).toHaveLength(1);
  });

  it('is in the queue of the jobcenter, which knows both, with what agrees and no second passport in between', async () => {
    await compare();
    const [pair, ...others] = await queue(jobcenter);
    expect(others).toEqual([]);
    expect(pair).toMatchObject({
      state: 'OPEN',
      reasons: ['NAME_SPELLING', 'BIRTH_DATE'],
      decisions: [],
      persons: expect.arrayContaining([
        { id: first, identity: { givenName: 'Oleksandr', familyName: 'Kovalenko' } },
        { id: second, identity: { givenName: 'Aleksandr', familyName: 'Kowalenko' } },
      ]),
    });
    expect(pair!.score).toBeGreaterThanOrEqual(82);
  });

  it('is in nobody else’s queue; the reviewer of the policy sees what agrees, and neither of the two', async () => {
    expect(await queue(caritas)).toEqual([]);
    expect(await queue(staff('city'))).toEqual([]);
    const [pair] = await queue(city);
    expect(pair).toMatchObject({ reasons: ['NAME_SPELLING', 'BIRTH_DATE'], persons: [] });
    const input = { id: pair!.id, version: pair!.version, reason: 'Looks alike.' };
    const merging = await hub.ask(city, null, MergePersonsDocument, { input: { ...input, survivorId: first } });
    expect(merging.codes).toEqual(['DUPLICATE_NOT_COMPARABLE']);
    const stranger = await hub.ask(caritas, null, DistinguishPersonsDocument, { input });
    expect(stranger.codes).toEqual(['NOT_FOUND']);
  });

  it('is said to be one by a member of staff, with a reason, which moves and opens nothing', async () => {
    await writeConsent(database, first, {
      recipients: ['city'],
      categories: ['IDENTITY'],
      purposes: ['CASE_MANAGEMENT'],
    });
    await writeConsent(database, second, {
      recipients: ['city'],
      categories: ['CASE_PLAN'],
      purposes: ['CASE_MANAGEMENT'],
    });
    const [pair] = await queue(jobcenter);
    const { data, errors } = await hub.ask(jobcenter, null, MergePersonsDocument, {
      input: { id: pair!.id, version: pair!.version, survivorId: first, reason: 'Both passports shown.' },
    });
    expect(errors).toEqual([]);
    expect(data!.mergePersons).toMatchObject({ state: 'PROPOSED', survivorId: first });
    expect(data!.mergePersons!.persons.map(({ id }) => id).sort()).toEqual([first, second].sort());
    expect(await atJobcenter('BG-1')).toMatchObject([{ id: first, measures: null }]);
    expect(await atJobcenter('BG-2')).toMatchObject([{ id: second, benefitCases: [] }]);
    const seen = 'query ($id: ID!) { person(id: $id) { identity { givenName } measures { title } } }';
    const ask = async (id: string) => (await hub.ask(city, 'CASE_MANAGEMENT', seen, { id })).data;
    expect(await ask(first)).toEqual({ person: { identity: { givenName: 'Oleksandr' }, measures: null } });
    expect(await ask(second)).toEqual({ person: { identity: null, measures: [{ title: 'Coaching' }] } });
    expect([await comesInAs(first), await comesInAs(second)]).toEqual([first, second]);
  });

  it('confirms it with the login of each time, because each has consents: one person, under both file numbers', async () => {
    expect(await confirmsMerge(hub, second)).toBe('PROPOSED');
    expect(await openMerges(hub, self(second))).toEqual([]);
    expect(await atJobcenter('BG-1')).toMatchObject([{ id: first, measures: null }]);
    const stays = startedHub();
    const before = await Promise.all([first, second].map(stays));
    expect(before).toMatchObject([{ personId: first }, { personId: second }]);
    expect(await confirmsMerge(hub, first)).toBe('MERGED');
    // From that moment on, also in a session that was open before.
    expect(await Promise.all([first, second].map(stays))).toMatchObject([
      { personId: first, hasOneId: false },
      { personId: first, hasOneId: false },
    ]);
    const one = {
      id: first,
      file: { fileNumber: 'BG-1' },
      identity: { givenName: 'Oleksandr' },
      benefitCases: [{ caseNumber: 'C-1' }],
      measures: [{ title: 'Coaching' }],
    };
    expect(await atJobcenter('BG-1')).toEqual([one]);
    expect(await atJobcenter('BG-2')).toEqual([one]);
    const listed = await hub.ask(jobcenter, null, '{ persons(first: 10) { totalCount nodes { id } } }');
    expect(listed.data).toEqual({ persons: { totalCount: 1, nodes: [{ id: first }] } });
  });

  it('lets the consents of both count for the one person, each for what it gives', async () => {
    const seen =
      'query ($id: ID!) { person(id: $id) { id identity { givenName } measures { title } benefitCases { id } } }';
    for (const id of [first, second]) {
      const { data } = await hub.ask(city, 'CASE_MANAGEMENT', seen, { id });
      // The former id leads to the same person; benefits are in neither consent.
      expect(data).toEqual({
        person: {
          id: first,
          identity: { givenName: 'Oleksandr' },
          measures: [{ title: 'Coaching' }],
          benefitCases: null,
        },
      });
    }
  });

  it('is known under more than one id from then on', async () => {
    expect([(await comesIn(first)).hasOneId, (await comesIn(second)).hasOneId]).toEqual([false, false]);
  });

  it('shows the person one view, with the access logs of both registrations', async () => {
    expect([await comesInAs(first), await comesInAs(second)]).toEqual([first, first]);
    const { data } = await hub.ask<{
      me: { measures: unknown[]; benefitCases: unknown[] };
      accessLog: { nodes: { fields: string[] }[] };
    }>(
      await comesIn(first),
      null,
      '{ me { measures { title } benefitCases { caseNumber } } accessLog(first: 100) { nodes { fields } } }',
    );
    expect(data!.me).toEqual({ measures: [{ title: 'Coaching' }], benefitCases: [{ caseNumber: 'C-1' }] });
    const written = data!.accessLog.nodes.flatMap(({ fields }) => fields);
    // One was written before the merge about the first, the other about the second registration.
    expect(written).toEqual(expect.arrayContaining(['BenefitCase', 'Measure', 'DuplicatePair']));
  });

  it('turns out to be two cousins, and is split: everything returns to where it was', async () => {
    const [pair] = await queue(jobcenter, 'MERGED');
    const { data, errors } = await hub.ask(jobcenter, null, SplitPersonsDocument, {
      input: { id: pair!.id, version: pair!.version, reason: 'Both came together.' },
    });
    expect(errors).toEqual([]);
    expect(data!.splitPersons!.persons.map(({ id }) => id).sort()).toEqual([first, second].sort());
    expect(await atJobcenter('BG-1')).toMatchObject([
      { id: first, identity: { givenName: 'Oleksandr' }, benefitCases: [{ caseNumber: 'C-1' }], measures: null },
    ]);
    expect(await atJobcenter('BG-2')).toMatchObject([
      { id: second, identity: { givenName: 'Aleksandr' }, benefitCases: [], measures: [{ title: 'Coaching' }] },
    ]);
    expect([await comesInAs(first), await comesInAs(second)]).toEqual([first, second]);
    const seen = 'query ($id: ID!) { person(id: $id) { identity { givenName } measures { title } } }';
    const ask = async (id: string) => (await hub.ask(city, 'CASE_MANAGEMENT', seen, { id })).data;
    expect(await ask(first)).toEqual({ person: { identity: { givenName: 'Oleksandr' }, measures: null } });
    expect(await ask(second)).toEqual({ person: { identity: null, measures: [{ title: 'Coaching' }] } });
  });

  it('is never asked about again, and every decision is on record with who made it and why', async () => {
    await compare();
    expect(await queue(jobcenter)).toEqual([]);
    const [pair] = await queue(jobcenter, 'SPLIT');
    expect(pair!.decisions).toEqual([
      { state: 'PROPOSED', reason: 'Both passports shown.', actor: 'jobcenter-case-manager', institution: 'jobcenter' },
      { state: 'PROPOSED', reason: 'PERSON', actor: null, institution: null },
      { state: 'MERGED', reason: 'PERSON', actor: null, institution: null },
      { state: 'SPLIT', reason: 'Both came together.', actor: 'jobcenter-case-manager', institution: 'jobcenter' },
    ]);
  });
});
