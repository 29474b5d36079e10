import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import { saveScan } from '../../src/subgraphs/core/consent/capture/consent-scan.store';
import { scanFile } from '../../src/subgraphs/core/consent/capture/scan-file';
import { dayInGermany } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { logOf, type Entry } from '../kit/log';
import { person, type TestPerson } from '../kit/people';

const SCOPE = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;
const TOLD = 'id state version recipients categories withdrawn { recipients categories purposes at }';

const OTHERS = '{ consents { id alsoWithdrawn { id } } }';

/** Of two consents that say the same, a person sees one on the desk; what they withdraw is closed by whichever it was open. */
describe('what a person withdraws', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let anna: TestPerson;

  interface Told {
    readonly id: string;
    readonly state: string;
    readonly version: number;
    readonly withdrawn: readonly object[];
    readonly alsoWithdrawn: readonly { id: string; state: string }[];
  }
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  const send = async (caller: Caller, name: string, type: string, input: object) => {
    const answer = await hub.ask<Record<string, Told>>(
      caller,
      null,
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${TOLD} alsoWithdrawn { id state } } }`,
      { input },
    );
    return { told: answer.data?.[name] as Told, codes: answer.codes, errors: answer.errors };
  };
  const give = async (caller: Caller, scope: object = {}, days = 30) => {
    const personId = caller.kind === 'staff' ? { personId: anna.id } : {};
    const input = { ...SCOPE, validUntil: inDays(days), ...personId, ...scope };
    const { told, errors } = await send(caller, 'giveConsent', 'GiveConsentInput', input);
    expect(errors).toEqual([]);
    return told;
  };
  const withdraw = (caller: Caller, id: string, part: object = {}) =>
    send(caller, 'withdrawConsent', 'WithdrawConsentInput', { id, ...part });
  const sees = async (institution: InstitutionId, field = 'languageEnrolments') => {
    const { data } = await hub.ask<{ person: Record<string, unknown> | null }>(
      staff(institution),
      'CASE_MANAGEMENT',
      `query ($id: ID!) { person(id: $id) { ${field} { id } } }`,
      { id: anna.id },
    );
    return Array.isArray(data?.person?.[field]);
  };
  const mine = async () => {
    const { data } = await hub.ask<{ me: { consents: Told[] } }>(
      self(anna.id),
      null,
      `{ me { consents { ${TOLD} } } }`,
    );
    return new Map(data!.me.consents.map((one) => [one.id, one]));
  };

  beforeEach(async () => {
    anna = await person(database)
      .with('LanguageEnrolment')
      .with('BenefitCase')
      .knownTo('caritas', 'employment-agency')
      .create();
  });

  it('is closed also by a consent that somebody else took down, of whom the one who writes it down is told nothing', async () => {
    const first = await give(staff('caritas'));
    const second = await give(staff('employment-agency'), {}, 40);
    expect(first.id).not.toBe(second.id);
    const { told, errors } = await withdraw(staff('employment-agency'), second.id);
    expect(errors).toEqual([]);
    expect(told).toMatchObject({ state: 'WITHDRAWN', alsoWithdrawn: [] });
    expect(await sees('jobcenter')).toBe(false);
    expect((await mine()).get(first.id)).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('is told to them with what else lost it', async () => {
    const first = await give(self(anna.id));
    const second = await give(staff('caritas'), {}, 40);
    const { told } = await withdraw(self(anna.id), first.id);
    expect(told.alsoWithdrawn).toEqual([{ id: second.id, state: 'WITHDRAWN' }]);
  });

  it('is on record where it shows a consent, and only there', async () => {
    const first = await give(self(anna.id));
    await give(staff('caritas'), {}, 40);
    await withdraw(self(anna.id), first.id);
    const log = logOf(database);
    const own = await log.of(() => hub.ask(self(anna.id), null, `{ me ${OTHERS} }`));
    const house = await log.of(() =>
      hub.ask(staff('employment-agency'), 'CASE_MANAGEMENT', `query ($id: ID!) { person(id: $id) ${OTHERS} }`, {
        id: anna.id,
      }),
    );
    const consents = (entries: readonly Entry[]) => entries.filter(({ fields }) => fields.includes('Consent')).length;
    expect(consents(own.entries)).toBe(1);
    expect(consents(house.entries)).toBe(0);
  });

  it('is closed of ten consents that were given at once, and the ten are withdrawn at once', async () => {
    const houses = ['caritas', 'employment-agency', 'city', 'jobcenter'] as const;
    const given = await Promise.all(
      Array.from({ length: 10 }, (_, index) => give(staff(houses[index % 4]!), {}, 30 + index)),
    );
    expect(new Set(given.map(({ id }) => id)).size).toBe(10);
    expect(await sees('jobcenter')).toBe(true);
    const withdrawn = await Promise.all(given.map(({ id }) => withdraw(self(anna.id), id)));
    expect(withdrawn.map(({ told }) => told.state)).toEqual(Array(10).fill('WITHDRAWN'));
    expect(await sees('jobcenter')).toBe(false);
  });

  it('leaves of a wider consent what they have not withdrawn', async () => {
    const wide = await give(self(anna.id), { recipients: ['jobcenter', 'city'], categories: ['LANGUAGE', 'BENEFITS'] });
    const narrow = await give(staff('caritas'));
    const { told } = await withdraw(self(anna.id), narrow.id);
    expect(told.alsoWithdrawn).toEqual([{ id: wide.id, state: 'GIVEN' }]);
    expect([await sees('jobcenter'), await sees('city', 'benefitCases')]).toEqual([false, true]);
    const left = (await mine()).get(wide.id)!;
    expect(left.withdrawn).toEqual([{ ...SCOPE, at: expect.any(String) }]);
    // What is taken back of it later is the rest, and then nothing is left.
    await withdraw(self(anna.id), wide.id, { recipients: ['city'] });
    await withdraw(self(anna.id), wide.id, { categories: ['BENEFITS'] });
    expect((await mine()).get(wide.id)).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('is closed also where it is a part', async () => {
    const second = await give(staff('caritas'), {}, 40);
    const wide = await give(self(anna.id), { recipients: ['jobcenter', 'city'], categories: ['BENEFITS', 'LANGUAGE'] });
    const { told } = await withdraw(self(anna.id), wide.id, { categories: ['LANGUAGE'] });
    expect(told).toMatchObject({ state: 'GIVEN', alsoWithdrawn: [{ id: second.id, state: 'WITHDRAWN' }] });
    expect([await sees('jobcenter'), await sees('city', 'benefitCases')]).toEqual([false, true]);
  });

  it('can be given again, and then by a new consent', async () => {
    const wide = await give(self(anna.id), { categories: ['LANGUAGE', 'BENEFITS'] });
    const narrow = await give(staff('caritas'));
    await withdraw(self(anna.id), narrow.id);
    const again = await give(self(anna.id), { categories: ['LANGUAGE', 'BENEFITS'], validUntil: inDays(50) });
    expect(again.id).not.toBe(wide.id);
    expect(await sees('jobcenter')).toBe(true);
  });

  it('stays closed by a renewal of the consent that lost it', async () => {
    const wide = await give(self(anna.id), { categories: ['LANGUAGE', 'BENEFITS'] });
    await withdraw(self(anna.id), (await give(staff('caritas'))).id);
    const renewed = await send(self(anna.id), 'renewConsent', 'RenewConsentInput', {
      id: wide.id,
      validUntil: inDays(99),
    });
    expect(renewed.codes).toEqual([]);
    expect(await sees('jobcenter')).toBe(false);
  });

  it('is not opened by a form that was signed before, whoever checks it afterwards', async () => {
    const city = hub.contextOf(staff('city'), null);
    const form = scanFile('application/pdf', Buffer.from('%PDF-1.7\nUnterschrift\n%%EOF\n'));
    const capture = async (signedOn: string) => {
      const { id: scanId } = await saveScan(city, anna.id, form);
      const input = { ...SCOPE, personId: anna.id, scanId, signedOn, validUntil: inDays(60) };
      const { told, errors } = await send(staff('city'), 'captureConsent', 'CaptureConsentInput', input);
      expect(errors).toEqual([]);
      return told;
    };
    const check = ({ id, version }: Told) =>
      send({ ...staff('city'), actor: 'city-second' }, 'checkConsentCapture', 'CheckConsentInput', {
        ...{ id, version, matches: true },
      });
    const waiting = await capture(dayInGermany());
    await withdraw(self(anna.id), (await give(self(anna.id))).id);
    expect((await check(waiting)).codes).toEqual([]);
    expect(await sees('jobcenter')).toBe(false);
    expect((await check(await capture(dayInGermany(-3)))).codes).toEqual([]);
    expect(await sees('jobcenter')).toBe(false);
    for (const { withdrawn } of (await mine()).values()) expect(withdrawn.length).toBeLessThan(2);
  });

  it.each(['recipients', 'categories', 'purposes'])(
    'is not everything where a list names nothing: %s',
    async (list) => {
      const { id } = await give(self(anna.id));
      expect((await withdraw(self(anna.id), id, { [list]: [] })).codes).toEqual(['INVALID_INPUT']);
      expect(await sees('jobcenter')).toBe(true);
    },
  );

  it.each<[string, object]>([
    ['whole', {}],
    ['in part', { recipients: ['city'] }],
    ['in its last part', { recipients: ['jobcenter', 'city'] }],
  ])('is answered as before when it is sent again: %s', async (_, part) => {
    const { id, version } = await give(self(anna.id), { recipients: ['jobcenter', 'city'] });
    const first = await withdraw(self(anna.id), id, { ...part, version });
    const again = await withdraw(self(anna.id), id, { ...part, version });
    expect(first.codes).toEqual([]);
    expect(again).toEqual(first);
  });

  it('is closed by PostgreSQL itself, and nothing that is written brings it back', async () => {
    const first = await give(staff('caritas'));
    const second = await give(self(anna.id), { categories: ['LANGUAGE', 'BENEFITS'] });
    const ended = `update core.consent set state = 'WITHDRAWN', ended_at = now(), version = version + 1 where id = $1`;
    await database.asApp({ institution: 'caritas', role: 'counsellor' }, ended, [first.id]);
    const back = `update core.consent set withdrawn = '[]', version = version + 1 where id = $1`;
    await database.asApp({ role: 'person', person: anna.id }, back, [second.id]);
    const open = `select category from core.consent_grant where person_id = $1 and ended is null`;
    expect(await database.asApp({ role: 'person', person: anna.id }, open, [anna.id])).toEqual([
      { category: 'BENEFITS' },
    ]);
  });
});
