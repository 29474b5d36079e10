import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonCaller } from '../../src/platform/identity/caller';
import { importInto, useFiles } from '../import/import-files.fixture';
import { useDatabase } from '../kit/database';
import { asDefiner } from '../kit/definer';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
const REQUEST = 'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id } }';
const ANSWER = 'mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { state } }';
const RENEW = 'mutation ($input: RenewConsentInput!) { renewConsent(input: $input) { validUntil } }';
const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state } }';
const LIFT = 'mutation ($input: LiftExceptionsInput!) { liftExceptions(input: $input) { id } }';
const MINE = '{ me { consents { state recipients exceptions { categories } validUntil } } }';
const SEEN = 'query ($id: ID!) { person(id: $id) { languageEnrolments { status } } }';
const SCOPE = { recipients: ['caritas'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] };

interface Shown {
  readonly state: string;
  readonly recipients: readonly string[];
  readonly validUntil: string;
}

/** Aylin and Aysel were taken for one human, under the id of Aylin. Meanwhile both go on deciding; then it turns out. */
describe('what is decided while two persons are taken for one', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);
  let aylin: TestPerson;
  let aysel: TestPerson;
  let move: string;

  /** Aysel with her own login: it leads to the id under which both go on. */
  const ayselAsOne = (): PersonCaller => ({ ...self(aylin.id), actor: aysel.id }) as PersonCaller;
  const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const done = async <Data>(caller: Parameters<typeof hub.ask>[0], query: string, input: object) => {
    const { data, errors } = await hub.ask<Record<string, Data>>(caller, null, query, { input });
    expect(errors).toEqual([]);
    return Object.values(data!)[0]!;
  };
  const gives = (caller: Parameters<typeof hub.ask>[0], more: object = {}) =>
    done<{ id: string }>(caller, GIVE, { ...SCOPE, validUntil: until(90), ...more });
  const splits = () => asDefiner(database, 'undo_move($1)', [move]);
  const consentsOf = async ({ id }: TestPerson) =>
    (await hub.ask<{ me: { consents: Shown[] } }>(self(id), null, MINE)).data!.me.consents;
  const states = async (of: TestPerson) => (await consentsOf(of)).map(({ state }) => state);
  /** Whether Caritas, which keeps no file about either, sees her courses. */
  const isOpen = async ({ id }: TestPerson) => {
    const { data } = await hub.ask<{ person: object | null }>(staff('caritas'), 'CASE_MANAGEMENT', SEEN, { id });
    return data!.person !== null;
  };
  const merges = async () => {
    move = await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [aysel.id, aylin.id]);
  };

  beforeEach(async () => {
    aylin = await person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment').create();
    aysel = await person(database).with('Identity', { by: 'jobcenter' }).with('LanguageEnrolment').create();
  });

  it('with the login of the one is hers after the split, and opens nothing of the other', async () => {
    await merges();
    await gives(ayselAsOne());
    expect(await isOpen(aylin)).toBe(true);
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, true]);
    expect([await states(aylin), await states(aysel)]).toEqual([[], ['GIVEN']]);
  });

  it('with the login of the other stays with her', async () => {
    await merges();
    await gives(self(aylin.id));
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([true, false]);
  });

  it('at a desk goes by the id that staff name, otherwise by the one under which the house knew somebody', async () => {
    const known = await person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment').create();
    aysel = known;
    await merges();
    await gives(staff('city'), { personId: aysel.id });
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, true]);

    const both = [await person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment').create()];
    [aylin, aysel] = [
      both[0]!,
      await person(database).with('Identity', { by: 'jobcenter' }).with('LanguageEnrolment').create(),
    ];
    await merges();
    await gives(staff('jobcenter'), { personId: aylin.id });
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, true]);
  });

  it('at the desk of a house that knew both ends with the split, for nobody can tell by whom it was said', async () => {
    aysel = await person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment').create();
    await merges();
    await gives(staff('city'), { personId: aylin.id });
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, false]);
    expect([await states(aylin), await states(aysel)]).toEqual([['INVALIDATED'], []]);
  });

  it('and what it leaves out stays left out for both', async () => {
    aysel = await person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment').create();
    const broad = { ...SCOPE, categories: ['LANGUAGE', 'CASE_PLAN'] };
    await gives(self(aylin.id), broad);
    await gives(self(aysel.id), broad);
    await merges();
    await gives(staff('city'), {
      ...{ personId: aylin.id, recipients: ['jobcenter'], categories: ['LANGUAGE'] },
      exceptions: [{ categories: ['LANGUAGE'], recipients: ['caritas'] }],
    });
    await splits();
    for (const each of [aylin, aysel]) {
      const { data } = await hub.ask(staff('caritas'), 'CASE_MANAGEMENT', SEEN, { id: each.id });
      expect(data).toEqual({ person: { languageEnrolments: null } });
      expect(await consentsOf(each)).toContainEqual(
        expect.objectContaining({ state: 'INVALIDATED', exceptions: [{ categories: ['LANGUAGE'] }] }),
      );
    }
  });

  it('and is lifted by who has left it out, not by the other', async () => {
    const exceptions = [{ categories: ['LANGUAGE'], recipients: ['caritas'] }];
    for (const each of [aylin, aysel]) {
      await gives(self(each.id), { ...SCOPE, categories: ['LANGUAGE', 'CASE_PLAN'] });
      await gives(self(each.id), { recipients: ['jobcenter'], exceptions });
    }
    await merges();
    await done(ayselAsOne(), LIFT, { recipients: ['caritas'] });
    await splits();
    const seen = async ({ id }: TestPerson) => (await hub.ask(staff('caritas'), 'CASE_MANAGEMENT', SEEN, { id })).data;
    expect(await seen(aylin)).toEqual({ person: { languageEnrolments: null } });
    expect(await seen(aysel)).toEqual({ person: { languageEnrolments: [expect.anything()] } });
  });

  it('in a file goes by the number of the file', async () => {
    aysel = await person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment').create();
    const numbers = await database.asApp<{ person_id: string; file_number: string }>(
      { institution: 'city', role: 'service' },
      'select person_id, file_number from core.person_link where person_id = any($1)',
      [[aylin.id, aysel.id]],
    );
    const numberOf = ({ id }: TestPerson) => numbers.find(({ person_id }) => person_id === id)!.file_number;
    await merges();
    const columns = 'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state';
    const row = (of: TestPerson, recipient: string) =>
      `${randomUUID()};${numberOf(of)};${recipient};LANGUAGE;CASE_MANAGEMENT;01.11.2018;01.11.2018;31.12.2090;GIVEN`;
    const file = await files.write(
      'both.csv',
      `${columns}\n${row(aysel, 'caritas')}\n${row(aylin, 'employment-agency')}\n`,
    );
    expect(await importInto(database)({ kind: 'consents', file })).toMatchObject({ inserted: 2 });
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, true]);
    expect([await states(aylin), await states(aysel)]).toEqual([['GIVEN'], ['GIVEN']]);
  });

  it('as the answer to a request opens it for who has answered; refused it stays', async () => {
    const asks = (recipients: string[]) =>
      done<{ id: string }>(staff('city'), REQUEST, {
        ...{ ...SCOPE, recipients, validUntil: until(90), reason: 'We work together.', personId: aylin.id },
      });
    const before = await asks(['caritas']);
    const refused = await asks(['jobcenter']);
    await merges();
    await done(ayselAsOne(), ANSWER, { id: before.id, answer: 'GIVE' });
    await done(ayselAsOne(), ANSWER, { id: refused.id, answer: 'REFUSE' });
    expect(await isOpen(aylin)).toBe(true);
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, false]);
    expect((await states(aylin)).sort()).toEqual(['INVALIDATED', 'REFUSED']);
  });

  it('as a renewal of what the other has given lasts until the split, and what was given before goes on', async () => {
    const { id } = await gives(self(aylin.id), { validUntil: until(10) });
    await merges();
    await done(ayselAsOne(), RENEW, { id, validUntil: until(300) });
    await splits();
    const [consent, ...others] = await consentsOf(aylin);
    expect(others).toEqual([]);
    expect(Date.parse(consent!.validUntil)).toBeLessThan(Date.parse(until(11)));
    expect(await isOpen(aylin)).toBe(true);
  });

  it('and what was withdrawn stays withdrawn, whoever said so', async () => {
    const [hers, others] = [await gives(self(aylin.id)), await gives(self(aysel.id))];
    await merges();
    await done(ayselAsOne(), WITHDRAW, { id: hers.id });
    await done(self(aylin.id), WITHDRAW, { id: others.id });
    await splits();
    expect([await states(aylin), await states(aysel)]).toEqual([['WITHDRAWN'], ['WITHDRAWN']]);
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, false]);
  });

  it('before it was kept who decides ends with the split', async () => {
    await merges();
    await gives(staff('city'), { personId: aylin.id });
    await database.asOwner('update core.person_move_row set sure = false');
    await database.asOwner(
      `insert into core.person_move_row (move_id, table_name, row_id, kept, sure)
       select $1, 'core.consent', id, false, false from core.consent where person_id = $2 on conflict do nothing`,
      [move, aylin.id],
    );
    await splits();
    expect([await isOpen(aylin), await isOpen(aysel)]).toEqual([false, false]);
  });

  it('of the records that each house writes goes by the id under which it knew somebody', async () => {
    await merges();
    const record = 'mutation ($input: RecordMeasureInput!) { recordMeasure(input: $input) { id } }';
    await done(staff('jobcenter'), record, {
      ...{ personId: aylin.id, measureNumber: randomUUID().slice(0, 8), kind: 'COACHING', title: 'Hers' },
      ...{ plannedOn: '2026-02-05', status: 'PLANNED' },
    });
    await splits();
    const measures = async ({ id }: TestPerson) =>
      (await hub.ask<{ me: { measures: object[] } }>(self(id), null, '{ me { measures { title } } }')).data!.me
        .measures;
    expect([await measures(aylin), await measures(aysel)]).toEqual([[], [{ title: 'Hers' }]]);
  });
});
