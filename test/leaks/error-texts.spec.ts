import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';
import { HIDDEN, hiddenPerson, traces } from './hidden';

const SECRET = `${HIDDEN}17`;
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
const valid = { fileNumber: SECRET, givenName: SECRET, familyName: SECRET, birthDate: '1990-01-01' };

interface Attempt {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

describe('an error says where and what to do, and repeats nothing', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let mine: TestPerson;
  let internals: string[];

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    mine = await person(database).knownTo('jobcenter').create();
    await hiddenPerson(database)
      .with('Booklet', { by: 'caritas', values: { bookletNumber: 'RH-0017', status: 'ISSUED' } })
      .create();
    await hub.ask(staff('jobcenter'), null, REGISTER, { input: valid });
    internals = (
      await database.asOwner<{ name: string }>(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas')
         union select conname from pg_constraint where conname like '%\\_%' union select 'geleit_app'`,
      )
    ).map(({ name }) => name);
  });
  afterAll(() => hub.stop());

  const contact = (personId: () => string, values: string): Attempt => ({
    query: `mutation ($id: ID!) { recordContact(input: { personId: $id, ${values} }) { id } }`,
    get variables() {
      return { id: personId() };
    },
  });

  const attempts: Readonly<Record<string, Attempt>> = {
    'a file number that is taken': { query: REGISTER, variables: { input: valid } },
    'a date that is none': { query: REGISTER, variables: { input: { ...valid, birthDate: SECRET } } },
    'a day that is none': { query: REGISTER, variables: { input: { ...valid, birthDate: '1990-02-30' } } },
    'a word that is no enum': { query: REGISTER, variables: { input: { ...valid, sex: SECRET } } },
    'a number for a text': { query: REGISTER, variables: { input: { ...valid, familyName: 17 } } },
    'an object for a text': { query: REGISTER, variables: { input: { ...valid, familyName: { a: SECRET } } } },
    'a field too many': { query: REGISTER, variables: { input: { ...valid, [SECRET]: SECRET } } },
    'a text that is too long': { query: REGISTER, variables: { input: { ...valid, familyName: SECRET.repeat(100) } } },
    'a text with NUL': { query: REGISTER, variables: { input: { ...valid, familyName: `${SECRET}\u0000` } } },
    'a key with NUL': {
      query: REGISTER,
      variables: { input: { ...valid, fileNumber: '2', idempotencyKey: `${SECRET}\u0000` } },
    },
    'a missing variable': { query: REGISTER },
    'a country that is none': { query: REGISTER, variables: { input: { ...valid, nationality: SECRET } } },
    'a syntax error': { query: `{ person(id: "${SECRET}) { id } }` },
    'a literal of the wrong type': { query: `{ persons(first: "${SECRET}") { totalCount } }` },
    'a page that is too large': { query: '{ persons(first: 1000000) { totalCount } }' },
    'a cursor of nobody': { query: `{ persons(first: 1, after: "${SECRET}") { totalCount } }` },
    'a filter with NUL': {
      query: 'query ($x: String) { persons(first: 1, filter: { nationality: $x }) { totalCount } }',
      variables: { x: `${SECRET}\u0000` },
    },
    'a search with NUL': {
      query: 'query ($x: String) { searchPersons(by: { fileNumber: $x }) { id } }',
      variables: { x: `${SECRET}\u0000` },
    },
    'a search in two ways': {
      query: `{ searchPersons(by: { fileNumber: "${SECRET}", bookletNumber: "${SECRET}" }) { id } }`,
    },
    'a person without a link': contact(() => '00000000-0000-4000-8000-000000000000', `town: "${SECRET}"`),
    'a reference to nothing': {
      query: `mutation ($id: ID!) { recordContactAssignment(input: { personId: $id,
        contactPersonId: "00000000-0000-4000-8000-000000000000" }) { id } }`,
      get variables() {
        return { id: mine.id };
      },
    },
    'a booklet that is taken': {
      query: 'mutation ($id: ID!) { issueBooklet(input: { personId: $id, bookletNumber: "RH-0017" }) { token } }',
      get variables() {
        return { id: mine.id };
      },
    },
    'a consent beyond the policy': {
      query: `mutation { giveConsent(input: { personId: "${SECRET}", recipients: ["${SECRET}"], categories: [LANGUAGE],
        purposes: [CASE_MANAGEMENT], validUntil: "2099-01-01T00:00:00Z" }) { id } }`,
    },
    'a language with NUL': {
      query: `mutation ($id: ID!, $x: String) { giveConsent(input: { personId: $id, recipients: ["city"], categories: [LANGUAGE],
        purposes: [CASE_MANAGEMENT], validUntil: "2099-01-01T00:00:00Z", language: $x }) { id } }`,
      get variables() {
        return { id: mine.id, x: `${SECRET}\u0000` };
      },
    },
    'a consent beyond the calendar': {
      query: `mutation ($id: ID!) { giveConsent(input: { personId: $id, recipients: ["city"], categories: [LANGUAGE],
        purposes: [CASE_MANAGEMENT], validUntil: "+275760-09-13T00:00:00Z" }) { id } }`,
      get variables() {
        return { id: mine.id };
      },
    },
    'the records of others': { query: '{ counsellingNotes(first: 10) { nodes { text } } }' },
    'a role that is not entitled': { query: '{ accessLog(first: 10) { nodes { actor } } }' },
  };

  const check = (text: string) => {
    expect(traces(text)).toEqual([]);
    for (const name of internals) expect(text).not.toContain(name);
    expect(text).not.toMatch(/violates|duplicate key|(relation|column|constraint) \\"|insert into|select .+ from/i);
    expect(text).not.toMatch(/node_modules|\.ts:\d|\bat \w+ \(|ECONN|localhost|127\.0\.0\.1|\/work\//);
  };

  it.each(Object.entries(attempts))('%s', async (_, { query, variables }) => {
    const answer = await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', query, variables);
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(answer.codes).not.toContain('INTERNAL_SERVER_ERROR');
    for (const { extensions } of answer.errors) expect(extensions).toMatchObject({ remedy: expect.any(String) });
    check(answer.text);
  });

  it('a fault of the hub itself says nothing but its request id', async () => {
    await database.asOwner('alter table core.identity rename column given_name to verborgen_name');
    const answer = await hub.ask(
      staff('jobcenter'),
      null,
      'query ($id: ID!) { person(id: $id) { identity { givenName } } }',
      { id: mine.id },
    );
    await database.asOwner('alter table core.identity rename column verborgen_name to given_name');
    expect(answer.codes).toStrictEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.errors[0]!.extensions).toHaveProperty('requestId', answer.headers['x-request-id']);
    check(answer.text);
  });

  it('a privilege that is missing is no missing person', async () => {
    await database.asOwner('revoke select on core.identity from geleit_app');
    const answer = await hub.ask(
      staff('jobcenter'),
      null,
      'query ($id: ID!) { person(id: $id) { identity { givenName } } }',
      { id: mine.id },
    );
    await database.asOwner('grant select on core.identity to geleit_app');
    expect(answer.codes).toStrictEqual(['INTERNAL_SERVER_ERROR']);
    check(answer.text);
  });
});
