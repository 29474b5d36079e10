import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONSENT_CATEGORIES, PURPOSE_NAMES } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const BOOKLET = 'RH-4711';

/** Section 87 AufenthG: what the immigration authority knows it has to use, so it learns nothing here, on no way. */
describe('the immigration authority', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const caller = staff('immigration-authority');
  let amira: TestPerson;

  beforeAll(async () => {
    amira = await person(database)
      .with('Booklet', { by: 'city', values: { bookletNumber: BOOKLET, status: 'ISSUED' } })
      .withEverything('city', ['Booklet'])
      // No consent like this can be given; it stands for a mistake anywhere else.
      .consenting({
        recipients: ['immigration-authority'],
        categories: CONSENT_CATEGORIES,
        purposes: PURPOSE_NAMES,
      })
      .create();
  });

  it('cannot be named in a consent', async () => {
    const { codes } = await hub.ask(
      self(amira.id),
      null,
      'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }',
      {
        input: {
          recipients: ['immigration-authority'],
          categories: ['RESIDENCE'],
          purposes: ['CASE_MANAGEMENT'],
          validUntil: new Date(Date.now() + 86_400_000).toISOString(),
        },
      },
    );
    expect(codes).toEqual(['CONSENT_OUTSIDE_POLICY']);
  });

  it.each([null, ...PURPOSE_NAMES])('does not learn of a person, asking for %s', async (purpose) => {
    const byId = await hub.ask(caller, purpose, 'query ($id: ID!) { person(id: $id) { id } }', { id: amira.id });
    expect([byId.data, byId.codes]).toEqual([{ person: null }, ['NO_SUCH_PERSON']]);
    const listed = await hub.ask(
      caller,
      purpose,
      `{ searchPersons(by: { bookletNumber: "${BOOKLET}" }) { id } persons(first: 100) { totalCount nodes { id } } }`,
    );
    expect(listed.data).toEqual({ searchPersons: [], persons: { totalCount: 0, nodes: [] } });
  });

  it.each([
    [
      'linkPerson',
      'linkPerson(input: { code: "AAAA-AAAA-AAAA", fileNumber: "A-1", presence: { documentCheck: CHECKED } })',
      'link { id }',
    ],
    [
      'registerPerson',
      'registerPerson(input: { fileNumber: "A-2", givenName: "A", familyName: "B", birthDate: "1990-01-01" })',
      'id',
    ],
  ])('keeps no file: %s is refused', async (name, mutation, selection) => {
    const { data, codes } = await hub.ask(caller, null, `mutation { ${mutation} { ${selection} } }`);
    expect(data).toEqual({ [name]: null });
    expect(codes).toHaveLength(1);
    expect(await database.asOwner('select from core.person_link')).toEqual([]);
  });
});
