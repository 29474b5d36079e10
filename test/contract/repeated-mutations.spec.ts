import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { getNullableType, isInputObjectType } from 'graphql';
import type { Caller } from '../../src/platform/identity/caller';
import { saveScan } from '../../src/subgraphs/core/consent/capture/consent-scan.store';
import { scanFile } from '../../src/subgraphs/core/consent/capture/scan-file';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, sealedSchema, self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { motherOf, representedBy } from '../kit/representation';

/** Mutations without a key, and why sending them again has no second effect, or one that is wanted. */
const NEED_NO_KEY: Readonly<Record<string, string>> = {
  answerConsentRequest: 'a request is answered once: the state refuses a second answer',
  renewConsent: 'a second time the same consent ends at the same moment',
  withdrawConsent: 'what was withdrawn is withdrawn; said again, it is answered as before',
  revokeConsent: 'a consent ends once',
  invalidateConsent: 'a consent ends once',
  liftExceptions: 'what was lifted is lifted',
  captureConsentAnswer: 'a request has one form',
  checkConsentCapture: 'takes the version that was compared',
  reviewConsentText: 'a draft is reviewed once',
  activateConsentText: 'a version is activated once',
  issueBooklet: 'a person has one booklet of an institution: a second one is refused',
  declineBooklet: 'declined again is declined',
  replaceBooklet: 'codes are shown once only: whoever lost the answer needs new ones, and the others stop',
  reportBookletLost: 'lost once',
  closeBooklet: 'closed once',
  distinguishPersons: 'takes the version that was read',
  mergePersons: 'takes the version that was read',
  splitPersons: 'takes the version that was read',
  confirmMerge: 'the same answer again changes nothing',
  refuseMerge: 'the same answer again changes nothing',
  confirmMergeWithBooklet: 'the same answer again changes nothing',
  linkPerson: 'an institution is linked to a person once',
  confirmLink: 'a link is answered once',
  refuseLink: 'a link is answered once',
  unlinkPerson: 'a link ends once',
  acknowledgeRightsNotice: 'acknowledged once',
  acknowledgeTask: 'acknowledged once',
  withdrawRightsRequest: 'takes the version that was read',
  answerRightsRequest: 'takes the version that was read',
  revokeRepresentation: 'ends once',
  lookForPatterns: 'what was found is not found again',
  reviewPattern: 'the same review again says the same',
};

const MUTATIONS = Object.values(sealedSchema().getMutationType()!.getFields());

it('every mutation takes an idempotency key or the version that was read, or says why it needs neither', () => {
  const unprotected = MUTATIONS.filter(({ args }) => {
    const input = getNullableType(args.find(({ name }) => name === 'input')?.type);
    const fields = isInputObjectType(input) ? Object.keys(input.getFields()) : [];
    return !fields.includes('idempotencyKey');
  }).map(({ name }) => name);
  const changes = unprotected.filter((name) => /^change[A-Z]/.test(name));
  for (const name of changes) {
    const input = getNullableType(sealedSchema().getMutationType()!.getFields()[name]!.args[0]!.type);
    expect([name, isInputObjectType(input) && String(input.getFields().version?.type)]).toEqual([name, 'Int!']);
  }
  expect(unprotected.filter((name) => !changes.includes(name)).sort()).toEqual(Object.keys(NEED_NO_KEY).sort());
});

interface Repeatable {
  readonly mutation: string;
  readonly caller: () => Caller;
  readonly input: () => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** The same but for something that matters. */
  readonly other: Record<string, unknown>;
  /** SQL: how many there are about the person `$1`. */
  readonly counted: string;
}

describe('sent again', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let adult: TestPerson;
  let child: TestPerson;
  let scanId: string;
  const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const scope = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] };
  const consents = 'select count(*)::int as n from core.consent where person_id = $1';

  /** A consent of its own: within one that there was, the same transfer isn't made twice. */
  const givenToCaritas = async (): Promise<string> => {
    const { id, errors } = await send(self(adult.id), 'giveConsent', {
      ...scope,
      recipients: ['caritas'],
      validUntil: until(100 + Math.random()),
    });
    expect(errors).toEqual([]);
    return id!;
  };

  beforeAll(async () => {
    adult = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(40) } })
      .with('LanguageEnrolment')
      .knownTo('jobcenter', 'caritas')
      .create();
    child = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(10) } })
      .create();
    const form = scanFile('application/pdf', Buffer.from('%PDF-1.7\nUnterschrift\n%%EOF\n'));
    scanId = (await saveScan(hub.contextOf(staff('city'), null), adult.id, form)).id;
  });

  const REPEATABLE: readonly Repeatable[] = [
    {
      mutation: 'giveConsent',
      caller: () => self(adult.id),
      input: () => ({ ...scope, validUntil: until(90) }),
      other: { categories: ['CONTACT'] },
      counted: consents,
    },
    {
      mutation: 'requestConsent',
      caller: () => staff('jobcenter'),
      input: () => ({ personId: adult.id, ...scope, validUntil: until(80), reason: 'Für den Kurs' }),
      other: { reason: 'Für anderes' },
      counted: consents,
    },
    {
      mutation: 'captureConsent',
      caller: () => staff('city'),
      input: () => ({ personId: adult.id, ...scope, validUntil: until(70), signedOn: '2026-01-15', scanId }),
      other: { signedOn: '2026-01-14', validUntil: until(71) },
      counted: consents,
    },
    {
      mutation: 'requestRight',
      caller: () => self(adult.id),
      input: () => ({ kind: 'ERASURE', institution: 'city', words: randomUUID() }),
      other: { institution: 'jobcenter' },
      counted: 'select count(*)::int as n from core.rights_request where person_id = $1',
    },
    {
      mutation: 'transferData',
      caller: () => self(adult.id),
      input: async () => ({ consentId: await givenToCaritas(), recipient: 'caritas' }),
      other: { categories: ['LANGUAGE'] },
      counted: 'select count(*)::int as n from core.transfer where person_id = $1',
    },
    {
      mutation: 'recordRepresentation',
      caller: () => staff('city'),
      input: () => motherOf(child.id, randomUUID()),
      other: { guardianName: 'Nadja Beispiel' },
      counted: 'select count(*)::int as n from core.representation where person_id = $1',
    },
    {
      mutation: 'draftConsentText',
      caller: () => staff('city', 'data-protection-officer'),
      input: () => ({
        ...{ purpose: 'CASE_MANAGEMENT', language: 'de', title: `T ${randomUUID()}` },
        ...{ body: 'B', ifRefused: 'N', rights: 'R' },
      }),
      other: { body: 'C' },
      counted: 'select count(*)::int as n from core.consent_text where $1::uuid is not null',
    },
    {
      mutation: 'registerPerson',
      caller: () => staff('city'),
      input: () => ({
        ...{ fileNumber: `F-${randomUUID()}`, givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' },
      }),
      other: { givenName: 'Eva' },
      counted: 'select count(*)::int as n from core.person where $1::uuid is not null',
    },
  ];

  const send = async (caller: Caller, mutation: string, input: Record<string, unknown>) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`;
    const { data, codes, errors } = await hub.ask<{ made: { id: string } | null }>(caller, null, text, { input });
    return { id: data?.made?.id, codes, errors };
  };

  it('covers every mutation with a key but those of records, which a spec of their own repeats', () => {
    const keyed = MUTATIONS.map(({ name }) => name).filter((name) => !(name in NEED_NO_KEY));
    const others = keyed.filter(
      (name) => !/^change/.test(name) && !REPEATABLE.some(({ mutation }) => mutation === name),
    );
    expect(others.filter((name) => !/^record[A-Z]/.test(name))).toEqual([]);
  });

  describe.each(REPEATABLE.map((each) => [each.mutation, each] as const))('%s', (mutation, repeatable) => {
    const count = async () => {
      const about = mutation === 'recordRepresentation' ? child.id : adult.id;
      return (await database.asOwner<{ n: number }>(repeatable.counted, [about]))[0]!.n;
    };

    it('with its key has one effect and one answer: again, and ten times at once', async () => {
      const caller = repeatable.caller();
      const before = await count();
      const input = { ...(await repeatable.input()), idempotencyKey: randomUUID() };
      const first = await send(caller, mutation, input);
      expect(first.errors).toEqual([]);
      const again = await send(caller, mutation, input);
      expect([again.id, again.errors]).toEqual([first.id, []]);
      const atOnce = await Promise.all(Array.from({ length: 10 }, () => send(caller, mutation, input)));
      expect(new Set(atOnce.map(({ id }) => id))).toEqual(new Set([first.id]));
      expect(await count()).toBe(before + 1);
      const other = await send(caller, mutation, { ...input, ...repeatable.other });
      expect(other.codes).toStrictEqual(['IDEMPOTENCY_KEY_REUSED']);
      expect(await count()).toBe(before + 1);
    });

    it('ten times at once from the beginning has one effect', async () => {
      const caller = repeatable.caller();
      const before = await count();
      // Nobody has sent it before: the consents of the first test end at other moments.
      const fresh = 'validUntil' in (await repeatable.input()) ? { validUntil: until(200 + Math.random()) } : {};
      const input = { ...(await repeatable.input()), ...fresh, idempotencyKey: randomUUID() };
      const atOnce = await Promise.all(Array.from({ length: 10 }, () => send(caller, mutation, input)));
      expect(atOnce.flatMap(({ errors }) => errors)).toEqual([]);
      expect(new Set(atOnce.map(({ id }) => id)).size).toBe(1);
      expect(await count()).toBe(before + 1);
    });

    it.each([
      ['empty', ''],
      ['of blanks', '  '],
      ['of 201 characters', 'x'.repeat(201)],
      ['with a control character', 'a\u0007b'],
      ['of two lines', 'a\nb'],
    ])('refuses a key that is %s', async (_, idempotencyKey) => {
      const before = await count();
      const { codes, errors } = await send(repeatable.caller(), mutation, {
        ...(await repeatable.input()),
        idempotencyKey,
      });
      expect(codes).toStrictEqual(['INVALID_INPUT']);
      expect(errors[0]!.message).toMatch(/idempotencyKey must/);
      expect(await count()).toBe(before);
    });
  });

  describe.each([
    ['requestRight', { kind: 'ERASURE', institution: 'caritas', words: 'Bitte löschen.' }],
    ['transferData', { recipient: 'caritas', categories: ['LANGUAGE'] }],
  ])('%s without a key', (mutation, input) => {
    const repeatable = REPEATABLE.find((each) => each.mutation === mutation)!;
    const about = async () => (await database.asOwner<{ n: number }>(repeatable.counted, [adult.id]))[0]!.n;

    it('has one effect, ten times at once and once more, also with a key', async () => {
      const whole = mutation === 'transferData' ? { ...input, consentId: await givenToCaritas() } : input;
      const before = await about();
      const atOnce = await Promise.all(Array.from({ length: 10 }, () => send(self(adult.id), mutation, whole)));
      expect(atOnce.flatMap(({ errors }) => errors)).toEqual([]);
      const again = await send(self(adult.id), mutation, whole);
      const keyed = await send(self(adult.id), mutation, { ...whole, idempotencyKey: randomUUID() });
      expect(new Set([...atOnce, again, keyed].map(({ id }) => id)).size).toBe(1);
      expect(await about()).toBe(before + 1);
    });
  });

  it('a right is asked for anew in other words, or after the first request has ended', async () => {
    const input = { kind: 'EXPORT', institution: 'caritas', words: 'Alles, bitte.' };
    const first = await send(self(adult.id), 'requestRight', input);
    const other = await send(self(adult.id), 'requestRight', { ...input, words: 'Nur die Notizen.' });
    await hub.ask(
      self(adult.id),
      null,
      'mutation ($id: ID!) { withdrawRightsRequest(id: $id, version: 1) { state } }',
      { id: first.id },
    );
    const anew = await send(self(adult.id), 'requestRight', input);
    expect([first, other, anew].flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set([first.id, other.id, anew.id]).size).toBe(3);
  });

  it('a transfer within a consent that was withdrawn is refused, although it was made once', async () => {
    const input = { consentId: await givenToCaritas(), recipient: 'caritas' };
    expect((await send(self(adult.id), 'transferData', input)).errors).toEqual([]);
    const withdrawal = 'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { state } }';
    await hub.ask(self(adult.id), null, withdrawal, { id: input.consentId });
    expect((await send(self(adult.id), 'transferData', input)).codes).toEqual(['TRANSFER_OUTSIDE_CONSENT']);
  });

  it('under a key of 200 characters each is told from the one that differs at the end', async () => {
    const key = 'x'.repeat(199);
    const ids = [];
    for (const end of ['a', 'b']) {
      const input = { kind: 'EXPORT', institution: 'city', words: end, idempotencyKey: key + end };
      ids.push((await send(self(adult.id), 'requestRight', input)).id);
    }
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain(undefined);
  });

  it('by another person, another member of staff, or for another child, a key is another key', async () => {
    const idempotencyKey = 'the-same-key';
    const other = await person(database).knownTo('city').create();
    const right = { kind: 'EXPORT', institution: 'city', idempotencyKey };
    const mother = randomUUID();
    const sibling = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(8) } })
      .create();
    for (const { id } of [child, sibling]) await representedBy(hub, id, mother);
    const callers = [self(adult.id), self(other.id), guardian(mother, child.id), guardian(mother, sibling.id)];
    const answers = await Promise.all(callers.map((caller) => send(caller, 'requestRight', right)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(callers.length);

    const request = { personId: adult.id, ...scope, validUntil: until(60), idempotencyKey };
    const first = await send(staff('jobcenter'), 'requestConsent', { ...request, reason: 'Eins' });
    const second = await send({ ...staff('jobcenter'), actor: 'a-colleague' }, 'requestConsent', {
      ...request,
      reason: 'Zwei',
    });
    expect([first.errors, second.errors]).toEqual([[], []]);
    expect(second.id).not.toBe(first.id);
  });

  it('a key is no way to what somebody else of the house has, past the hub either', async () => {
    const rows = (actor: string) =>
      database.asApp<{ key: string }>(
        { institution: 'jobcenter', role: 'counsellor', actor },
        'select key from core.idempotency_key',
      );
    expect((await rows('jobcenter-counsellor')).length).toBeGreaterThan(0);
    expect(await rows('nobody')).toEqual([]);
  });

  describe('a consent without a key', () => {
    const SEES = 'query ($id: ID!) { person(id: $id) { languageEnrolments { status } } }';
    const sees = async (id: string) => {
      const look = await hub.ask<{ person: { languageEnrolments: unknown } | null }>(
        staff('jobcenter'),
        'CASE_MANAGEMENT',
        SEES,
        { id },
      );
      return look.data?.person?.languageEnrolments != null;
    };
    const withdraw = (id: string, consent: string) =>
      hub.ask(self(id), null, 'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { state } }', { id: consent });
    let id: string;
    beforeAll(async () => {
      id = (await person(database).with('LanguageEnrolment').knownTo('jobcenter').create()).id;
    });

    it('lives once, however often it is given, and withdrawing it closes the data', async () => {
      const input = { ...scope, validUntil: until(50) };
      const first = await send(self(id), 'giveConsent', input);
      const atOnce = await Promise.all(Array.from({ length: 10 }, () => send(self(id), 'giveConsent', input)));
      expect(new Set(atOnce.map((answer) => answer.id))).toEqual(new Set([first.id]));
      expect(await sees(id)).toBe(true);
      expect((await withdraw(id, first.id!)).errors).toEqual([]);
      expect(await sees(id)).toBe(false);
    });

    it('is given anew after it was withdrawn, but not by its old key', async () => {
      const input = { ...scope, validUntil: until(40), idempotencyKey: randomUUID() };
      const first = await send(self(id), 'giveConsent', input);
      await withdraw(id, first.id!);
      expect((await send(self(id), 'giveConsent', input)).id).toBe(first.id);
      expect(await sees(id)).toBe(false);
      const anew = await send(self(id), 'giveConsent', { ...input, idempotencyKey: undefined });
      expect(anew.id).not.toBe(first.id);
      expect(await sees(id)).toBe(true);
      await withdraw(id, anew.id!);
    });

    it.each<[string, Record<string, unknown>]>([
      ['recipients', { recipients: ['jobcenter', 'city'] }],
      ['categories', { categories: ['LANGUAGE', 'CONTACT'] }],
      ['purposes', { purposes: ['LABOUR_MARKET_INTEGRATION'] }],
      ['end', { validUntil: until(31) }],
      ['beginning', { validFrom: until(2) }],
      ['days of the data', { dataFrom: '2020-01-01' }],
      ['exceptions', { exceptions: [{ categories: ['CONTACT'] }] }],
      ['release from secrecy', { secrecyRelease: true }],
    ])('is another one with other %s', async (_, other) => {
      const input = { ...scope, validUntil: until(30) };
      const first = await send(self(id), 'giveConsent', input);
      const second = await send(self(id), 'giveConsent', { ...input, ...other });
      expect([first.errors, second.errors]).toEqual([[], []]);
      expect(second.id).not.toBe(first.id);
      for (const answer of [first, second]) await withdraw(id, answer.id!);
    });

    it('is the same one whatever the order of its words', async () => {
      const input = { ...scope, recipients: ['jobcenter', 'city'], validUntil: until(20) };
      const first = await send(self(id), 'giveConsent', input);
      const second = await send(self(id), 'giveConsent', { ...input, recipients: ['city', 'jobcenter'] });
      expect([second.id, second.errors]).toEqual([first.id, []]);
    });
  });
});
