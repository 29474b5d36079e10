import { describe, expect, it } from '@jest/globals';
import type { GraphQLResolveInfo } from 'graphql';
import { rheinePolicy } from '../../../test/kit/policy';
import { RawJson } from '../../platform/raw-json';
import { DisputedList } from '../disputed';
import { IncompleteList } from '../incomplete';
import { PersonDecisions, type GrantRow } from '../person-decisions';
import type { RequestContext } from '../request-context';
import { WithheldList } from '../withheld';
import { announce, type Announced } from './announced';
import { withholdWholePersons, type WholePerson } from './whole-persons';

const NOW = Date.UTC(2019, 6, 2);
const CONSENT: GrantRow = ['LANGUAGE', 'CASE_MANAGEMENT', NOW - 1, NOW + 1, null, false, 'consent-a', 1];
const TOLD: Announced = new Map([['courses', new Set(['level'])]]);

const policy = rheinePolicy();
const asking = { institution: 'jobcenter', role: 'counsellor', purpose: 'CASE_MANAGEMENT' } as const;

const SHAPE: WholePerson = [
  { key: 'type', shows: '__typename' },
  { key: 'who', shows: 'id' },
  {
    key: 'courses',
    shows: {
      declared: { kind: 'protected', category: 'LANGUAGE', author: 'city', hasDay: false },
      ...{ field: 'courses', type: 'Course', names: new Set(['level']) },
    },
  },
];

const person = (id: string, text: string, grants: readonly GrantRow[] = [CONSENT], told: Announced = TOLD) =>
  announce(
    {
      ...{ id, whole: { row: [text], columns: new Map([['courses', 0]]) } },
      decisions: new PersonDecisions(policy, asking, { id, grants, now: NOW }, false),
    },
    told,
  );

/** What leaves where a resolver gives these persons, and what is said of what did not. */
async function answered(persons: unknown) {
  const lists = { withheld: new WithheldList(), disputed: new DisputedList(), incomplete: new IncompleteList() };
  const context = { asking, policy, ...lists } as unknown as RequestContext;
  const path = { prev: undefined, key: 'persons', typename: 'Query' };
  const resolve = withholdWholePersons(
    () => persons,
    () => SHAPE,
  );
  const out: unknown = await resolve(null, {}, context, { path } as GraphQLResolveInfo);
  return { out, withheld: lists.withheld.list() };
}

describe('persons that leave as a whole', () => {
  const ANNA = '{"type":"Person","who":"anna","courses":[{"level": "B1"}]}';

  it('are written as the text of the answer, one or a list, at once or later', async () => {
    const anna = person('anna', ' [{"level": "B1"}]');
    expect((await answered(anna)).out).toEqual(new RawJson(ANNA));
    expect((await answered(Promise.resolve(anna))).out).toEqual(new RawJson(ANNA));
    const both = [anna, person('b"', ' []')];
    expect((await answered(both)).out).toEqual(new RawJson(`[${ANNA},{"type":"Person","who":"b\\"","courses":[]}]`));
    expect((await answered([])).out).toEqual(new RawJson('[]'));
  });

  it.each([null, undefined])('are null where there is nobody (%s)', async (nobody) => {
    expect((await answered(nobody)).out).toBeNull();
  });

  it('pass the guard one by one: who has given no consent, or of whom the log was not told, shows nothing', async () => {
    const texts = ' [{"level": "B1"}]';
    const { out, withheld } = await answered([
      ...[person('anna', texts), person('bruno', texts, []), person('clara', texts, [CONSENT], new Map())],
    ]);
    expect(out).toEqual(
      new RawJson(
        `[${ANNA},{"type":"Person","who":"bruno","courses":null},{"type":"Person","who":"clara","courses":null}]`,
      ),
    );
    expect(withheld).toEqual([
      { path: 'persons.courses', category: 'LANGUAGE', reason: 'NO_CONSENT', count: 1 },
      { path: 'persons.courses', category: 'LANGUAGE', reason: 'NOT_LOGGED', count: 1 },
    ]);
  });
});
