import { beforeEach, describe, expect, it } from '@jest/globals';
import { taskPeriodSql } from '../../../../src/subgraphs/core/consent/task/task-period';
import { settingsOfPerson, withdrawConsent } from '../../../kit/consents';
import { useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import { policyMistakes, usePolicy, rheinePolicy } from '../../../kit/policy';

const SCOPE = {
  recipients: ['jobcenter' as const],
  categories: ['IDENTITY' as const],
  purposes: ['CASE_MANAGEMENT' as const],
};

describe('a consent that the clock ends', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;

  beforeEach(async () => {
    giver = await person(database).with('Identity', { by: 'city' }).consenting(SCOPE).create();
    await hub.ask(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      'query ($id: ID!) { person(id: $id) { identity { familyName } } }',
      {
        id: giver.id,
      },
    );
  });

  const change = (set: string) =>
    database.database.transaction(settingsOfPerson(giver.id), (transaction) =>
      transaction.query({
        text: `update core.consent set ${set}, version = version + 1 where id = $1`,
        values: [giver.consentIds[0]],
      }),
    );
  const ends = (at: string, eraseBy = 'null') => change(`valid_until = ${at}, erase_by = ${eraseBy}`);
  const tends = () => database.database.maintain<{ done: number }>('select core.tend_ended_consents() as done');
  const tasks = async () =>
    (
      await hub.ask<{ me: { withdrawalTasks: { cause: string; institution: string; categories: string[] }[] } }>(
        self(giver.id),
        null,
        '{ me { withdrawalTasks { cause institution categories } } }',
      )
    ).data!.me.withdrawalTasks;
  const task = (cause: string) => ({ cause, institution: 'jobcenter', categories: ['IDENTITY'] });
  const soon = `now() + interval '200 milliseconds'`;
  const waits = () => new Promise((resolve) => setTimeout(resolve, 250));

  it('is a task for the holders as after a withdrawal, once, however many replicas look after it', async () => {
    await ends(soon);
    await tends();
    expect(await tasks()).toEqual([]);
    await waits();
    await Promise.all([tends(), tends(), tends()]);
    await tends();
    expect(await tasks()).toEqual([task('EXPIRY')]);
  });

  it('is none as long as it lives, or where nobody received anything', async () => {
    const other = await person(database)
      .consenting({ ...SCOPE, fromDay: -3, untilDay: -1 })
      .create();
    await tends();
    expect(await tasks()).toEqual([]);
    expect(await database.asOwner('select from core.withdrawal_task where person_id = $1', [other.id])).toEqual([]);
  });

  it('leaves the data with the holders until the day up to which they may keep them', async () => {
    await ends(soon, 'current_date + 5');
    await waits();
    await tends();
    expect(await tasks()).toEqual([]);
    await ends(`now() - interval '3 days'`, 'current_date - 2');
    await database.asOwner(`update core.clock_mark set at = '-infinity'`);
    await tends();
    expect(await tasks()).toEqual([task('ERASURE_DATE')]);
  });

  it('asks for the data on that day also where it lives on', async () => {
    await change('erase_by = current_date - 2');
    await database.asOwner(`update core.clock_mark set at = '-infinity'`);
    await tends();
    await tends();
    expect(await tasks()).toEqual([task('ERASURE_DATE')]);
    await ends(soon, 'current_date - 2');
    await waits();
    await tends();
    expect((await tasks()).map(({ cause }) => cause).sort()).toEqual(['ERASURE_DATE', 'EXPIRY']);
  });

  it('is a task at once where a change ends it in the past, which the clock has left behind', async () => {
    await tends();
    await ends(`now() - interval '1 day'`);
    expect(await tasks()).toEqual([task('EXPIRY')]);
    await tends();
    expect(await tasks()).toHaveLength(1);
  });

  it('that was withdrawn is no second task when its time would have been over', async () => {
    await ends(soon);
    await withdrawConsent(database, giver.id, giver.consentIds[0]!);
    await waits();
    await tends();
    expect(await tasks()).toEqual([task('WITHDRAWAL')]);
  });

  it('can be told of to nobody through the hub’s role but by looking after it', async () => {
    for (const sql of ['select core.ended_consents(now())', `select * from core.clock_mark`]) {
      await expect(database.asApp({ institution: 'jobcenter', role: 'counsellor' }, sql)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});

describe('the time that holders have', () => {
  const database = useDatabase();

  it('is that of the policy, from its migration on', async () => {
    const days = async (): Promise<unknown> => {
      const giver = await person(database).with('Identity', { by: 'city' }).consenting(SCOPE).create();
      await useHub(database).ask(
        staff('jobcenter'),
        'CASE_MANAGEMENT',
        'query ($id: ID!) { person(id: $id) { identity { familyName } } }',
        { id: giver.id },
      );
      await withdrawConsent(database, giver.id, giver.consentIds[0]!);
      const [row] = await database.asOwner<{ days: number }>(
        'select extract(day from due_at - created_at)::int as days from core.withdrawal_task where person_id = $1',
        [giver.id],
      );
      return row?.days;
    };
    expect(await days()).toBe(rheinePolicy().withdrawal.dueDays);
    await usePolicy(database.ownerUrl, { ...rheinePolicy(), withdrawal: { dueDays: 7 } });
    expect(await days()).toBe(7);
    expect(taskPeriodSql({ withdrawal: { dueDays: 7 } })).toContain('7 days');
  });

  it('is a whole number of days that a person can wait for', () => {
    for (const days of ['0', '91', 'soon', '1.5']) {
      expect(policyMistakes((text) => text.replace('dueDays: 14', `dueDays: ${days}`))).toEqual([
        'withdrawal.dueDays: must be a whole number from 1 to 90.',
      ]);
    }
    expect(policyMistakes((text) => text.replace(/^withdrawal:\n {2}dueDays: 14\n/m, ''))).toEqual([]);
  });
});
