import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

/**
 * Entries are numbered by one sequence for all institutions, and a number that was taken never comes back. Who reads two
 * entries of their own learns how many others were written in between, of whomever and by whomever; whom an institution
 * may not know must not change that by a single number.
 */
describe('the numbers of the access log', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let hidden: TestPerson;

  beforeAll(async () => {
    hidden = await person(database)
      .with('Identity', { by: 'city', values: { familyName: 'Verborgen', birthDate: '1990-01-01' } })
      .consenting({ recipients: ['caritas'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
  });

  /** How many numbers a request of an institution takes. */
  const taken = async (institution: InstitutionId, source: string, id: string): Promise<number> => {
    const next = async () => {
      const [row] = await database.asOwner<{ at: string }>(`select nextval('core.access_entry_id_seq') as at`);
      return Number(row!.at);
    };
    const before = await next();
    await hub.ask(staff(institution), 'CASE_MANAGEMENT', source, source.includes('$id') ? { id } : {});
    return (await next()) - before;
  };

  it.each([
    ['a question about a person', 'query ($id: ID!) { person(id: $id) { identity { familyName } consents { id } } }'],
    ['a record', 'mutation ($id: ID!) { recordContact(input: { personId: $id, town: "Rheine" }) { town } }'],
    [
      'a request for consent',
      `mutation ($id: ID!) { requestConsent(input: { personId: $id, recipients: ["jobcenter"], categories: [LANGUAGE],
        purposes: [CASE_MANAGEMENT], validUntil: "2999-01-01T00:00:00Z", reason: "Course." }) { id } }`,
    ],
  ])('tell by %s nothing of whether there is somebody', async (_, source) => {
    const nobody = await taken('jobcenter', source, randomUUID());
    expect(await taken('jobcenter', source, hidden.id)).toBe(nobody);
    expect(nobody).toBeGreaterThan(1);
  });

  it('tell by a search nothing of whether its name and birth date are somebody', async () => {
    const search = (familyName: string) =>
      `{ searchPersons(by: { familyName: "${familyName}", birthDate: "1990-01-01" }) { id } }`;
    const nobody = await taken('jobcenter', search('Niemand'), '');
    expect(await taken('jobcenter', search('Verborgen'), '')).toBe(nobody);
  });
});
