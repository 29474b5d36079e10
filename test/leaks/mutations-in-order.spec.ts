import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, staff } from '../kit/hub';
import { person } from '../kit/people';
import { RECORD_REPRESENTATION, motherOf } from '../kit/representation';
import { waitedFor } from '../kit/waiting';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';

const DAY = 86_400_000;
const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
const ASSESS = (number: string) => `recordLanguageAssessment(input: { personId: $id, assessmentNumber: $${number},
  assessedOn: "2026-01-01", method: TEST, language: "de" }) { equivalents { recordType } }`;

/** Over real HTTP, so that the third time a text is sent takes the same way as for a front end. */
describe('a later field of a mutation', () => {
  const database = useDatabase();
  const adviser = staff('jobcenter', 'case-manager');
  let hub: RunningTestHub;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
  });
  afterAll(() => hub.stop());

  const consented = async (personId: string, by = adviser, circumstances: object = {}) => {
    const input = {
      ...{ personId, recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
      ...{ validUntil: new Date(Date.now() + 100 * DAY).toISOString(), ...circumstances },
    };
    const { data, errors } = await hub.ask<{ giveConsent: { id: string } }>(by, null, GIVE, { input });
    expect(errors).toEqual([]);
    return data!.giveConsent.id;
  };

  it('sees nothing any more of what an earlier one has withdrawn', async () => {
    const { id } = await person(database).with('LanguageAssessment').knownTo('jobcenter').create();
    const text = `mutation ($id: ID!, $consent: ID!, $first: String!, $second: String!) {
      before: ${ASSESS('first')} withdrawConsent(input: { id: $consent }) { state } after: ${ASSESS('second')} }`;
    for (let run = 0; run < 3; run += 1) {
      const variables = { id, consent: await consented(id), first: randomUUID(), second: randomUUID() };
      const { data, errors } = await hub.ask(adviser, 'CASE_MANAGEMENT', text, variables);
      expect(errors).toEqual([]);
      expect(data).toEqual({
        before: { equivalents: [{ recordType: 'LanguageAssessment' }] },
        withdrawConsent: { state: 'WITHDRAWN' },
        after: { equivalents: [] },
      });
    }
  });

  it('shows the consents of a person as an earlier one has left them', async () => {
    const register = `registerPerson(input: { fileNumber: $file, givenName: "Ada", familyName: "Beispiel",
      birthDate: "1990-01-01", idempotencyKey: $key }) { id consents { state } }`;
    const variables = { file: randomUUID(), key: randomUUID() };
    const first = `mutation ($file: String!, $key: String!) { ${register} }`;
    const registered = await hub.ask<{ registerPerson: { id: string } }>(adviser, null, first, variables);
    const consent = await consented(registered.data!.registerPerson.id);
    const text = `mutation ($file: String!, $key: String!, $consent: ID!) {
      before: ${register} withdrawConsent(input: { id: $consent }) { state } after: ${register} }`;
    const { data } = await hub.ask(adviser, null, text, { ...variables, consent });
    expect(data).toMatchObject({
      before: { consents: [{ state: 'GIVEN' }] },
      after: { consents: [{ state: 'WITHDRAWN' }] },
    });
  });

  it('does nothing for a guardian who represents the child no more, and puts it on record', async () => {
    const mother = randomUUID();
    const child = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(10) } })
      .create();
    const city = staff('city');
    const { data } = await hub.ask<{ recordRepresentation: { id: string } }>(city, null, RECORD_REPRESENTATION, {
      input: motherOf(child.id, mother),
    });
    const give = () => consented(child.id, guardian(mother, child.id));
    const [first, second] = [await give(), await give()];
    const blocker = new Client({ connectionString: database.ownerUrl });
    await blocker.connect();
    try {
      await blocker.query('begin');
      await blocker.query('select from core.consent where id = $1 for update', [first]);
      const asked = hub.ask(
        guardian(mother, child.id),
        null,
        `mutation ($first: ID!, $second: ID!) { first: withdrawConsent(input: { id: $first }) { state }
          second: withdrawConsent(input: { id: $second }) { state } }`,
        { first, second },
      );
      await waitedFor(blocker);
      const revoked = await hub.ask(
        city,
        null,
        'mutation ($input: RevokeRepresentationInput!) { revokeRepresentation(input: $input) { state } }',
        { input: { id: data!.recordRepresentation.id, reason: 'has ended' } },
      );
      expect(revoked.errors).toEqual([]);
      await blocker.query('commit');
      const { data: answer, errors } = await asked;
      expect(answer).toMatchObject({ second: null });
      expect(errors.at(-1)).toMatchObject({ path: ['second'], extensions: { code: 'NO_SUCH_PERSON' } });
    } finally {
      await blocker.end();
    }
    const logged = await database.asOwner(
      `select event, fields from core.access_entry where person_id = $1 and event = 'REFUSED'`,
      [child.id],
    );
    expect(logged).toContainEqual({ event: 'REFUSED', fields: ['Representation'] });
  });
});
