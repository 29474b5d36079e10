import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyReceipt } from '../../src/subgraphs/core/consent/receipt/verify-receipt';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { testReceiptKeys } from '../kit/receipt-keys';

interface Receipt {
  readonly version: number;
  readonly jws: string;
}

interface Task {
  readonly id: string;
  readonly institution: string;
  readonly state: string;
  readonly categories: readonly string[];
  readonly measure: string | null;
}

const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id receipts { version jws } } }`;
const WITHDRAW = `mutation ($input: WithdrawConsentInput!) {
  withdrawConsent(input: $input) { state categories receipts { version jws } } }`;
const TASKS = `query ($state: WithdrawalTaskState) {
  withdrawalTasks(first: 10, state: $state) { nodes { id institution state categories measure } } }`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeTaskInput!) { acknowledgeTask(input: $input) { state } }`;
const MY_TASKS = '{ me { withdrawalTasks { id institution state categories measure legalReason acknowledgedBy } } }';
const RECORDS = 'query ($id: ID!) { person(id: $id) { identity { familyName } languageEnrolments { status } } }';

/** He stays with the jobcenter and the employment agency, but his language courses are no longer their business. */
describe('Karim, who takes back a part of his consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let karim: TestPerson;
  let consentId: string;

  beforeAll(async () => {
    karim = await person(database)
      .with('Identity', { by: 'city', values: { givenName: 'Karim', familyName: 'Beispiel' } })
      .with('LanguageEnrolment')
      .create();
  });

  /** The categories that a receipt names, if it is genuine. */
  const categoriesOf = async ({ jws }: Receipt): Promise<string[]> => {
    const result = await verifyReceipt(jws, testReceiptKeys().publicKeys);
    if (!result.valid) throw new Error(result.problem);
    const [process] = result.receipt['dpv:hasRecordOfActivity']['dpv:hasProcess'];
    return process!['dpv:hasPersonalData'].map((data) => data['@id'].replace('geleit:category:', ''));
  };
  const looks = (institution: 'jobcenter' | 'employment-agency') =>
    hub.ask<{ person: { identity: object | null; languageEnrolments: object[] | null } }>(
      staff(institution),
      'CASE_MANAGEMENT',
      RECORDS,
      { id: karim.id },
    );
  const tasksAt = async (institution: 'jobcenter' | 'employment-agency') =>
    (await hub.ask<{ withdrawalTasks: { nodes: Task[] } }>(staff(institution), null, TASKS)).data!.withdrawalTasks
      .nodes;
  const myTasks = async () =>
    (await hub.ask<{ me: { withdrawalTasks: Task[] } }>(self(karim.id), null, MY_TASKS)).data!.me.withdrawalTasks;

  it('takes a receipt home when he consents', async () => {
    const { data, errors } = await hub.ask<{ giveConsent: { id: string; receipts: Receipt[] } }>(
      self(karim.id),
      null,
      GIVE,
      {
        input: {
          recipients: ['jobcenter', 'employment-agency'],
          categories: ['IDENTITY', 'LANGUAGE'],
          purposes: ['CASE_MANAGEMENT'],
          validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString(),
        },
      },
    );
    expect(errors).toEqual([]);
    consentId = data!.giveConsent.id;
    expect(data!.giveConsent.receipts).toHaveLength(1);
    expect(await categoriesOf(data!.giveConsent.receipts[0]!)).toEqual(['IDENTITY', 'LANGUAGE']);
  });

  it('lets both see his language courses for a while', async () => {
    for (const institution of ['jobcenter', 'employment-agency'] as const) {
      expect((await looks(institution)).data!.person.languageEnrolments).toHaveLength(1);
    }
  });

  it('takes the language courses back, and a receipt that no longer names them', async () => {
    const { data, errors } = await hub.ask<{
      withdrawConsent: { state: string; categories: string[]; receipts: Receipt[] };
    }>(self(karim.id), null, WITHDRAW, { input: { id: consentId, categories: ['LANGUAGE'] } });
    expect(errors).toEqual([]);
    const { state, categories, receipts } = data!.withdrawConsent;
    expect([state, categories]).toEqual(['GIVEN', ['IDENTITY']]);
    expect(await Promise.all(receipts.map(categoriesOf))).toEqual([['IDENTITY', 'LANGUAGE'], ['IDENTITY']]);
  });

  it('is seen by both without them from then on', async () => {
    for (const institution of ['jobcenter', 'employment-agency'] as const) {
      const { person: seen } = (await looks(institution)).data!;
      expect([seen.identity === null, seen.languageEnrolments]).toEqual([false, null]);
    }
  });

  it('has given each of them a task about what it had received', async () => {
    for (const institution of ['jobcenter', 'employment-agency'] as const) {
      expect(await tasksAt(institution)).toMatchObject([{ institution, state: 'OPEN', categories: ['LANGUAGE'] }]);
    }
  });

  it('sees that the jobcenter has erased the data', async () => {
    const [task] = await tasksAt('jobcenter');
    await hub.ask(staff('jobcenter'), null, ACKNOWLEDGE, { input: { id: task!.id, measure: 'ERASE' } });
    expect(await myTasks()).toContainEqual(
      expect.objectContaining({
        institution: 'jobcenter',
        state: 'ACKNOWLEDGED',
        measure: 'ERASE',
        acknowledgedBy: 'jobcenter-counsellor',
      }),
    );
  });

  it('sees, as the officer there does, that the employment agency has let two weeks go by', async () => {
    await database.asOwner(
      `update core.withdrawal_task set due_at = now() - interval '1 day' where institution = 'employment-agency'`,
    );
    expect(await myTasks()).toContainEqual(
      expect.objectContaining({ institution: 'employment-agency', state: 'OVERDUE', measure: null }),
    );
    const officer = staff('employment-agency', 'data-protection-officer');
    const { data } = await hub.ask<{ withdrawalTasks: { nodes: Task[] } }>(officer, null, TASKS, { state: 'OVERDUE' });
    expect(data!.withdrawalTasks.nodes).toHaveLength(1);
  });

  it('learns in the end by which law the employment agency keeps them, but does not use them', async () => {
    const [task] = await tasksAt('employment-agency');
    const reason = 'section 84(3) SGB X: the file is needed for a pending objection';
    await hub.ask(staff('employment-agency'), null, ACKNOWLEDGE, {
      input: { id: task!.id, measure: 'RESTRICT', legalReason: reason },
    });
    expect(await myTasks()).toContainEqual(
      expect.objectContaining({ institution: 'employment-agency', measure: 'RESTRICT', legalReason: reason }),
    );
  });
});
