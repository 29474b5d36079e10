import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { dayInGermany } from '../../src/platform/calendar';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';

interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly count: number;
  readonly state: string;
}

const LOOK = 'mutation ($from: Date!, $until: Date!) { lookForPatterns(from: $from, until: $until) }';
const FINDINGS = `query ($state: PatternState, $first: Int = 50, $after: String) {
  unusualPatterns(first: $first, after: $after, state: $state) {
    nodes { id kind day actor role count threshold state note reviewedBy } pageInfo { hasNextPage endCursor } } }`;
const REVIEW = 'mutation ($input: ReviewPatternInput!) { reviewPattern(input: $input) { state note reviewedBy } }';
const CONSENTS = `query ($state: ConsentState, $first: Int = 50, $after: String) {
  consentOverview(first: $first, after: $after, state: $state) {
    nodes { id personId state recipients hasExceptions isChecked } pageInfo { hasNextPage endCursor } } }`;

const inDays = (days: number): string => dayInGermany(new Date(Date.now() + days * 86_400_000));
const officer = (institution: InstitutionId) => staff(institution, 'data-protection-officer');

describe('the data protection officer of the jobcenter', () => {
  const database = useDatabase();
  const hub = useHub(database);

  beforeAll(async () => {
    // The tests look back further than the log of a new database reaches.
    await database.asOwner(`do $$ begin
      if date_trunc('month', now()) > now() - interval '21 days' then
        execute format('create table core.access_entry_before partition of core.access_entry for values from (%L) to (%L)',
          date_trunc('month', now()) - interval '1 month', date_trunc('month', now()));
        alter table core.access_entry_before enable row level security;
      end if; end $$`);
  });

  /** Writes entries of the log as the hub would have on that day: by the owner's hand, because the hub dates none back. */
  const entries = async (count: number, day: number, actor: string, more: { event?: string; known?: string } = {}) => {
    const { event = 'READ', known = 'gen_random_uuid()' } = more;
    await database.asOwner('alter table core.access_entry no force row level security');
    await database.asOwner(
      `insert into core.access_entry (request_id, institution, actor, role, event, person_id, fields, asked, permitted, at)
       select gen_random_uuid(), 'jobcenter', $1, 'counsellor', $2, ${event === 'REFUSED' ? 'null' : known}, '{}',
         case when $2 = 'READ' then '{IDENTITY}' else '{}' end::text[], '{}', now() + make_interval(days => $3)
       from generate_series(1, $4)`,
      [actor, event, day, count],
    );
    await database.asOwner('alter table core.access_entry force row level security');
  };
  const looks = async (institution: InstitutionId = 'jobcenter', from = -21, until = 0) =>
    (
      await hub.ask<{ lookForPatterns: number }>(officer(institution), null, LOOK, {
        from: inDays(from),
        until: inDays(until),
      })
    ).data?.lookForPatterns;
  const findings = async (institution: InstitutionId = 'jobcenter', variables = {}) =>
    (
      await hub.ask<{ unusualPatterns: { nodes: Finding[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        officer(institution),
        null,
        FINDINGS,
        variables,
      )
    ).data!.unusualPatterns;

  it('finds nothing where staff look up as many persons as their work asks for', async () => {
    await entries(39, 0, 'busy');
    await entries(4, 0, 'busy', { event: 'REFUSED' });
    expect(await looks()).toBe(0);
    expect((await findings()).nodes).toEqual([]);
  });

  it('finds who looked up many in a day, tried codes, or looked without ever doing anything', async () => {
    await entries(41, 0, 'many');
    await entries(6, -1, 'guesser', { event: 'REFUSED' });
    await entries(21, -20, 'idle');
    const { id } = await person(database).knownTo('jobcenter').create();
    await entries(1, -20, 'diligent', { known: `'${id}'` });
    await entries(19, -20, 'diligent');
    await entries(1, -19, 'diligent', { event: 'WRITE', known: `'${id}'` });
    expect(await looks()).toBe(3);
    expect((await findings()).nodes.map(({ kind, actor, count }) => [kind, actor, count])).toEqual([
      ['MANY_PERSONS', 'many', 41],
      ['REFUSED_CODES', 'guesser', 6],
      ['WITHOUT_ACTION', 'idle', 21],
    ]);
  });

  it('finds the same only once, and counts further as long as nobody has reviewed it', async () => {
    await entries(4, 0, 'many');
    expect(await looks()).toBe(0);
    const found = (await findings()).nodes;
    expect(found).toHaveLength(3);
    expect(found.find(({ actor }) => actor === 'many')!.count).toBe(45);
  });

  it('writes down what explains a finding, and it stays so', async () => {
    const [many, guesser] = (await findings()).nodes;
    const reviews = (id: string, verdict: string, note: string, by = officer('jobcenter')) =>
      hub.ask<{ reviewPattern: { state: string } }>(by, null, REVIEW, { input: { id, verdict, note } });
    expect((await reviews(many!.id, 'EXPLAINED', '  ')).codes).toEqual(['INVALID_INPUT']);
    expect((await reviews(many!.id, 'EXPLAINED', 'Standing in for a colleague at the counter.')).data).toEqual({
      reviewPattern: {
        state: 'EXPLAINED',
        note: 'Standing in for a colleague at the counter.',
        reviewedBy: 'jobcenter-data-protection-officer',
      },
    });
    expect((await reviews(guesser!.id, 'ESCALATED', 'Passed on to the head of the office.')).errors).toEqual([]);
    await entries(10, 0, 'many');
    await looks();
    expect((await findings('jobcenter', { state: 'OPEN' })).nodes.map(({ actor }) => actor)).toEqual(['idle']);
    expect((await findings('jobcenter', { state: 'EXPLAINED' })).nodes).toMatchObject([{ actor: 'many', count: 45 }]);
    expect((await reviews('x', 'EXPLAINED', 'No.')).codes).toEqual(['NOT_FOUND']);
    expect((await reviews(many!.id, 'EXPLAINED', 'Not ours.', officer('city'))).codes).toEqual(['NOT_FOUND']);
    expect((await reviews(many!.id, 'EXPLAINED', 'No.', staff('jobcenter'))).codes).toEqual(['FORBIDDEN']);
  });

  it('reads the findings page by page', async () => {
    const first = await findings('jobcenter', { first: 2 });
    const second = await findings('jobcenter', { first: 2, after: first.pageInfo.endCursor });
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    expect([second.nodes.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
    expect(new Set([...first.nodes, ...second.nodes].map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    [-40, 0],
    [0, -1],
  ])('does not look from day %i to day %i', async (from, until) => {
    expect(await looks('jobcenter', from, until)).toBeNull();
  });

  it('knows nothing of the staff of another institution, nor they of theirs', async () => {
    expect(await looks('city')).toBe(0);
    expect((await findings('city')).nodes).toEqual([]);
    for (const role of ['counsellor', 'planner', 'administrator'] as const) {
      expect((await hub.ask(staff('jobcenter', role), null, FINDINGS)).codes).toEqual(['FORBIDDEN']);
    }
    const counsellor = { institution: 'jobcenter', role: 'counsellor' };
    expect(await database.asApp(counsellor, 'select * from core.pattern_finding')).toEqual([]);
    expect(
      await database.asApp(
        { institution: 'city', role: 'data-protection-officer' },
        'select * from core.pattern_finding',
      ),
    ).toEqual([]);
  });

  it('cannot make up a finding about somebody else’s staff, nor anybody but the officer one', async () => {
    const insert = `insert into core.pattern_finding (institution, actor, role, kind, day, count, threshold, found_by)
      values ('jobcenter', 'x', 'counsellor', 'MANY_PERSONS', current_date, 99, 1, 'kit')`;
    for (const [institution, role] of [
      ['city', 'data-protection-officer'],
      ['jobcenter', 'counsellor'],
    ] as const) {
      await expect(database.asApp({ institution, role }, insert)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is watched, too: looking and reading are on record', async () => {
    const [row] = await database.asOwner<{ count: number }>(
      `select count(*)::int as count from core.access_entry where fields = '{PatternFinding}' and role = 'data-protection-officer'`,
    );
    expect(row!.count).toBeGreaterThan(5);
  });
});

describe('the consents, for a data protection officer', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;
  const overview = async (institution: InstitutionId, variables = {}) =>
    (
      await hub.ask<{ consentOverview: { nodes: { id: string; state: string }[]; pageInfo: { endCursor: string } } }>(
        officer(institution),
        null,
        CONSENTS,
        variables,
      )
    ).data!.consentOverview;

  beforeAll(async () => {
    const scope = { categories: ['IDENTITY' as const], purposes: ['CASE_MANAGEMENT' as const] };
    giver = await person(database)
      .consenting({ ...scope, recipients: ['jobcenter'] })
      .consenting({ ...scope, recipients: ['jobcenter', 'city'], fromDay: -30, untilDay: -1 })
      .consenting({ ...scope, recipients: ['employment-agency'] })
      .create();
  });

  it('are those that the own institution takes part in, newest first, without content', async () => {
    expect((await overview('jobcenter')).nodes).toEqual([
      {
        id: giver.consentIds[1],
        personId: giver.id,
        state: 'EXPIRED',
        recipients: ['jobcenter', 'city'],
        hasExceptions: false,
        isChecked: false,
      },
      {
        id: giver.consentIds[0],
        personId: giver.id,
        state: 'GIVEN',
        recipients: ['jobcenter'],
        hasExceptions: false,
        isChecked: false,
      },
    ]);
    expect((await overview('caritas')).nodes).toEqual([]);
  });

  it('come by state and page by page', async () => {
    expect((await overview('jobcenter', { state: 'EXPIRED' })).nodes.map(({ id }) => id)).toEqual([
      giver.consentIds[1],
    ]);
    const first = await overview('jobcenter', { first: 1 });
    const second = await overview('jobcenter', { first: 1, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual([giver.consentIds[1], giver.consentIds[0]]);
  });

  it('are for no other role, and the person sees that they were read', async () => {
    expect((await hub.ask(staff('jobcenter', 'case-manager'), null, CONSENTS)).codes).toEqual(['FORBIDDEN']);
    const { data } = await hub.ask<{ accessLog: { nodes: { role: string; fields: string[] }[] } }>(
      self(giver.id),
      null,
      '{ accessLog(first: 50) { nodes { role fields } } }',
    );
    expect(data!.accessLog.nodes).toContainEqual({ role: 'data-protection-officer', fields: ['ConsentOverview'] });
  });
});

describe('a member of staff who looks up relatives', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let running: RunningTestHub;
  const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';

  beforeAll(async () => {
    running = await startTestHub({ appUrl: database.appUrl });
  });
  afterAll(() => running.stop());

  const named = (familyName: string) =>
    person(database).with('Identity', { by: 'jobcenter', values: { familyName } }).create();
  const reads = async (who: string, familyName: string | undefined, { id }: TestPerson) => {
    const caller = { ...staff('jobcenter'), actor: who, familyName } as ReturnType<typeof staff>;
    const answer = await running.ask(caller, null, READ, { id });
    expect(answer.errors).toEqual([]);
  };

  it('is found by the surname, and neither name nor person is told', async () => {
    const [relative, other] = [await named('Müller-Öz'), await named('Beispiel')];
    await reads('cousin', 'MUELLER OEZ', relative);
    await reads('cousin', 'MUELLER OEZ', other);
    while ((await database.asOwner('select from core.staff_name_mark')).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const today = { from: inDays(0), until: inDays(0) };
    const caller = officer('jobcenter');
    expect((await running.ask(caller, null, LOOK, today)).data).toEqual({ lookForPatterns: 1 });
    const answer = await running.ask<{ unusualPatterns: { nodes: Finding[] } }>(caller, null, FINDINGS);
    expect(answer.data!.unusualPatterns.nodes).toMatchObject([{ kind: 'SAME_SURNAME', actor: 'cousin', count: 1 }]);
    expect(answer.text).not.toMatch(new RegExp(`${relative.id}|M(ü|ue)ller`, 'i'));
  });

  it('leaves a mark that nobody can read through the hub, and that is no hash of the name alone', async () => {
    const [mark] = await database.asOwner<{ mark: string }>('select mark from core.staff_name_mark');
    expect(mark!.mark).toMatch(/^[\da-f]{64}$/);
    for (const role of ['counsellor', 'data-protection-officer']) {
      await expect(
        database.asApp({ institution: 'jobcenter', role }, 'select * from core.staff_name_mark'),
      ).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      database.asApp(
        { institution: 'city', role: 'counsellor' },
        `insert into core.staff_name_mark values ('jobcenter', 'x', current_date, 'x')`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
    const guess = `select * from core.same_surname_lookups(current_date - 1, current_date + 1, 'guessed key')`;
    expect(await database.asApp({ institution: 'jobcenter', role: 'data-protection-officer' }, guess)).toEqual([]);
    expect(await database.asApp({ institution: 'jobcenter', role: 'counsellor' }, guess)).toEqual([]);
  });

  it.each([
    ['9999-12-31', '9999-12-31'],
    ['0000-01-01', '0000-01-01'],
    ['2200-01-01', '2200-01-02'],
    [inDays(0), inDays(-1)],
    [inDays(-31), inDays(0)],
  ])('looks at no days that there are not, or that are too many: %s to %s', async (from, until) => {
    const { codes } = await hub.ask(officer('jobcenter'), null, LOOK, { from, until });
    expect(codes).toEqual(['INVALID_INPUT']);
  });

  it('is not looked for in a hub without the key', async () => {
    const { data } = await hub.ask(officer('jobcenter'), null, LOOK, { from: inDays(0), until: inDays(0) });
    expect(data).toEqual({ lookForPatterns: 0 });
  });

  it('is forgotten after a month', async () => {
    await database.asOwner(`update core.staff_name_mark set day = day - 40`);
    await reads('another', 'Beispiel', await named('Muster'));
    const left = async () =>
      (await database.asOwner<{ actor: string }>('select actor from core.staff_name_mark')).map(({ actor }) => actor);
    while (!(await left()).includes('another')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await left()).toEqual(['another']);
  });
});
