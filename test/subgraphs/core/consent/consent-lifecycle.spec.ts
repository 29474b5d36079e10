import { beforeAll, describe, expect, it } from '@jest/globals';
import { writeConsent } from '../../../kit/consents';
import { countStatements, useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import type { ConsentState } from '../../../../src/access/vocabulary';

const FIELDS = `id version state recipients categories purposes givenAt validFrom validUntil endedAt channel capturedBy
  capturedByActor requestedBy requestReason interpreter language endReason exceptions { recipients categories }`;
const mutation = (name: string, type: string) =>
  `mutation ($input: ${type}!) { result: ${name}(input: $input) { ${FIELDS} } }`;

const REQUEST = mutation('requestConsent', 'RequestConsentInput');
const ANSWER = mutation('answerConsentRequest', 'AnswerConsentInput');
const GIVE = mutation('giveConsent', 'GiveConsentInput');
const RENEW = mutation('renewConsent', 'RenewConsentInput');
const WITHDRAW = mutation('withdrawConsent', 'WithdrawConsentInput');
const REVOKE = mutation('revokeConsent', 'EndConsentInput');
const INVALIDATE = mutation('invalidateConsent', 'EndConsentInput');

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly state: ConsentState;
  readonly validFrom: string;
  readonly validUntil: string;
}

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const scope = {
  recipients: ['jobcenter', 'caritas'],
  categories: ['IDENTITY', 'COUNSELLING'],
  purposes: ['CASE_MANAGEMENT'],
  validUntil: inDays(90),
};

describe('the life of a consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;

  beforeAll(async () => {
    giver = await person(database).with('Identity', { by: 'city' }).knownTo('jobcenter').create();
  });

  const ask = async (caller: Parameters<typeof hub.ask>[0], document: string, input: object) => {
    const { data, codes, errors } = await hub.ask<{ result: Shown | null }>(caller, null, document, { input });
    return { shown: data?.result ?? null, codes, problems: errors[0]?.extensions?.problems as unknown };
  };
  const living = async (id: string) =>
    (
      await database.asOwner<{ cell: string }>(
        `select distinct recipient || ' ' || category as cell from core.consent_grant where consent_id = $1 and ended is null order by 1`,
        [id],
      )
    ).map(({ cell }) => cell);
  const events = async (id: string) =>
    (
      await database.asOwner<{ step: string }>(
        `select concat(state_before, ' -> ', state_after) as step from core.consent_event where consent_id = $1 order by version`,
        [id],
      )
    ).map(({ step }) => step.trim());
  const given = async () => (await ask(self(giver.id), GIVE, scope)).shown!;
  const requested = async () =>
    (await ask(staff('city'), REQUEST, { ...scope, personId: giver.id, reason: 'So that nobody asks twice.' })).shown!;

  it('begins with a request that opens nothing, and that the person may grant in part', async () => {
    const { id, state } = await requested();
    expect(state).toBe('REQUESTED');
    expect(await living(id)).toEqual([]);
    const answer = await ask(self(giver.id), ANSWER, { id, answer: 'GIVE', recipients: ['caritas'] });
    expect(answer.shown).toMatchObject({
      state: 'GIVEN',
      recipients: ['caritas'],
      requestedBy: 'city',
      requestReason: 'So that nobody asks twice.',
      channel: 'PORTAL',
      capturedBy: null,
    });
    expect(await living(id)).toEqual(['caritas COUNSELLING', 'caritas IDENTITY']);
    expect(await events(id)).toEqual(['-> REQUESTED', 'REQUESTED -> GIVEN']);
  });

  it('does not grow by an answer beyond what was requested', async () => {
    const { id } = await requested();
    const more = { id, answer: 'GIVE', recipients: ['city'], validUntil: inDays(91) };
    const answer = await ask(self(giver.id), ANSWER, more);
    expect([answer.codes, answer.problems]).toEqual([
      ['INVALID_INPUT'],
      [
        { path: 'input.recipients', code: 'NOT_REQUESTED', message: 'must not name more than was requested' },
        { path: 'input.validUntil', code: 'OUT_OF_RANGE', message: 'must not lie after what was requested' },
      ],
    ]);
  });

  it.each([
    ['validUntil', '9999-12-31T00:00:00Z', 'OUT_OF_RANGE'],
    ['validUntil', '2999-12-31T23:59:59Z', 'OUT_OF_RANGE'],
    ['dataUntil', '9999-12-31', 'NOT_A_DATE'],
    ['dataFrom', '1900-01-01', 'NOT_A_DATE'],
    ['eraseBy', '9999-12-31', 'NOT_A_DATE'],
  ])('is never without an end, nor of a day that none is: %s %s', async (field, value, code) => {
    const { codes, problems } = await ask(self(giver.id), GIVE, { ...scope, [field]: value });
    expect([codes, problems]).toEqual([['INVALID_INPUT'], [expect.objectContaining({ path: `input.${field}`, code })]]);
  });

  it('ends with a refusal, after which the request cannot be answered again', async () => {
    const { id } = await requested();
    expect((await ask(self(giver.id), ANSWER, { id, answer: 'REFUSE' })).shown).toMatchObject({ state: 'REFUSED' });
    expect((await ask(self(giver.id), ANSWER, { id, answer: 'GIVE' })).codes).toEqual(['CONSENT_STATE_CONFLICT']);
    expect(await living(id)).toEqual([]);
  });

  it('is asked for only by an institution that knows the person, and with a reason', async () => {
    const input = { ...scope, personId: giver.id, reason: 'Please.' };
    expect((await ask(staff('caritas'), REQUEST, input)).codes).toEqual(['NO_SUCH_PERSON']);
    expect((await ask(staff('city'), REQUEST, { ...input, reason: ' ' })).codes).toEqual(['INVALID_INPUT']);
    expect((await ask(self(giver.id), REQUEST, input)).codes).toEqual(['FORBIDDEN']);
  });

  it('is written down by a counsellor in their own name, with the language and the interpreter', async () => {
    const input = { ...scope, personId: giver.id, interpreter: 'R. Beispiel, Dari' };
    const { shown } = await ask(staff('city'), GIVE, input);
    expect(shown).toMatchObject({
      state: 'GIVEN',
      channel: 'ASSISTED',
      capturedBy: 'city',
      capturedByActor: 'city-counsellor',
      language: 'de',
      interpreter: 'R. Beispiel, Dari',
    });
    expect((await ask(self(giver.id), GIVE, { ...scope, interpreter: 'nobody' })).codes).toEqual(['INVALID_INPUT']);
  });

  it('is narrowed by withdrawing one recipient or one category, and goes on for the rest', async () => {
    const { id } = await given();
    const narrowed = await ask(self(giver.id), WITHDRAW, { id, recipients: ['jobcenter'] });
    expect(narrowed.shown).toMatchObject({ state: 'GIVEN', version: 2, recipients: ['caritas'], endedAt: null });
    expect(await living(id)).toEqual(['caritas COUNSELLING', 'caritas IDENTITY']);
    const again = await ask(self(giver.id), WITHDRAW, { id, categories: ['COUNSELLING'] });
    expect(again.shown).toMatchObject({ state: 'GIVEN', version: 3, categories: ['IDENTITY'] });
    expect(await living(id)).toEqual(['caritas IDENTITY']);
    const once = await ask(self(giver.id), WITHDRAW, { id, recipients: ['jobcenter'] });
    expect(once.shown).toMatchObject({ state: 'GIVEN', version: 3 });
    expect((await ask(self(giver.id), WITHDRAW, { id, recipients: ['city'] })).codes).toEqual(['INVALID_INPUT']);
    const last = await ask(self(giver.id), WITHDRAW, { id, recipients: ['caritas'] });
    expect(last.shown).toMatchObject({ state: 'WITHDRAWN', recipients: ['caritas'] });
    expect(await living(id)).toEqual([]);
    expect((await ask(self(giver.id), WITHDRAW, { id })).shown).toEqual(last.shown);
  });

  it('expires by the clock alone, and can be renewed without reaching back to the time between', async () => {
    const id = await writeConsent(database, giver.id, {
      recipients: ['jobcenter'],
      categories: ['LANGUAGE'],
      purposes: ['CASE_MANAGEMENT'],
      fromDay: -30,
      untilDay: -1,
    });
    const { data } = await hub.ask<{ me: { consents: Shown[] } }>(
      self(giver.id),
      null,
      '{ me { consents { id state } } }',
    );
    expect(data!.me.consents.find((consent) => consent.id === id)).toMatchObject({ state: 'EXPIRED' });
    const renewed = (await ask(self(giver.id), RENEW, { id, validUntil: inDays(30) })).shown!;
    expect(renewed).toMatchObject({ state: 'RENEWED', validUntil: expect.stringContaining('T') });
    expect(Date.now() - Date.parse(renewed.validFrom)).toBeLessThan(DAY);
  });

  it('keeps its beginning when it is renewed in time', async () => {
    const { id, validFrom } = await given();
    const renewed = (await ask(self(giver.id), RENEW, { id, validUntil: inDays(365) })).shown!;
    expect(renewed).toMatchObject({ state: 'RENEWED', version: 2, validFrom });
    expect(await events(id)).toEqual(['-> GIVEN', 'GIVEN -> RENEWED']);
  });

  it.each([
    [REVOKE, 'REVOKED'],
    [INVALIDATE, 'INVALIDATED'],
  ])('is ended by the data protection officer, with a reason: %#', async (document, state) => {
    const { id } = await given();
    const officer = staff('caritas', 'data-protection-officer');
    expect((await ask(officer, document, { id, reason: '' })).codes).toEqual(['INVALID_INPUT']);
    expect((await ask(staff('city', 'data-protection-officer'), document, { id, reason: 'x' })).codes).toEqual([
      'NOT_FOUND',
    ]);
    expect((await ask(officer, document, { id, reason: 'The form was torn.' })).shown).toMatchObject({ state });
    expect(await living(id)).toEqual([]);
    expect((await ask(self(giver.id), RENEW, { id, validUntil: inDays(9) })).codes).toEqual(['CONSENT_STATE_CONFLICT']);
  });

  it('is changed by nobody who has read an older version', async () => {
    const { id } = await given();
    await ask(self(giver.id), WITHDRAW, { id, recipients: ['jobcenter'] });
    for (const document of [WITHDRAW, RENEW]) {
      const input = { id, version: 1, ...(document === RENEW && { validUntil: inDays(9) }) };
      expect((await ask(self(giver.id), document, input)).codes).toEqual(['VERSION_CONFLICT']);
    }
  });

  it('is given after waiting for its turn by one statement, and so withdrawn as a whole or refused', async () => {
    const { id: requestedId } = await requested();
    let id = '';
    const steps: readonly (() => Promise<unknown>)[] = [
      async () => (id = (await given()).id),
      () => ask(self(giver.id), WITHDRAW, { id }),
      () => ask(self(giver.id), ANSWER, { id: requestedId, answer: 'REFUSE' }),
    ];
    const counts: number[] = [];
    for (const step of steps) counts.push((await countStatements(database, step)).length);
    expect(counts).toEqual([2, 2, 2]);
    expect(await events(id)).toEqual(['-> GIVEN', 'GIVEN -> WITHDRAWN']);
    expect(await events(requestedId)).toEqual(['-> REQUESTED', 'REQUESTED -> REFUSED']);
  });

  it('is withdrawn once by several who do it at the same time', async () => {
    const { id } = await given();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        ask(self(giver.id), WITHDRAW, index % 2 ? { id } : { id, recipients: scope.recipients }),
      ),
    );
    expect(answers.map(({ shown }) => shown?.state)).toEqual(Array(8).fill('WITHDRAWN'));
    expect(await events(id)).toEqual(['-> GIVEN', 'GIVEN -> WITHDRAWN']);
  });

  it('cannot come back from an end, not even by SQL', async () => {
    const { id } = await given();
    await ask(self(giver.id), WITHDRAW, { id });
    const revive = `update core.consent set state = 'GIVEN', version = version + 1 where id = $1`;
    await expect(database.asApp({ role: 'person', person: giver.id }, revive, [id])).rejects.toMatchObject({
      constraint: 'consent_has_ended',
    });
  });
});

describe('the scope of a consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;

  beforeAll(async () => {
    giver = await person(database).with('Identity').create();
  });

  it('may have exceptions, a period of the data, and a day until which they are erased', async () => {
    const input = {
      ...scope,
      exceptions: [{ recipients: ['jobcenter'], categories: ['COUNSELLING'] }],
      dataFrom: '2018-01-01',
      dataUntil: '2019-12-31',
      eraseBy: inDays(400).slice(0, 10),
    };
    const { data } = await hub.ask<{ result: object }>(
      self(giver.id),
      null,
      `mutation ($input: GiveConsentInput!) { result: giveConsent(input: $input) {
        exceptions { recipients categories purposes } dataFrom dataUntil eraseBy } }`,
      { input },
    );
    expect(data?.result).toEqual({
      exceptions: [{ recipients: ['jobcenter'], categories: ['COUNSELLING'], purposes: null }],
      dataFrom: input.dataFrom,
      dataUntil: input.dataUntil,
      eraseBy: input.eraseBy,
    });
  });

  it.each<[string, object, string]>([
    ['an exception of everything', { exceptions: [{}] }, 'exceptions[0]'],
    ['an exception of nothing', { exceptions: [{ recipients: [] }] }, 'exceptions[0].recipients'],
    ['an exception of strangers', { exceptions: [{ recipients: ['neighbours'] }] }, 'exceptions[0].recipients'],
    ['data until before data from', { dataFrom: '2019-01-02', dataUntil: '2019-01-01' }, 'dataUntil'],
    ['erasing in the past', { eraseBy: '2019-01-01' }, 'eraseBy'],
    ['no recipient', { recipients: [] }, 'recipients'],
    ['a purpose twice', { purposes: ['CASE_MANAGEMENT', 'CASE_MANAGEMENT'] }, 'purposes'],
  ])('is refused with %s', async (_, change, path) => {
    const answer = await hub.ask(self(giver.id), null, GIVE, { input: { ...scope, ...change } });
    expect(answer.codes).toEqual(['INVALID_INPUT']);
    expect(answer.errors[0]?.extensions?.problems).toEqual([expect.objectContaining({ path: `input.${path}` })]);
  });
});
