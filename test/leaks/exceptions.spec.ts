import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import { bornYearsAgo, dayInGermany } from '../kit/ages';
import { settingsOfPerson, writeConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { guardian, self, staff, useHub } from '../kit/hub';
import { born, person, type TestPerson } from '../kit/people';
import { motherOf, representedBy } from '../kit/representation';

const LIFT = `mutation ($input: LiftExceptionsInput!) { liftExceptions(input: $input) {
  id state exceptsFrom exceptions { recipients categories liftedFor } } }`;
const LANGUAGE = { categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;
const NOT_THE_JOBCENTER = [{ recipients: ['jobcenter'], categories: ['LANGUAGE'] }] as const;

/** What a person has excepted is a decision against an institution; who ends the consent that says so does not undo it. */
describe('an exception', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let anna: TestPerson;
  /** Says that the jobcenter gets no language data, and was taken down by the jobcenter itself. */
  let excepting: string;

  const seenBy = async (institution: InstitutionId, personId = anna.id): Promise<boolean> => {
    const { data } = await hub.ask<{ person: { languageEnrolments: unknown } | null }>(
      staff(institution),
      'CASE_MANAGEMENT',
      'query ($id: ID!) { person(id: $id) { languageEnrolments { id } } }',
      { id: personId },
    );
    return Array.isArray(data?.person?.languageEnrolments);
  };
  const give = async (caller: Caller, input: object) => {
    const validUntil = new Date(Date.now() + 40 * 86_400_000).toISOString();
    const { data, errors } = await hub.ask<{ giveConsent: { id: string } }>(
      caller,
      null,
      'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }',
      { input: { ...LANGUAGE, validUntil, ...input } },
    );
    expect(errors).toEqual([]);
    return data!.giveConsent.id;
  };
  const lift = (caller: Caller, input: object) =>
    hub.ask<{ liftExceptions: { id: string; exceptions: object[] }[] }>(caller, null, LIFT, { input });
  const standing = async (personId = anna.id) => {
    const { data } = await hub.ask<{ me: { exceptions: { consentId: string }[] } }>(
      self(personId),
      null,
      '{ me { exceptions { consentId from recipients categories purposes liftedFor } } }',
    );
    return data!.me.exceptions;
  };

  beforeEach(async () => {
    anna = await person(database)
      .with('LanguageEnrolment')
      .with('Identity', { by: 'city' })
      .knownTo('jobcenter', 'caritas')
      .create();
    await writeConsent(database, anna.id, { ...LANGUAGE, recipients: ['jobcenter'] });
    expect(await seenBy('jobcenter')).toBe(true);
    excepting = await give(staff('jobcenter'), {
      ...{ personId: anna.id, recipients: ['caritas'], exceptions: NOT_THE_JOBCENTER },
    });
    expect(await seenBy('jobcenter')).toBe(false);
  });

  const change = (caller: Caller, name: string, type: string, more: object = {}) =>
    hub.ask(caller, null, `mutation ($input: ${type}!) { ${name}(input: $input) { id state exceptsFrom } }`, {
      input: { id: excepting, ...more },
    });
  const reason = 'The form was faulty.';
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it.each<[string, () => Promise<{ codes: readonly unknown[] }>]>([
    [
      'invalidated by whom it excepts',
      () => change(staff('jobcenter'), 'invalidateConsent', 'EndConsentInput', { reason }),
    ],
    ['revoked by whom it excepts', () => change(staff('jobcenter'), 'revokeConsent', 'EndConsentInput', { reason })],
    [
      'invalidated by an officer of whom it excepts',
      () => change(staff('jobcenter', 'data-protection-officer'), 'invalidateConsent', 'EndConsentInput', { reason }),
    ],
    ['withdrawn, says whom it excepts', () => change(staff('jobcenter'), 'withdrawConsent', 'WithdrawConsentInput')],
    [
      'made shorter by whom it excepts',
      async () => {
        const renewed = await change(staff('jobcenter'), 'renewConsent', 'RenewConsentInput', {
          validUntil: inDays(1 / 86_400),
        });
        await setTimeout(1_100);
        return renewed;
      },
    ],
    ['withdrawn by the person', () => change(self(anna.id), 'withdrawConsent', 'WithdrawConsentInput')],
  ])('stays where its consent is %s', async (_, end) => {
    expect((await end()).codes).toEqual([]);
    expect(await seenBy('jobcenter')).toBe(false);
    await give(self(anna.id), { recipients: ['jobcenter'], validUntil: inDays(60) });
    expect(await seenBy('jobcenter')).toBe(false);
    expect(await standing()).toEqual([
      {
        ...{ consentId: excepting, from: expect.any(String), purposes: null, liftedFor: null },
        ...NOT_THE_JOBCENTER[0],
      },
    ]);
  });

  it('is lifted by the person, in whichever consent it was made, and then what they have opened is open', async () => {
    await change(self(anna.id), 'withdrawConsent', 'WithdrawConsentInput');
    const { data, errors } = await lift(self(anna.id), { recipients: ['jobcenter'] });
    expect(errors).toEqual([]);
    expect(data!.liftExceptions).toMatchObject([
      { id: excepting, state: 'WITHDRAWN', exceptions: [{ ...NOT_THE_JOBCENTER[0], liftedFor: ['jobcenter'] }] },
    ]);
    expect(await seenBy('jobcenter')).toBe(true);
    expect(await standing()).toEqual([]);
    // Once more it is what it is.
    expect((await lift(self(anna.id), { recipients: ['jobcenter'] })).data!.liftExceptions).toEqual([]);
  });

  it('is not lifted by the institution that it excepts, nor by one that has nothing to do with the person', async () => {
    const input = { personId: anna.id, recipients: ['jobcenter'] };
    expect((await lift(staff('jobcenter'), input)).codes).toEqual(['CONSENT_EXCEPTION_STANDS']);
    expect((await lift(staff('employment-agency'), input)).codes).toEqual(['NO_SUCH_PERSON']);
    for (const role of ['planner', 'data-protection-officer', 'administrator', 'service'] as const) {
      expect((await lift(staff('caritas', role), input)).codes).toEqual(['FORBIDDEN']);
    }
    expect(await seenBy('jobcenter')).toBe(false);
  });

  it('is lifted before another institution on the word of whoever has no login, which is not told whether there was one', async () => {
    const bernd = await person(database).with('LanguageEnrolment').knownTo('caritas', 'city').create();
    const input = { recipients: ['jobcenter'] };
    const there = await lift(staff('city'), { ...input, personId: anna.id });
    const none = await lift(staff('city'), { ...input, personId: bernd.id });
    expect(there).toEqual(none);
    expect(there.data).toEqual({ liftExceptions: [] });
    expect(await seenBy('jobcenter')).toBe(true);
  });

  it('that names nobody excepts everybody: each of two institutions lifts it for the other one', async () => {
    const bernd = await person(database).with('LanguageEnrolment').knownTo('jobcenter', 'caritas').create();
    await writeConsent(database, bernd.id, { ...LANGUAGE, recipients: ['jobcenter', 'caritas'] });
    await give(self(bernd.id), { recipients: ['caritas'], exceptions: [{ categories: ['LANGUAGE'] }] });
    const both = async () => [await seenBy('jobcenter', bernd.id), await seenBy('caritas', bernd.id)];
    expect(await both()).toEqual([false, false]);
    const about = (recipients: string[]) => ({ personId: bernd.id, recipients });
    expect((await lift(staff('caritas'), about(['caritas', 'jobcenter']))).codes).toEqual(['CONSENT_EXCEPTION_STANDS']);
    expect((await lift(staff('caritas'), about(['jobcenter']))).codes).toEqual([]);
    expect(await both()).toEqual([true, false]);
    expect((await lift(staff('jobcenter'), about(['caritas']))).codes).toEqual([]);
    expect(await both()).toEqual([true, true]);
  });

  it('can be made again after it was lifted', async () => {
    await lift(self(anna.id), { recipients: ['jobcenter'] });
    const again = { recipients: ['caritas'], exceptions: NOT_THE_JOBCENTER };
    await give(self(anna.id), again);
    expect(await seenBy('jobcenter')).toBe(false);
  });

  it('of a minor is lifted by whoever consents for them: below 15 the guardian, from 15 both before staff', async () => {
    const lifted = async (age: number) => {
      const child = await born(database, bornYearsAgo(age)).knownTo('city').create();
      const mother = motherOf(child.id, crypto.randomUUID()).guardian;
      await representedBy(hub, child.id, mother);
      const codes = async (caller: Caller, more = {}) =>
        (await lift(caller, { recipients: ['jobcenter'], ...more })).codes;
      return [
        await codes(self(child.id)),
        await codes(guardian(mother, child.id)),
        await codes(staff('city'), { personId: child.id, givenBy: 'PERSON' }),
        await codes(staff('city'), { personId: child.id, givenBy: 'PERSON_AND_GUARDIAN' }),
      ].flatMap(([code]) => code ?? 'lifted');
    };
    const refused = 'CONSENT_REPRESENTATION';
    expect(await lifted(10)).toEqual([refused, 'lifted', refused, refused]);
    expect(await lifted(16)).toEqual([refused, refused, refused, 'lifted']);
  });

  it('stays where only birth days that the staff may not read say that it was not the person’s to lift', async () => {
    const child = await person(database).with('LanguageEnrolment').knownTo('caritas').create();
    await writeConsent(database, child.id, { ...LANGUAGE, recipients: ['jobcenter'], exceptions: NOT_THE_JOBCENTER });
    await hub.ask(
      staff('city'),
      null,
      'mutation ($input: RecordIdentityInput!) { recordIdentity(input: $input) { id } }',
      {
        input: { personId: child.id, givenName: 'Mara', familyName: 'Muster', birthDate: bornYearsAgo(16) },
      },
    );
    const { data, codes } = await lift(staff('caritas'), { personId: child.id, recipients: ['jobcenter'] });
    expect([data, codes]).toEqual([{ liftExceptions: [] }, []]);
    expect(await standing(child.id)).toHaveLength(1);
  });

  it('that was signed or asked for is none before somebody has said yes', async () => {
    const bernd = await person(database).with('LanguageEnrolment').knownTo('jobcenter').create();
    await writeConsent(database, bernd.id, { ...LANGUAGE, recipients: ['jobcenter'] });
    const { data } = await hub.ask<{ requestConsent: { id: string; exceptsFrom: string | null } }>(
      staff('city'),
      null,
      'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id exceptsFrom } }',
      {
        input: {
          ...{ ...LANGUAGE, personId: bernd.id, recipients: ['caritas'], exceptions: NOT_THE_JOBCENTER },
          ...{ validUntil: inDays(9), reason: 'Why not?' },
        },
      },
    );
    expect([data, await seenBy('jobcenter', bernd.id)]).toEqual([
      { requestConsent: { id: expect.any(String), exceptsFrom: null } },
      true,
    ]);
  });

  describe('in PostgreSQL', () => {
    const kept = { code: '23514', constraint: 'consent_exception_kept' };

    it.each([
      ['emptied', `exceptions = '[]'`],
      [
        'said to be lifted',
        `exceptions = '[{"recipients": ["jobcenter"], "categories": ["LANGUAGE"], "liftedFor": ["jobcenter"]}]'`,
      ],
      ['said of somebody else', `exceptions = '[{"recipients": ["city"]}]'`],
    ])('is not %s, by nobody', async (_, changed) => {
      const text = `update core.consent set ${changed}, version = version + 1 where id = $1`;
      for (const settings of [
        { institution: 'jobcenter', role: 'counsellor' },
        { role: 'person', person: anna.id },
      ]) {
        await expect(database.asApp(settings, text, [excepting])).rejects.toMatchObject(kept);
      }
    });

    it.each([
      ['none', null],
      ['a later moment', dayInGermany(3)],
    ])('holds from when it holds, whatever is written: %s', async (_, from) => {
      await database.asApp(
        { role: 'person', person: anna.id },
        `update core.consent set state = 'WITHDRAWN', ended_at = now(), excepts_from = $2, version = version + 1 where id = $1`,
        [excepting, from],
      );
      expect(await seenBy('jobcenter')).toBe(false);
    });

    it('is lifted neither by the institution itself, nor by a stranger, nor for somebody else', async () => {
      const call = (settings: { institution?: string; role: string; person?: string }) =>
        database
          .asApp(settings, `select core.lift_exceptions($1, '{jobcenter}', 'PERSON')`, [anna.id])
          .catch(({ constraint }: { constraint: string }) => constraint);
      expect(await call({ institution: 'jobcenter', role: 'counsellor' })).toBe('consent_exception_kept');
      expect(await call({ institution: 'employment-agency', role: 'counsellor' })).toBe('consent_person_fk');
      expect(await call({ institution: 'caritas', role: 'data-protection-officer' })).toBe('consent_person_fk');
      const { id } = await person(database).create();
      expect(await call({ role: 'person', person: id })).toBe('consent_person_fk');
      expect(await seenBy('jobcenter')).toBe(false);
    });

    it('is not born as lifted', async () => {
      const born = database.database.transaction(settingsOfPerson(anna.id), (transaction) =>
        transaction.query({
          text: `insert into core.consent (person_id, state, recipients, categories, purposes, valid_from, valid_until, exceptions)
            values ($1, 'GIVEN', '{city}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now() + interval '1 day', $2)`,
          values: [anna.id, JSON.stringify([{ liftedFor: ['jobcenter'] }])],
        }),
      );
      await expect(born).rejects.toMatchObject(kept);
    });
  });
});
