import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { person, type TestPerson } from '../kit/people';

/** What a bug in the hub could send: PostgreSQL is asked directly, as the hub's role. */
describe('PostgreSQL itself', () => {
  const database = useDatabase();
  let consenting: TestPerson;

  beforeAll(async () => {
    consenting = await person(database)
      .knownTo('city')
      .consenting({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
  });

  it.each(['planner', 'administrator', 'data-protection-officer', 'duplicate-matcher', '-'])(
    'shows the role %s no grant of its institution',
    async (role) => {
      expect(await database.asApp({ institution: 'jobcenter', role }, 'select from core.consent_grant')).toEqual([]);
    },
  );

  it('shows grants to who works with persons, and to the person', async () => {
    for (const settings of [
      { institution: 'jobcenter', role: 'counsellor' },
      { role: 'person', person: consenting.id },
    ]) {
      expect(await database.asApp(settings, 'select from core.consent_grant')).toHaveLength(1);
    }
  });

  it('opens the counters of attempts to nobody for how a token calls them', async () => {
    const write = `insert into core.rate_limit (key, points) values ('kit', 1)`;
    await database.asApp({ role: 'rate-limit' }, write);
    const forged = { institution: 'city', role: 'counsellor', actor: 'rate-limit' };
    expect(await database.asApp(forged, 'select from core.rate_limit')).toEqual([]);
    expect(await database.asApp(forged, 'update core.rate_limit set points = 0 returning key')).toEqual([]);
    await expect(database.asApp(forged, write.replace('kit', 'forged'))).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['at', `now() - interval '1 day'`],
    ['at', `now() + interval '1 day'`],
    ['tx', '1'],
    ['id', '1'],
  ])('lets nobody say the %s of an entry of the access log (%s)', async (column, value) => {
    const entry = (more: string, values: string) =>
      database.asApp(
        { institution: 'city', role: 'counsellor' },
        `insert into core.access_entry (request_id, institution, actor, role, event, fields, asked, permitted${more})
         values (gen_random_uuid(), 'city', 'kit', 'counsellor', 'READ', '{}', '{}', '{}'${values})`,
      );
    await entry('', '');
    await expect(entry(`, ${column}`, `, ${value}`)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['current_person', 'goes_on_as', 'caller_goes_on_as'])('tells nobody without a request: %s', async (name) => {
    const call = `select core.${name}($1) as told`;
    const known = await database.asApp(null, call, [consenting.id]).catch(({ code }: { code: string }) => code);
    expect(known === '42501' || JSON.stringify(known) === '[{"told":false}]').toBe(true);
  });
});
