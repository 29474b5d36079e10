import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { hiddenPerson, traces } from './hidden';

const cursor = (keys: unknown): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

const BY_ID = 'query ($after: String) { persons(first: 10, after: $after) { nodes { id } } }';
const BY_NAME = `query ($after: String) {
  persons(first: 10, after: $after, orderBy: FAMILY_NAME) { nodes { id identity { familyName } } } }`;
const LOG = 'query ($after: String) { accessLog(first: 10, after: $after) { nodes { id event } } }';
const CASES = 'query ($after: String) { benefitCases(first: 10, after: $after) { nodes { id } } }';

/** Cursors that nobody was given. */
const TAMPERED: Readonly<Record<string, string>> = {
  nothing: '',
  'no base64': '!!!!',
  'no JSON': Buffer.from('{').toString('base64url'),
  'no list': cursor({ id: randomUUID() }),
  'too few keys': cursor([]),
  'too many keys': cursor([randomUUID(), randomUUID(), randomUUID()]),
  'no text': cursor([1, randomUUID()]),
  'no id': cursor(["' or true --", "' or true --"]),
  'another kind of id': cursor([`{${randomUUID()}}`]),
  'text that PostgreSQL cannot hold': cursor(['\u0000', randomUUID()]),
  'a time that is none': cursor(['1', '1']),
  'a day that is none': cursor(['2026-02-30T00:00:00+00:00', '1']),
  'a time beyond time': cursor(['+275760-09-13T00:00:00Z', '1']),
  'a number beyond numbers': cursor(['2026-01-01T00:00:00Z', '999999999999999999999']),
  'a very long text': cursor(['x'.repeat(50_000), randomUUID()]),
};

describe('a cursor that was tampered with', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let consenting: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    consenting = await person(database)
      .with('Identity', { by: 'city' })
      .with('BenefitCase')
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    stranger = await hiddenPerson(database).create();
  });

  it.each(Object.entries(TAMPERED))('is refused by every list, or shows only what it may: %s', async (_, after) => {
    const officer = staff('jobcenter', 'data-protection-officer');
    const answers = [
      await hub.ask(adviser, 'CASE_MANAGEMENT', BY_ID, { after }),
      await hub.ask(adviser, 'CASE_MANAGEMENT', BY_NAME, { after }),
      await hub.ask(adviser, null, CASES, { after }),
      await hub.ask(self(stranger.id), null, LOG, { after }),
      await hub.ask(officer, null, LOG, { after }),
    ];
    for (const answer of answers) {
      expect([[], ['INVALID_CURSOR'], ['INVALID_INPUT']]).toContainEqual(
        answer.errors.map(({ extensions }) => extensions?.code ?? 'none'),
      );
      expect(traces(answer)).toEqual([]);
      expect(JSON.stringify(answer)).not.toContain(stranger.id);
    }
  });

  it('of a stranger does not bring that stranger into sight', async () => {
    const before = (id: string) => id.replace(/.$/, (digit) => (parseInt(digit, 16) - 1 || 0).toString(16).at(-1)!);
    for (const after of [cursor([stranger.id]), cursor([before(stranger.id)])]) {
      const answer = await hub.ask(adviser, 'CASE_MANAGEMENT', BY_ID, { after });
      expect(JSON.stringify(answer)).not.toContain(stranger.id);
    }
    const named = await hub.ask(adviser, 'CASE_MANAGEMENT', BY_NAME, { after: cursor(['verborge', stranger.id]) });
    expect(traces(named)).toEqual([]);
  });

  it('of another list is refused where its keys are others', async () => {
    const byName = cursor(['a', consenting.id]);
    expect((await hub.ask(adviser, null, BY_ID, { after: byName })).codes).toEqual(['INVALID_CURSOR']);
    expect((await hub.ask(adviser, null, CASES, { after: byName })).codes).toEqual(['INVALID_CURSOR']);
    expect((await hub.ask(adviser, null, BY_NAME, { after: cursor([consenting.id]) })).codes).toEqual([
      'INVALID_CURSOR',
    ]);
    expect((await hub.ask(self(consenting.id), null, LOG, { after: byName })).codes).toEqual(['INVALID_CURSOR']);
  });

  it('of another caller tells nothing of what that caller saw', async () => {
    const { data } = await hub.ask<{ persons: { pageInfo: { endCursor: string } } }>(
      staff('city'),
      null,
      'query { persons(first: 10, orderBy: FAMILY_NAME) { pageInfo { endCursor } } }',
    );
    const answer = await hub.ask(adviser, 'CASE_MANAGEMENT', BY_NAME, { after: data!.persons.pageInfo.endCursor });
    expect(traces(answer)).toEqual([]);
  });
});
