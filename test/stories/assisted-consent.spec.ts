import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const READ = 'query ($id: ID!) { person(id: $id) { counsellingEpisodes { topic } languageEnrolments { status } } }';
const REQUEST =
  'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id state requestedBy requestedAt } }';
const ANSWER = `mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { id state channel capturedBy
  capturedByActor language interpreter recipients texts { language title ifRefused bindingHash } } }`;
const MINE = `{ me { consents { id state requestedBy requestReason channel capturedBy capturedByActor interpreter language } } }`;
const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { id state } }';

/** Nasrin reads Persian. The city asks; she answers at the counsellor's desk, with an interpreter. */
describe('a consent that a counsellor takes down, with an interpreter', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const counsellor = { ...staff('city'), actor: 'city-counsellor-7' };
  const interpreter = 'F. Muster, Persisch';
  let nasrin: TestPerson;
  let requestId: string;

  beforeAll(async () => {
    nasrin = await person(database)
      .with('Identity', { by: 'city' })
      .with('LanguageEnrolment')
      .knownTo('jobcenter', 'caritas')
      .create();
  });

  const sees = async (institution: 'jobcenter' | 'caritas') => {
    const { data } = await hub.ask<{ person: Record<string, object[] | null> }>(
      staff(institution),
      'CASE_MANAGEMENT',
      READ,
      { id: nasrin.id },
    );
    return data!.person.languageEnrolments !== null;
  };

  it('begins with a request whose reason she can read, and which opens nothing', async () => {
    const { data } = await hub.ask<{ requestConsent: { id: string } }>(counsellor, null, REQUEST, {
      input: {
        personId: nasrin.id,
        recipients: ['jobcenter', 'caritas'],
        categories: ['LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: new Date(Date.now() + 180 * 86_400_000).toISOString(),
        reason: 'So that the jobcenter knows which course you attend.',
      },
    });
    expect(data!.requestConsent).toMatchObject({ state: 'REQUESTED', requestedBy: 'city' });
    requestId = data!.requestConsent.id;
    const mine = await hub.ask(self(nasrin.id), null, MINE);
    expect(mine.data).toMatchObject({
      me: { consents: [{ state: 'REQUESTED', requestReason: 'So that the jobcenter knows which course you attend.' }] },
    });
    expect([await sees('jobcenter'), await sees('caritas')]).toEqual([false, false]);
  });

  it('shows her the wording in her language, with what happens if she says no', async () => {
    const { data } = await hub.ask<{ consentTexts: { ifRefused: string; bindingHash: string }[] }>(
      counsellor,
      null,
      '{ consentTexts(purpose: CASE_MANAGEMENT, language: "fa") { title body ifRefused rights bindingHash } }',
    );
    const german = await hub.ask<{ consentTexts: { hash: string }[] }>(
      counsellor,
      null,
      '{ consentTexts(purpose: CASE_MANAGEMENT, language: "de") { hash } }',
    );
    expect(data!.consentTexts).toHaveLength(1);
    expect(data!.consentTexts[0]!.ifRefused).not.toBe('');
    expect(data!.consentTexts[0]!.bindingHash).toBe(german.data!.consentTexts[0]!.hash);
  });

  it('cannot be answered for her by another institution', async () => {
    const input = { id: requestId, answer: 'GIVE' };
    expect((await hub.ask(staff('jobcenter'), null, ANSWER, { input })).codes).toEqual(['NOT_FOUND']);
  });

  it('is what she says, not what was asked for: the jobcenter, and not Caritas', async () => {
    const { data } = await hub.ask(counsellor, null, ANSWER, {
      input: { id: requestId, answer: 'GIVE', recipients: ['jobcenter'], language: 'fa', interpreter },
    });
    expect(data!.answerConsentRequest).toMatchObject({
      state: 'GIVEN',
      channel: 'ASSISTED',
      capturedBy: 'city',
      capturedByActor: 'city-counsellor-7',
      language: 'fa',
      interpreter,
      recipients: ['jobcenter'],
      texts: [{ language: 'fa' }],
    });
    expect([await sees('jobcenter'), await sees('caritas')]).toEqual([true, false]);
  });

  it('tells her afterwards who took it down, in which language and with whom; and no recipient', async () => {
    const mine = await hub.ask(self(nasrin.id), null, MINE);
    expect(mine.data).toMatchObject({
      me: { consents: [{ capturedByActor: 'city-counsellor-7', interpreter, language: 'fa' }] },
    });
    const jobcenter = await hub.ask(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      'query ($id: ID!) { person(id: $id) { consents { capturedBy capturedByActor interpreter requestReason } } }',
      { id: nasrin.id },
    );
    expect(jobcenter.data).toMatchObject({
      person: { consents: [{ capturedBy: 'city', capturedByActor: null, interpreter: null, requestReason: null }] },
    });
  });

  it('cannot be written down in the name of another member of staff', async () => {
    await expect(
      database.asApp(
        { institution: 'city', role: 'counsellor' },
        `insert into core.consent (person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until,
           captured_by, captured_by_actor, channel)
         values ($1, 'GIVEN', '{jobcenter}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now(), now() + interval '1 day',
           'city', 'somebody-else', 'ASSISTED')`,
        [nasrin.id],
      ),
    ).rejects.toMatchObject({ constraint: 'consent_in_own_name' });
  });

  it('can be withdrawn as easily: by her alone, or at the same desk', async () => {
    const { data } = await hub.ask(counsellor, null, WITHDRAW, { input: { id: requestId } });
    expect(data).toMatchObject({ withdrawConsent: { state: 'WITHDRAWN' } });
    expect(await sees('jobcenter')).toBe(false);
  });
});
