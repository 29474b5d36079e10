import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { staff, useHub } from '../../../kit/hub';
import { useDatabase } from '../../../kit/database';
import { confirmsMerge } from '../../../kit/merges';
import { person } from '../../../kit/people';
import { rheinePolicy } from '../../../kit/policy';
import { followMerges, keyNext, matchNext } from '../../../../src/subgraphs/core/duplicate/matcher.store';

const SAMIRA = { givenName: 'Samira', familyName: 'Rahimi', birthDate: '1992-02-03', sex: 'FEMALE' } as const;
const QUEUE = `query ($state: DuplicateState) { duplicatePairs(first: 50, state: $state) {
  nodes { id version reasons persons { id } } } }`;
const DECIDE = `mutation ($input: DecideDuplicateInput!) { distinguishPersons(input: $input) { state } }`;
const MERGE = `mutation ($input: MergePersonsInput!) { mergePersons(input: $input) { state version } }`;
const SPLIT = `mutation ($input: DecideDuplicateInput!) { splitPersons(input: $input) { state } }`;

interface Pair {
  readonly id: string;
  readonly version: number;
  readonly reasons: readonly string[];
  readonly persons: readonly { readonly id: string }[];
}

/** A house of its own for each test: the jobcenter registers, compares and decides. */
function useJobcenter() {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter');
  const compare = async () => {
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  };
  return {
    database,
    compare,
    ask: (document: string, variables: object = {}) => hub.ask(adviser, null, document, { ...variables }),
    register: async (values: Readonly<Record<string, string>>) =>
      (await person(database).with('Identity', { by: 'jobcenter', values }).create()).id,
    confirm: (id: string) => confirmsMerge(hub, id),
    pairs: async (state = 'OPEN') => {
      await compare();
      const { data } = await hub.ask<{ duplicatePairs: { nodes: Pair[] } }>(adviser, null, QUEUE, { state });
      return data!.duplicatePairs.nodes;
    },
  };
}

describe('the review queue', () => {
  const jobcenter = useJobcenter();

  it('asks once, lets go of a pair that was corrected, and asks again when it is alike again', async () => {
    await jobcenter.register(SAMIRA);
    await jobcenter.register({ ...SAMIRA, familyName: 'Rahimy' });
    expect(await jobcenter.pairs()).toHaveLength(1);
    const { data } = await jobcenter.ask('{ identities(first: 10) { nodes { id version familyName } } }');
    const { nodes } = (data as { identities: { nodes: { id: string; version: number; familyName: string }[] } })
      .identities;
    const { id, version } = nodes.find(({ familyName }) => familyName === 'Rahimy')!;
    const change = `mutation ($input: ChangeIdentityInput!) { changeIdentity(input: $input) { version } }`;
    expect((await jobcenter.ask(change, { input: { id, version, familyName: 'Haddad' } })).errors).toEqual([]);
    expect(await jobcenter.pairs()).toEqual([]);
    expect((await jobcenter.ask(change, { input: { id, version: version + 1, familyName: 'Rahimi' } })).errors).toEqual(
      [],
    );
    expect((await jobcenter.pairs()).map(({ reasons }) => reasons.slice(0, 2))).toEqual([['NAME', 'BIRTH_DATE']]);
  });

  it('never asks again about two of whom somebody said that they are different, whatever is written about them', async () => {
    const [pair] = await jobcenter.pairs();
    const input = { id: pair!.id, version: pair!.version, reason: 'Cousins; both were here.' };
    expect((await jobcenter.ask(DECIDE, { input })).data).toEqual({ distinguishPersons: { state: 'DIFFERENT' } });
    const again = `mutation ($input: RecordContactInput!) { recordContact(input: $input) { id } }`;
    for (const { id } of pair!.persons) {
      expect((await jobcenter.ask(again, { input: { personId: id, phone: '0171 3920033' } })).errors).toEqual([]);
    }
    expect(await jobcenter.pairs()).toEqual([]);
    expect((await jobcenter.ask(DECIDE, { input })).codes).toEqual(['VERSION_CONFLICT']);
  });

  it('takes a reason, one of the two persons, and the version that was read', async () => {
    await jobcenter.register({ ...SAMIRA, givenName: 'Nasrin' });
    await jobcenter.register({ ...SAMIRA, givenName: 'Nasreen' });
    const [pair] = await jobcenter.pairs();
    const merge = async (more: object) => {
      const input = {
        id: pair!.id,
        version: pair!.version,
        reason: 'Passport.',
        survivorId: pair!.persons[0]!.id,
        ...more,
      };
      return (await jobcenter.ask(MERGE, { input })).codes;
    };
    expect(await merge({ reason: '  ' })).toEqual(['INVALID_INPUT']);
    expect(await merge({ reason: 'x'.repeat(501) })).toEqual(['INVALID_INPUT']);
    expect(await merge({ survivorId: randomUUID() })).toEqual(['INVALID_INPUT']);
    expect(await merge({ version: pair!.version + 1 })).toEqual(['VERSION_CONFLICT']);
    expect(await merge({ id: randomUUID() })).toEqual(['NOT_FOUND']);
    expect(await merge({})).toEqual([]);
    expect(await merge({})).toEqual(['VERSION_CONFLICT']);
  });
});

describe('after a merge', () => {
  const jobcenter = useJobcenter();

  it('what is still written under the former id goes after the rest, and back with it', async () => {
    const [kept, former] = [await jobcenter.register(SAMIRA), await jobcenter.register(SAMIRA)];
    const [pair] = await jobcenter.pairs();
    const input = { id: pair!.id, version: pair!.version, reason: 'Passport.' };
    expect((await jobcenter.ask(MERGE, { input: { ...input, survivorId: kept } })).errors).toEqual([]);
    expect(await jobcenter.confirm(former)).toBe('MERGED');
    const late = `mutation ($input: RecordMeasureInput!) { recordMeasure(input: $input) { id } }`;
    const measure = {
      measureNumber: 'M-9',
      kind: 'COACHING',
      title: 'Late',
      plannedOn: '2026-03-01',
      status: 'PLANNED',
    };
    expect((await jobcenter.ask(late, { input: { ...measure, personId: former } })).errors).toEqual([]);
    await followMerges(jobcenter.database.database);
    const seen = 'query ($id: ID!) { person(id: $id) { id measures { title } } }';
    expect((await jobcenter.ask(seen, { id: kept })).data).toEqual({
      person: { id: kept, measures: [{ title: 'Late' }] },
    });

    expect((await jobcenter.ask(SPLIT, { input: { ...input, version: 3, reason: 'Twins.' } })).errors).toEqual([]);
    await followMerges(jobcenter.database.database);
    expect((await jobcenter.ask(seen, { id: former })).data).toEqual({
      person: { id: former, measures: [{ title: 'Late' }] },
    });
    expect((await jobcenter.ask(seen, { id: kept })).data).toEqual({ person: { id: kept, measures: null } });
  });

  it('a later merge of the same person is split first', async () => {
    const more = { ...SAMIRA, givenName: 'Parisa' };
    const [a, b, c] = [
      await jobcenter.register(more),
      await jobcenter.register(more),
      await jobcenter.register(more),
    ] as const;
    const merge = async (one: string, other: string, survivorId: string) => {
      const pair = (await jobcenter.pairs()).find(({ persons }) =>
        [one, other].every((id) => persons.some((found) => found.id === id)),
      )!;
      const { errors } = await jobcenter.ask(MERGE, {
        input: { id: pair.id, version: pair.version, reason: 'Same passport.', survivorId },
      });
      expect(errors).toEqual([]);
      expect(await jobcenter.confirm(survivorId)).toBe('MERGED');
      return pair;
    };
    const first = await merge(a, b, a);
    const second = await merge(a, c, c);
    const open = await jobcenter.pairs();
    expect(open.filter(({ persons }) => persons.some(({ id }) => [a, b, c].includes(id)))).toEqual([]);
    for (const id of [a, b, c]) {
      expect((await jobcenter.ask('query ($id: ID!) { person(id: $id) { id } }', { id })).data).toEqual({
        person: { id: c },
      });
    }
    const split = async ({ id, version }: Pair) =>
      (await jobcenter.ask(SPLIT, { input: { id, version: version + 2, reason: 'Mistake.' } })).codes;
    expect(await split(first)).not.toEqual([]);
    expect(await split(second)).toEqual([]);
    expect(await split(first)).toEqual([]);
  });
});

describe('names that nobody knows', () => {
  const jobcenter = useJobcenter();

  it('put nobody into the queue, however often they are recorded', async () => {
    for (const filler of ['Unbekannt', 'N.N.', '-']) {
      for (let count = 0; count < 3; count += 1) {
        await jobcenter.register({ givenName: filler, familyName: filler, birthDate: '1990-05-01' });
      }
    }
    expect(await jobcenter.pairs()).toEqual([]);
    await jobcenter.register(SAMIRA);
    await jobcenter.register(SAMIRA);
    expect(await jobcenter.pairs()).toHaveLength(1);
  });
});

describe('identities from before there were keys', () => {
  const jobcenter = useJobcenter();

  it('are compared once they have been taken in', async () => {
    await jobcenter.register(SAMIRA);
    await jobcenter.register(SAMIRA);
    await jobcenter.database.asOwner(`begin; select set_config('geleit.moving', 'on', true);
      update core.identity set given_sounds = null, family_sounds = null; delete from core.match_task; commit`);
    expect(await jobcenter.pairs()).toEqual([]);
    expect(await keyNext(jobcenter.database.database)).toBe(2);
    expect(await keyNext(jobcenter.database.database)).toBe(0);
    expect(await jobcenter.pairs()).toHaveLength(1);
  });
});
