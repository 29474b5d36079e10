import { beforeEach, describe, expect, it } from '@jest/globals';
import { withdrawConsent } from '../../../kit/consents';
import { useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import type { InstitutionId, Purpose, StaffRole } from '../../../../src/access/vocabulary';

interface Task {
  readonly id: string;
  readonly state: string;
  readonly institution: string;
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
  readonly personId: string;
  readonly fileNumber: string | null;
}

const FIELDS = `id state consentId personId fileNumber institution categories purposes firstReceivedAt lastReceivedAt dueAt
  measure legalReason acknowledgedAt acknowledgedBy`;
const TASKS = `query ($after: String, $state: WithdrawalTaskState, $first: Int = 100) {
  withdrawalTasks(first: $first, after: $after, state: $state) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;
const MINE = `{ me { withdrawalTasks { ${FIELDS} } } }`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeTaskInput!) { acknowledgeTask(input: $input) { ${FIELDS} } }`;

describe('the tasks after a withdrawal', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;

  beforeEach(async () => {
    giver = await person(database)
      .with('LanguageEnrolment')
      .with('Identity', { by: 'city' })
      .consenting({
        recipients: ['jobcenter', 'employment-agency'],
        categories: ['IDENTITY', 'LANGUAGE', 'RESIDENCE'],
        purposes: ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'],
      })
      .create();
  });

  const reads = (institution: InstitutionId, fields: string, purpose: Purpose = 'CASE_MANAGEMENT', id = giver.id) =>
    hub.ask(staff(institution), purpose, `query ($id: ID!) { person(id: $id) { ${fields} } }`, { id });
  const mine = async (): Promise<readonly Task[]> => {
    const answer = await hub.ask<{ me: { withdrawalTasks: Task[] } }>(self(giver.id), null, MINE);
    expect(answer.errors).toEqual([]);
    return answer.data!.me.withdrawalTasks;
  };
  const tasksOf = async (institution: InstitutionId, role: StaffRole = 'counsellor') => {
    const answer = await hub.ask<{ withdrawalTasks: { nodes: Task[] } }>(staff(institution, role), null, TASKS);
    expect(answer.errors).toEqual([]);
    return answer.data!.withdrawalTasks.nodes.filter(({ personId }) => personId === giver.id);
  };
  const withdraws = () => withdrawConsent(database, giver.id, giver.consentIds[0]!);
  const acknowledges = (institution: InstitutionId, input: object, role: StaffRole = 'counsellor') =>
    hub.ask<{ acknowledgeTask: Task }>(staff(institution, role), null, ACKNOWLEDGE, { input });

  it('are none before it', async () => {
    await reads('jobcenter', 'languageEnrolments { status }');
    expect(await mine()).toEqual([]);
  });

  it('go to every institution that received data under the consent, and tell which and for what', async () => {
    await reads('jobcenter', 'languageEnrolments { status }');
    await reads('jobcenter', 'identity { familyName }', 'LABOUR_MARKET_INTEGRATION');
    await withdraws();
    expect(await mine()).toMatchObject([
      {
        state: 'OPEN',
        institution: 'jobcenter',
        categories: ['IDENTITY', 'LANGUAGE'],
        purposes: ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'],
        consentId: giver.consentIds[0],
      },
    ]);
  });

  it('go to nobody who was allowed to look, but did not, or who saw only own records', async () => {
    await reads('city', 'languageEnrolments { status }');
    await reads('employment-agency', 'counsellingEpisodes { topic }');
    await withdraws();
    expect(await mine()).toEqual([]);
  });

  it('reach an institution to which the person is a stranger again', async () => {
    await reads('employment-agency', 'identity { familyName }', 'LABOUR_MARKET_INTEGRATION');
    await withdraws();
    expect((await reads('employment-agency', 'identity { familyName }')).codes).toEqual(['NO_SUCH_PERSON']);
    expect(await tasksOf('employment-agency')).toMatchObject([{ personId: giver.id, fileNumber: null }]);
  });

  it('name the own file number to staff, and to nobody else', async () => {
    const linked = giver;
    await reads('jobcenter', 'identity { familyName }');
    giver = await person(database)
      .knownTo('jobcenter')
      .with('Identity', { by: 'city' })
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    await reads('jobcenter', 'identity { familyName }');
    await withdraws();
    expect(linked.id).not.toBe(giver.id);
    expect((await tasksOf('jobcenter'))[0]!.fileNumber).toEqual(expect.any(String));
    expect((await tasksOf('jobcenter', 'data-protection-officer'))[0]!.fileNumber).toBeNull();
  });

  it.each<[InstitutionId, StaffRole, number]>([
    ['jobcenter', 'counsellor', 1],
    ['jobcenter', 'data-protection-officer', 1],
    ['city', 'counsellor', 0],
    ['city', 'data-protection-officer', 0],
    ['employment-agency', 'case-manager', 0],
  ])('are seen at %s by the role %s: %i', async (institution, role, count) => {
    await reads('jobcenter', 'identity { familyName }');
    await withdraws();
    expect(await tasksOf(institution, role)).toHaveLength(count);
  });

  it.each(['planner', 'administrator'] as const)('are not for the role %s', async (role) => {
    expect((await hub.ask(staff('jobcenter', role), null, TASKS)).codes).toEqual(['FORBIDDEN']);
  });

  describe('once there is one', () => {
    let id: string;

    beforeEach(async () => {
      await reads('jobcenter', 'languageEnrolments { status }');
      await withdraws();
      id = (await tasksOf('jobcenter'))[0]!.id;
    });

    it('it is acknowledged once, and the person sees by whom and how', async () => {
      const { data } = await acknowledges('jobcenter', { id, measure: 'ERASE' });
      expect(data!.acknowledgeTask).toMatchObject({ state: 'ACKNOWLEDGED', measure: 'ERASE' });
      expect(await mine()).toMatchObject([
        { institution: 'jobcenter', state: 'ACKNOWLEDGED', measure: 'ERASE', acknowledgedBy: 'jobcenter-counsellor' },
      ]);
      expect((await acknowledges('jobcenter', { id, measure: 'STOP_USE' })).codes).toEqual(['TASK_ACKNOWLEDGED']);
      expect(await mine()).toMatchObject([{ measure: 'ERASE' }]);
    });

    it('data are kept under restriction only where a law is named, and a law is named for nothing else', async () => {
      const codesOf = async (input: object) => (await acknowledges('jobcenter', { id, ...input })).codes;
      expect(await codesOf({ measure: 'RESTRICT' })).toEqual(['INVALID_INPUT']);
      expect(await codesOf({ measure: 'RESTRICT', legalReason: '  ' })).toEqual(['INVALID_INPUT']);
      expect(await codesOf({ measure: 'RESTRICT', legalReason: 'x'.repeat(1_001) })).toEqual(['INVALID_INPUT']);
      expect(await codesOf({ measure: 'ERASE', legalReason: 'section 84(3) SGB X' })).toEqual(['INVALID_INPUT']);
      expect(await codesOf({ measure: 'RESTRICT', legalReason: 'section 84(3) SGB X' })).toEqual([]);
      expect(await mine()).toMatchObject([{ measure: 'RESTRICT', legalReason: 'section 84(3) SGB X' }]);
    });

    it('nobody but its institution acknowledges it: for others it does not exist', async () => {
      for (const institution of ['city', 'employment-agency', 'caritas'] as const) {
        expect((await acknowledges(institution, { id, measure: 'ERASE' })).codes).toEqual(['NOT_FOUND']);
      }
      expect((await acknowledges('jobcenter', { id: giver.id, measure: 'ERASE' })).codes).toEqual(['NOT_FOUND']);
      expect((await acknowledges('jobcenter', { id: 'x', measure: 'ERASE' })).codes).toEqual(['NOT_FOUND']);
      const officer = await acknowledges('jobcenter', { id, measure: 'ERASE' }, 'data-protection-officer');
      expect(officer.codes).toEqual(['FORBIDDEN']);
      expect(await mine()).toMatchObject([{ state: 'OPEN' }]);
    });

    it('it is overdue for the person and the officer when nobody has acknowledged it in time', async () => {
      await database.asOwner(`update core.withdrawal_task set due_at = now() - interval '1 second' where id = $1`, [
        id,
      ]);
      expect(await mine()).toMatchObject([{ state: 'OVERDUE' }]);
      const overdue = async (role: StaffRole) =>
        (
          await hub.ask<{ withdrawalTasks: { nodes: Task[] } }>(staff('jobcenter', role), null, TASKS, {
            state: 'OVERDUE',
          })
        ).data!.withdrawalTasks.nodes.map((task) => task.id);
      expect(await overdue('data-protection-officer')).toContain(id);
      await acknowledges('jobcenter', { id, measure: 'STOP_USE' });
      expect(await overdue('data-protection-officer')).not.toContain(id);
      expect(await mine()).toMatchObject([{ state: 'ACKNOWLEDGED' }]);
    });

    it('reading and acknowledging it is on record', async () => {
      await acknowledges('jobcenter', { id, measure: 'STOP_USE' });
      const entries = await database.asOwner<{ event: string }>(
        `select event from core.access_entry where person_id = $1 and fields = '{WithdrawalTask}' order by id`,
        [giver.id],
      );
      expect(entries.map(({ event }) => event)).toEqual(['READ', 'WRITE']);
    });

    it('the hub’s role can neither make one up nor take one back', async () => {
      const jobcenter = { institution: 'jobcenter', role: 'counsellor' };
      for (const sql of [
        `insert into core.withdrawal_task (consent_id, consent_version, person_id, institution, categories, purposes,
           first_received_at, last_received_at, due_at)
         values (gen_random_uuid(), 1, '${giver.id}', 'jobcenter', '{}', '{}', now(), now(), now())`,
        `delete from core.withdrawal_task`,
        `update core.withdrawal_task set due_at = now() + interval '1 year'`,
        `update core.withdrawal_task set acknowledged_at = now(), acknowledged_by = 'somebody', measure = 'ERASE'`,
        `update core.withdrawal_task set acknowledged_at = now() - interval '1 day', acknowledged_by = 'kit', measure = 'ERASE'`,
        `update core.withdrawal_task set acknowledged_at = now(), acknowledged_by = 'kit', measure = 'KEEP'`,
        `update core.withdrawal_task set acknowledged_at = now(), acknowledged_by = 'kit', measure = 'RESTRICT'`,
      ]) {
        await expect(database.asApp(jobcenter, sql)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('come page by page', async () => {
    for (let count = 0; count < 3; count += 1) {
      const other = await person(database)
        .with('Identity', { by: 'city' })
        .consenting({ recipients: ['caritas'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
        .create();
      await reads('caritas', 'identity { familyName }', 'CASE_MANAGEMENT', other.id);
      await withdrawConsent(database, other.id, other.consentIds[0]!);
    }
    const page = async (after?: string) =>
      (
        await hub.ask<{
          withdrawalTasks: { nodes: Task[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }>(staff('caritas'), null, TASKS, { first: 2, after })
      ).data!.withdrawalTasks;
    const first = await page();
    const second = await page(first.pageInfo.endCursor);
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    expect([second.nodes.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
    expect(new Set([...first.nodes, ...second.nodes].map(({ id }) => id)).size).toBe(3);
  });
});
