// Before everything that it stands in for.
import './forgetful-entries';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../../src/platform/identity/caller';
import { useDatabase } from '../kit/database';
import { sealedSchema, self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

/** Every store reads and writes as it does, but forgets its entry in the access log. */
describe('a store that forgets its entry', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const officer = staff('city', 'data-protection-officer');
  const manager = staff('city', 'case-manager');
  let anna: TestPerson;

  beforeAll(async () => {
    anna = await person(database)
      .with('Identity', { by: 'city', values: { familyName: 'Beispiel', birthDate: '1990-01-01' } })
      .consenting({ recipients: ['city'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
  });

  const asked: [string, () => Caller, string, (() => Record<string, unknown>)?][] = [
    ['bookletLinks', () => manager, '{ bookletLinks(first: 5) { edges { node { id } } pageInfo { hasNextPage } } }'],
    ['withdrawalTasks', () => manager, '{ withdrawalTasks(first: 5) { nodes { id } } }'],
    ['rightsRequests', () => manager, '{ rightsRequests(first: 5) { nodes { id } } }'],
    ['rightsNotices', () => manager, '{ rightsNotices(first: 5) { nodes { id } } }'],
    ['accessLog', () => self(anna.id), '{ accessLog(first: 5) { nodes { id } } }'],
    ['myExport', () => self(anna.id), '{ myExport }'],
    ['consentOverview', () => officer, '{ consentOverview(first: 5) { nodes { id personId } } }'],
    ['unusualPatterns', () => officer, '{ unusualPatterns(first: 5) { nodes { id } } }'],
    [
      'previewActivation',
      () => officer,
      '{ previewActivation(purpose: CASE_MANAGEMENT, version: 1, first: 5) { staying } }',
    ],
    [
      'explainAccess',
      () => self(anna.id),
      `query ($id: ID!) { explainAccess(personId: $id, institution: "city", field: "languageEnrolments") { __typename } }`,
      () => ({ id: anna.id }),
    ],
    [
      'requestRight',
      () => self(anna.id),
      'mutation { requestRight(input: { institution: "city", kind: EXPORT }) { id } }',
    ],
    [
      'withdrawConsent',
      () => self(anna.id),
      'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { id state recipients } }',
      () => ({ id: anna.consentIds[0] }),
    ],
    [
      'registerPerson',
      () => manager,
      `mutation { registerPerson(input: { fileNumber: "AZ-7", givenName: "Bo", familyName: "Verborgen", birthDate: "1990-01-01" }) { id } }`,
    ],
    [
      'recordContact',
      () => manager,
      'mutation ($id: ID!) { recordContact(input: { personId: $id, town: "Rheine" }) { __typename } }',
      () => ({ id: anna.id }),
    ],
  ];

  it.each(asked)('discloses nothing: %s', async (field, caller, source, variables = () => ({})) => {
    const { data, errors, withheld } = await hub.ask(caller(), null, source, variables());
    expect(errors).toEqual([]);
    expect(data).toEqual({ [field]: null });
    expect(withheld).toEqual([{ path: field, category: null, reason: 'NOT_LOGGED', count: 1 }]);
  });

  it.each(['consentChanged', 'consentRequestAnswered'])('tells no subscriber: %s', async (name) => {
    const context = hub.contextOf(self(anna.id), null);
    const { resolve } = sealedSchema().getSubscriptionType()!.getFields()[name]!;
    const event = { kind: 'CONSENT', id: anna.consentIds[0], version: 1, person: anna.id, institutions: ['city'] };
    const info = { path: { prev: undefined, key: name, typename: 'Subscription' } } as unknown as GraphQLResolveInfo;
    const caller = name === 'consentChanged' ? context : hub.contextOf(manager, null);
    expect(await resolve!(event, { personId: null, id: randomUUID() }, caller, info)).toBeNull();
    expect(caller.withheld.list()).toEqual([{ path: name, category: null, reason: 'NOT_LOGGED', count: 1 }]);
  });
});
