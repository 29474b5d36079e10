import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';

const OPEN = `query ($language: String) { me { openRequests(language: $language) { id kind institution institutionLabel requestedAt
  reason dataLabels purposeLabels consent { id state recipients } } } }`;
const REQUEST = 'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id } }';
const ANSWER = 'mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { state } }';

describe('the open requests of a person', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let milan: TestPerson;
  let requests: string[];

  const open = async (language?: string) => {
    const { data, errors } = await hub.ask<{ me: { openRequests: { id: string }[] } }>(self(milan.id), null, OPEN, {
      language,
    });
    expect(errors).toEqual([]);
    return data!.me.openRequests;
  };
  const request = async (institution: 'city' | 'jobcenter', reason: string, to = milan) => {
    const input = {
      personId: to.id,
      recipients: [institution],
      categories: ['LANGUAGE'],
      purposes: ['CASE_MANAGEMENT'],
      validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString(),
      reason,
    };
    const { data, errors } = await hub.ask<{ requestConsent: { id: string } }>(staff(institution), null, REQUEST, {
      input,
    });
    expect(errors).toEqual([]);
    return data!.requestConsent.id;
  };

  beforeAll(async () => {
    milan = await person(database)
      .with('Identity', { by: 'city' })
      .knownTo('jobcenter')
      .consenting({ recipients: ['city'], categories: ['CONTACT'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    const other = await person(database).with('Identity', { by: 'city' }).create();
    requests = [await request('jobcenter', 'We look for a course.'), await request('city', 'We plan with you.')];
    await request('city', 'Somebody else is asked.', other);
  });

  it('are what institutions asked for, with their reason, in plain words, the newest first, and nobody else’s', async () => {
    const found = await open('en');
    expect(found.map(({ id }) => id)).toEqual([...requests].reverse());
    expect(found[1]).toMatchObject({
      kind: 'CONSENT',
      institution: 'jobcenter',
      institutionLabel: 'Jobcenter',
      reason: 'We look for a course.',
      dataLabels: ['German courses and language level'],
      purposeLabels: ['Planning your next steps together'],
      consent: { id: requests[0], state: 'REQUESTED', recipients: ['jobcenter'] },
    });
    expect(Date.parse((found[1] as unknown as { requestedAt: string }).requestedAt)).toBeGreaterThan(0);
  });

  it('are three statements beside that of the person, one for each kind', async () => {
    expect(await countStatements(database, () => open())).toHaveLength(4);
  });

  it('have among them who has followed the code of the booklet, until the person has answered', async () => {
    const [row] = await database.asOwner<{ id: string }>(
      `insert into core.link (person_id, institution, state, way, file_number, requested_by, expires_at)
       values ($1, 'employment-agency', 'PENDING', 'TOKEN', 'A-1', 'kit', now() + interval '14 days') returning id`,
      [milan.id],
    );
    expect((await open('en'))[0]).toMatchObject({ id: row!.id, kind: 'LINK', institutionLabel: 'Employment agency' });
    const refuse = 'mutation ($id: ID!) { refuseLink(id: $id) { state } }';
    expect((await hub.ask(self(milan.id), null, refuse, { id: row!.id })).errors).toEqual([]);
    expect(await open()).toHaveLength(2);
  });

  it('are gone when they are answered', async () => {
    for (const [index, answer] of (['REFUSE', 'GIVE'] as const).entries()) {
      const { errors } = await hub.ask(self(milan.id), null, ANSWER, { input: { id: requests[index], answer } });
      expect(errors).toEqual([]);
    }
    expect(await open()).toEqual([]);
  });

  it('are nobody’s business but the person’s', async () => {
    const query = 'query ($id: ID!) { person(id: $id) { openRequests { id } } }';
    const { data } = await hub.ask(staff('city'), 'CASE_MANAGEMENT', query, { id: milan.id });
    expect(data).toEqual({ person: { openRequests: null } });
  });
});
