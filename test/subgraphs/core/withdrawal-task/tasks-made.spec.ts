import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { withdrawConsent } from '../../../kit/consents';
import { useDatabase } from '../../../kit/database';
import { self, staff, useHub, type Hub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import type { Purpose } from '../../../../src/access/vocabulary';

/** Who reads nothing has nothing to erase. */
async function bothReceive(hub: Hub, { id }: TestPerson, purpose: Purpose, more = ''): Promise<void> {
  const query = `query ($id: ID!) { person(id: $id) { identity { familyName } languageEnrolments { status } ${more} } }`;
  for (const institution of ['jobcenter', 'employment-agency'] as const) {
    const { errors } = await hub.ask(staff(institution), purpose, query, { id });
    expect(errors).toEqual([]);
  }
}

describe('a part that is taken back', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;

  beforeAll(async () => {
    giver = await person(database)
      .with('LanguageEnrolment')
      .with('Identity', { by: 'city' })
      .with('ResidenceTitle')
      .consenting({
        recipients: ['jobcenter', 'employment-agency'],
        categories: ['IDENTITY', 'LANGUAGE', 'RESIDENCE'],
        purposes: ['LABOUR_MARKET_INTEGRATION'],
      })
      .create();
    await bothReceive(hub, giver, 'LABOUR_MARKET_INTEGRATION', 'residenceTitles { title }');
  });

  const narrows = async (input: object) => {
    const answer = await hub.ask(
      self(giver.id),
      null,
      'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { version state } }',
      { input: { id: giver.consentIds[0], ...input } },
    );
    expect(answer.errors).toEqual([]);
  };
  const newTasks = async (version: number) =>
    database.asOwner<{ institution: string; categories: string[] }>(
      `select institution, categories from core.withdrawal_task where consent_version = $1 and person_id = $2 order by institution`,
      [version, giver.id],
    );

  it('is a task for those who received it, about only that part', async () => {
    await narrows({ categories: ['LANGUAGE'] });
    expect(await newTasks(2)).toEqual([
      { institution: 'employment-agency', categories: ['LANGUAGE'] },
      { institution: 'jobcenter', categories: ['LANGUAGE'] },
    ]);
  });

  it('is a task for the one institution that it is taken from, about what was left', async () => {
    await narrows({ recipients: ['employment-agency'] });
    expect(await newTasks(3)).toEqual([
      { institution: 'employment-agency', categories: ['IDENTITY', 'RESIDENCE_TITLE'] },
    ]);
  });

  it('is not asked for again when the rest is withdrawn', async () => {
    await narrows({});
    expect(await newTasks(4)).toEqual([{ institution: 'jobcenter', categories: ['IDENTITY', 'RESIDENCE_TITLE'] }]);
  });
});

describe('an exception that takes away from another consent', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('is a task for those who received what it takes away', async () => {
    const giver = await person(database)
      .with('LanguageEnrolment')
      .with('Identity', { by: 'city' })
      .consenting({
        recipients: ['jobcenter', 'employment-agency'],
        categories: ['IDENTITY', 'LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
      })
      .create();
    await bothReceive(hub, giver, 'CASE_MANAGEMENT');
    await database.database.transaction(
      { institution: null, role: 'person', purpose: null, person: giver.id, actor: giver.id, request: giver.id },
      (transaction) =>
        transaction.query({
          text: `insert into core.consent (person_id, state, recipients, categories, purposes, valid_from, valid_until, exceptions)
            values ($1, 'GIVEN', '{caritas}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now() + interval '1 day',
              '[{"recipients": ["jobcenter"], "categories": ["LANGUAGE"]}]')`,
          values: [giver.id],
        }),
    );
    const tasks = await database.asOwner('select institution, categories from core.withdrawal_task');
    expect(tasks).toEqual([{ institution: 'jobcenter', categories: ['LANGUAGE'] }]);
  });
});

describe('a request that was under way during the withdrawal', () => {
  const database = useDatabase();

  it('is a task, too, as soon as it is on record, also where it rested on another consent besides', async () => {
    const giver = await person(database)
      .with('Identity', { by: 'city' })
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    const [consentId] = giver.consentIds;
    const slow = new Client({ connectionString: database.appUrl });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query(`select set_config('geleit.' || k, v, true) from (values ('institution', 'jobcenter'),
        ('role', 'counsellor'), ('purpose', 'CASE_MANAGEMENT'), ('person', '-'), ('actor', 'kit'), ('request', '-')) s(k, v)`);
      await slow.query(
        `insert into core.access_entry (request_id, institution, actor, role, purpose, event, person_id, fields, asked, permitted)
          values (gen_random_uuid(), 'jobcenter', 'kit', 'counsellor', 'CASE_MANAGEMENT', 'READ', $1, '{}', '{IDENTITY}',
            jsonb_build_object('IDENTITY', jsonb_build_array('CONSENT', gen_random_uuid(), 3, $2::text, 1)))`,
        [giver.id, consentId],
      );
      await withdrawConsent(database, giver.id, consentId!);
      await slow.query('commit');
    } finally {
      await slow.end();
    }
    const tasks = () => database.asOwner('select institution, categories from core.withdrawal_task');
    expect(await tasks()).toEqual([]);
    for (let run = 0; run < 2; run += 1) {
      await database.database.maintain('select core.complete_withdrawal_tasks()');
      expect(await tasks()).toEqual([{ institution: 'jobcenter', categories: ['IDENTITY'] }]);
    }
  });
});
