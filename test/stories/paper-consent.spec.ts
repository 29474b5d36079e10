import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../src/platform/identity/caller';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, tokenFor, type RunningTestHub } from '../operations/running-hub';

const FORM = Buffer.from('%PDF-1.7\nDarya Beispiel, Unterschrift\n%%EOF\n');
const SHOWN = `id version state channel capturedBy capturedByActor checkedByActor checkedAt givenAt endReason
  scan { id mediaType size sha256 }`;
const CAPTURE = `mutation ($input: CaptureConsentInput!) { captureConsent(input: $input) { ${SHOWN} } }`;
const CHECK = `mutation ($input: CheckConsentInput!) { checkConsentCapture(input: $input) { ${SHOWN} } }`;
const ANSWER = 'mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { state } }';
const READ = 'query ($id: ID!) { person(id: $id) { languageEnrolments { status } } }';

interface Shown {
  readonly id: string;
  readonly version: number;
}

/** Darya signs the form in her booklet. One counsellor takes it down, another compares it with the scan. */
describe('a consent on paper', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const first = staff('city');
  const second = { ...staff('city'), actor: 'city-second-counsellor' };
  let server: RunningTestHub;
  let darya: TestPerson;
  let scanId: string;

  beforeAll(async () => {
    server = await startTestHub({ appUrl: database.appUrl });
    darya = await person(database)
      .with('Identity', { by: 'city' })
      .with('LanguageEnrolment')
      .knownTo('jobcenter')
      .create();
  });
  afterAll(() => server.stop());

  const http = async (caller: Caller, path: string, init: RequestInit = {}) =>
    fetch(new URL(path, server.url), {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${await tokenFor(caller)}` },
    });
  const send = (caller: Caller, body: Buffer, type = 'application/pdf', personId = darya.id) =>
    http(caller, `/consent-scans?personId=${personId}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    });
  const capture = (caller: Caller, input: object = {}) =>
    hub.ask<{ captureConsent: Shown }>(caller, null, CAPTURE, {
      input: {
        personId: darya.id,
        recipients: ['jobcenter'],
        categories: ['LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString(),
        signedOn: '2026-01-15',
        scanId,
        ...input,
      },
    });
  const jobcenterSees = async () => {
    const { data } = await hub.ask<{ person: { languageEnrolments: object[] | null } }>(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      READ,
      { id: darya.id },
    );
    return data!.person.languageEnrolments !== null;
  };

  it('begins with a scan, which is kept as it is with its hash, type and size', async () => {
    const answer = await send(first, FORM);
    expect(answer.status).toBe(201);
    const scan = (await answer.json()) as { id: string };
    expect(scan).toMatchObject({
      mediaType: 'application/pdf',
      size: FORM.length,
      sha256: createHash('sha256').update(FORM).digest('hex'),
    });
    scanId = scan.id;
    const back = await http(second, `/consent-scans/${scanId}`);
    expect(Buffer.from(await back.arrayBuffer())).toEqual(FORM);
    expect(back.headers.get('content-disposition')).toBe('attachment');
  });

  it('takes no file that is not what it says, and none from whoever is not entitled', async () => {
    const refused = async (answer: Promise<Response>) => {
      const { status } = await answer;
      const { errors } = (await (await answer).json()) as { errors: { extensions: { code: string } }[] };
      return [status, errors[0]!.extensions.code];
    };
    expect(await refused(send(first, FORM, 'image/png'))).toEqual([400, 'INVALID_INPUT']);
    expect(await refused(send(first, Buffer.alloc(10_000_001)))).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await refused(send(first, FORM, 'text/html'))).toEqual([415, 'BAD_REQUEST']);
    expect(await refused(send(staff('caritas'), FORM))).toEqual([404, 'NO_SUCH_PERSON']);
    expect(await refused(send(staff('city', 'planner'), FORM))).toEqual([403, 'FORBIDDEN']);
    expect(await refused(send(self(darya.id), FORM))).toEqual([403, 'FORBIDDEN']);
    expect(await refused(http(staff('jobcenter'), `/consent-scans/${scanId}`))).toEqual([404, 'NOT_FOUND']);
    const nobody = await fetch(new URL(`/consent-scans/${scanId}`, server.url));
    expect(nobody.status).toBe(401);
  });

  it('gives nothing as long as one pair of eyes has seen it', async () => {
    const { data } = await capture(first);
    expect(data!.captureConsent).toMatchObject({
      state: 'REQUESTED',
      channel: 'PAPER',
      capturedBy: 'city',
      capturedByActor: first.actor,
      checkedByActor: null,
      scan: { id: scanId },
    });
    expect(await jobcenterSees()).toBe(false);
    const { id, version } = data!.captureConsent;
    const own = await hub.ask(first, null, CHECK, { input: { id, version, matches: true } });
    expect(own.codes).toEqual(['CONSENT_FOUR_EYES']);
    const around = await hub.ask(first, null, ANSWER, { input: { id, answer: 'GIVE' } });
    expect(around.codes).toEqual(['CONSENT_FOUR_EYES']);
    expect(await jobcenterSees()).toBe(false);
  });

  it('cannot be given past the check by SQL either', async () => {
    const { data } = await capture(first);
    const { id } = data!.captureConsent;
    const settings = { institution: 'city', role: 'counsellor' };
    await expect(
      database.asApp(settings, `update core.consent set state = 'GIVEN', version = 2 where id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'consent_four_eyes' });
    await expect(
      database.asApp(
        settings,
        `update core.consent set state = 'GIVEN', version = 2, checked_by_actor = 'somebody' where id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'consent_in_own_name' });
  });

  it('cannot be checked by a service, by SQL either: whoever compares is staff', async () => {
    const { id, version } = (await capture(first)).data!.captureConsent;
    const service = { ...staff('city', 'service'), actor: 'city-service' };
    const asked = await hub.ask(service, null, CHECK, { input: { id, version, matches: true } });
    expect(asked.codes).toEqual(['FORBIDDEN']);
    await expect(
      database.asApp(
        { institution: 'city', role: 'service', actor: 'city-service' },
        `update core.consent set state = 'GIVEN', version = version + 1, checked_by_actor = 'city-service' where id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'consent_in_own_name' });
  });

  it('is invalid where the second member of staff finds a mistake, and says which', async () => {
    const { id, version } = (await capture(first)).data!.captureConsent;
    const silent = await hub.ask(second, null, CHECK, { input: { id, version, matches: false } });
    expect(silent.codes).toEqual(['INVALID_INPUT']);
    const { data } = await hub.ask(second, null, CHECK, {
      input: { id, version, matches: false, reason: 'The form names Caritas, too.' },
    });
    expect(data).toMatchObject({
      checkConsentCapture: { state: 'INVALIDATED', endReason: 'The form names Caritas, too.' },
    });
    expect(await jobcenterSees()).toBe(false);
  });

  it('holds once the second member of staff has confirmed the version that they compared', async () => {
    const { id, version } = (await capture(first)).data!.captureConsent;
    const stale = await hub.ask(second, null, CHECK, { input: { id, version: version + 1, matches: true } });
    expect(stale.codes).toEqual(['VERSION_CONFLICT']);
    const { data } = await hub.ask(second, null, CHECK, { input: { id, version, matches: true } });
    expect(data).toMatchObject({
      checkConsentCapture: {
        state: 'GIVEN',
        channel: 'PAPER',
        capturedByActor: first.actor,
        checkedByActor: second.actor,
        givenAt: expect.stringContaining('2026-01-15'),
      },
    });
    expect(await jobcenterSees()).toBe(true);
  });

  it('needs a scan of this person, a signature of the past, and the ceiling of the policy', async () => {
    const other = await person(database).knownTo('city').create();
    expect((await capture(first, { personId: other.id })).codes).toEqual(['NOT_FOUND']);
    expect((await capture(first, { signedOn: '2999-01-01' })).codes).toEqual(['INVALID_INPUT']);
    expect((await capture(first, { categories: ['COUNSELLING_NOTES'] })).codes).toEqual(['CONSENT_OUTSIDE_POLICY']);
    expect((await capture(staff('caritas'))).codes).toEqual(['NO_SUCH_PERSON']);
  });

  it('is seen by the person with its scan, and every look at the scan is on record', async () => {
    const file = await http(self(darya.id), `/consent-scans/${scanId}`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(FORM);
    const entries = await database.asOwner<{ event: string; actor: string }>(
      `select event, actor from core.access_entry where person_id = $1 and fields = '{ConsentScan}' order by id`,
      [darya.id],
    );
    expect(entries).toEqual([
      { event: 'WRITE', actor: first.actor },
      { event: 'READ', actor: second.actor },
      { event: 'READ', actor: darya.id },
    ]);
  });

  describe('that answers a request', () => {
    const REQUEST = 'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id version state } }';
    const CAPTURE_ANSWER = `mutation ($input: CaptureAnswerInput!) {
      captureConsentAnswer(input: $input) { ${SHOWN} recipients categories } }`;

    const requests = async () =>
      (
        await hub.ask<{ requestConsent: Shown }>(first, null, REQUEST, {
          input: {
            personId: darya.id,
            recipients: ['jobcenter', 'employment-agency'],
            categories: ['LANGUAGE', 'QUALIFICATION'],
            purposes: ['CASE_MANAGEMENT'],
            validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
            reason: 'So that you need not tell everything twice.',
          },
        })
      ).data!.requestConsent;
    const answers = (id: string, input: object = {}, by: Caller = first) =>
      hub.ask<{ captureConsentAnswer: Shown & { state: string } }>(by, null, CAPTURE_ANSWER, {
        input: { id, signedOn: '2026-01-16', scanId, ...input },
      });

    it('waits for the second member of staff like any other, and is what was answered, not what was asked', async () => {
      const { id } = await requests();
      const { data, errors } = await answers(id, { recipients: ['employment-agency'], categories: ['LANGUAGE'] });
      expect(errors).toEqual([]);
      expect(data!.captureConsentAnswer).toMatchObject({
        state: 'REQUESTED',
        channel: 'PAPER',
        capturedByActor: 'city-counsellor',
        scan: { id: scanId },
        recipients: ['employment-agency'],
        categories: ['LANGUAGE'],
      });
      const { version } = data!.captureConsentAnswer;
      const check = (by: Caller) => hub.ask(by, null, CHECK, { input: { id, version, matches: true } });
      expect((await hub.ask(first, null, ANSWER, { input: { id, answer: 'GIVE' } })).codes).toEqual([
        'CONSENT_FOUR_EYES',
      ]);
      expect((await check(first)).codes).toEqual(['CONSENT_FOUR_EYES']);
      expect((await check(second)).data).toMatchObject({
        checkConsentCapture: { state: 'GIVEN', checkedByActor: 'city-second-counsellor' },
      });
    });

    it('is taken down once, for a request of the own institution, and not beyond it', async () => {
      const { id } = await requests();
      expect((await answers(id, { categories: ['IDENTITY'] })).codes).toEqual(['INVALID_INPUT']);
      expect((await answers(id, { scanId: 'x' })).codes).toEqual(['NOT_FOUND']);
      expect((await answers(id, { scanId: darya.id })).codes).toEqual(['NOT_FOUND']);
      expect((await answers(id, { signedOn: '2999-01-01' })).codes).toEqual(['INVALID_INPUT']);
      expect((await answers(id, {}, staff('caritas'))).codes).toEqual(['NOT_FOUND']);
      expect((await answers('x')).codes).toEqual(['NOT_FOUND']);
      expect((await answers(id, {}, self(darya.id))).codes).toEqual(['FORBIDDEN']);
      expect((await answers(id)).errors).toEqual([]);
      expect((await answers(id)).codes).toEqual(['CONSENT_STATE_CONFLICT']);
    });

    it('can be taken back by the person before it was checked', async () => {
      const { id } = await requests();
      await answers(id);
      const refusal = await hub.ask(self(darya.id), null, ANSWER, { input: { id, answer: 'REFUSE' } });
      expect(refusal.data).toEqual({ answerConsentRequest: { state: 'REFUSED' } });
    });
  });
});
