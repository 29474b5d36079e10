import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importInto, personsCsv, useFiles } from '../import/import-files.fixture';
import type { Caller } from '../../src/platform/identity/caller';
import { writeConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { LIVE_WAYS, untilSubscribers, type Subscriber } from '../kit/live';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, tokenFor, type RunningTestHub } from '../operations/running-hub';

interface Change {
  readonly consentChanged: {
    readonly kind: string;
    readonly personId: string | null;
    readonly consent: { readonly id: string; readonly state: string; readonly recipients: string[] } | null;
  };
}

const CHANGES = `subscription ($personId: ID) {
  consentChanged(personId: $personId) { kind personId consent { id state recipients } } }`;
const ANSWERS = 'subscription { consentRequestAnswered { kind personId consent { state requestReason } } }';
const TASKS = 'subscription { withdrawalTaskDue { kind task { id state categories personId } } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { state } }';
const REQUEST = 'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id } }';
const ANSWER = 'mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { state } }';

const SCOPE = {
  recipients: ['jobcenter' as const],
  categories: ['IDENTITY' as const],
  purposes: ['CASE_MANAGEMENT' as const],
};

describe.each(Object.entries(LIVE_WAYS))('told over %s', (_way, subscribe) => {
  const files = useFiles();
  const database = useDatabase();
  let hub: RunningTestHub;
  let yusuf: TestPerson;
  let open: Subscriber<never>[] = [];

  const listens = async <Data>(caller: Caller, query: string, variables = {}, lifetime: string | number = '1h') => {
    const token = await tokenFor(caller, lifetime);
    const before = hub.subscribers();
    const subscriber = subscribe<Data>({ url: hub.url, token, query, variables });
    open.push(subscriber as never);
    // Events count from the moment on at which the hub has it.
    await untilSubscribers(hub, (count) => count !== before);
    return subscriber;
  };
  const givesConsent = (to: TestPerson = yusuf, more = {}) => writeConsent(database, to.id, { ...SCOPE, ...more });

  /** What was committed just before somebody listens may still be on its way. */
  const nextOf = async (subscriber: Subscriber<Change>, kind: string) => {
    for (;;) {
      const { consentChanged } = await subscriber.next();
      if (consentChanged.kind === kind) return consentChanged;
    }
  };

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
  });
  beforeEach(async () => {
    yusuf = await person(database).with('Identity', { by: 'city' }).create();
  });
  afterEach(async () => {
    for (const subscriber of open) subscriber.stop();
    open = [];
    await untilSubscribers(hub, (count) => count === 0);
  });
  afterAll(() => hub.stop());

  it('a consent reaches the person and the recipient the moment it is given', async () => {
    const mine = await listens<Change>(self(yusuf.id), CHANGES);
    const theirs = await listens<Change>(staff('jobcenter'), CHANGES);
    const id = await givesConsent();
    const told = { kind: 'GIVEN', personId: yusuf.id, consent: { id, state: 'GIVEN', recipients: ['jobcenter'] } };
    expect(await mine.next()).toEqual({ consentChanged: told });
    expect(await theirs.next()).toEqual({ consentChanged: told });
  });

  it('is silent to whom no consent names: the next event that concerns them is the first that they get', async () => {
    const stranger = await listens<Change>(staff('employment-agency'), CHANGES);
    const other = await listens<Change>(self((await person(database).create()).id), CHANGES);
    await givesConsent();
    const concerning = await givesConsent(yusuf, { recipients: ['employment-agency'] });
    expect((await stranger.next()).consentChanged.consent!.id).toBe(concerning);
    expect(stranger.waiting).toEqual([]);
    expect(other.waiting).toEqual([]);
  });

  it('a withdrawal reaches the person, and who has a file of their own about them', async () => {
    const known = await person(database).knownTo('jobcenter').consenting(SCOPE).create();
    const mine = await listens<Change>(self(known.id), CHANGES);
    const theirs = await listens<Change>(staff('jobcenter'), CHANGES);
    await hub.ask(self(known.id), null, WITHDRAW, { id: known.consentIds[0] });
    for (const subscriber of [mine, theirs]) {
      expect(await nextOf(subscriber, 'WITHDRAWN')).toMatchObject({
        consent: { id: known.consentIds[0], state: 'WITHDRAWN' },
      });
    }
  });

  it('is silent about the withdrawal of the consent by which alone somebody knew the person', async () => {
    const id = await givesConsent();
    const mine = await listens<Change>(self(yusuf.id), CHANGES);
    const theirs = await listens<Change>(staff('jobcenter'), CHANGES, { personId: yusuf.id });
    await hub.ask(self(yusuf.id), null, WITHDRAW, { id });
    await nextOf(mine, 'WITHDRAWN');
    // Time enough for the other to be told the same.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await database.asApp(null, `notify geleit, 'read again'`);
    const kinds: string[] = [];
    while (kinds.at(-1) !== 'RELOAD') kinds.push((await theirs.next()).consentChanged.kind);
    expect(kinds).not.toContain('WITHDRAWN');
  });

  it('a file of 150 consents cuts nobody: all are told, or to read again, and the next change comes', async () => {
    const run = importInto(database);
    await run({ kind: 'persons', file: await files.write('persons.csv', personsCsv(['L-1'])) });
    const theirs = await listens<Change>(staff('jobcenter'), CHANGES);
    const rows = Array.from(
      { length: 150 },
      (_, index) => `L-${index};L-1;jobcenter;IDENTITY;CASE_MANAGEMENT;01.02.2019;01.02.2019;01.02.2099;GIVEN\n`,
    ).join('');
    const header = 'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state\n';
    const imported = await run({ kind: 'consents', file: await files.write('consents.csv', header + rows) });
    expect(imported).toMatchObject({ inserted: 150, rejected: 0 });
    let told = 0;
    for (let isToReload = false; told < 150 && !isToReload;) {
      const { kind } = (await theirs.next()).consentChanged;
      isToReload = kind === 'RELOAD';
      if (kind === 'GIVEN') told += 1;
    }
    const later = await givesConsent();
    let heard: string | undefined;
    while (heard !== later) heard = (await theirs.next()).consentChanged.consent?.id;
    expect(heard).toBe(later);
  });

  it('tells nobody anything of a change that was rolled back', async () => {
    const mine = await listens<Change>(self(yusuf.id), CHANGES);
    await expect(givesConsent(yusuf, { fromDay: 3, untilDay: 3, dataFrom: 'no day' })).rejects.toThrow();
    const id = await givesConsent();
    expect((await mine.next()).consentChanged.consent!.id).toBe(id);
  });

  it('of one person alone, where staff say whom they mean', async () => {
    const sought = await person(database).create();
    const theirs = await listens<Change>(staff('jobcenter'), CHANGES, { personId: sought.id });
    await givesConsent();
    const id = await givesConsent(sought);
    expect((await theirs.next()).consentChanged.consent!.id).toBe(id);
    expect(theirs.waiting).toEqual([]);
  });

  it('an answer reaches the institution that asked, and no other', async () => {
    const asked = await person(database).knownTo('jobcenter', 'city').create();
    const requester = await listens(staff('jobcenter'), ANSWERS);
    const other = await listens(staff('city'), ANSWERS);
    for (const answer of ['REFUSE', 'GIVE']) {
      const input = { ...SCOPE, personId: asked.id, reason: 'We would like to plan a course with you.' };
      const validUntil = new Date(Date.now() + 86_400_000).toISOString();
      const request = await hub.ask<{ requestConsent: { id: string } }>(staff('jobcenter'), null, REQUEST, {
        input: { ...input, validUntil },
      });
      await hub.ask(self(asked.id), null, ANSWER, { input: { id: request.data!.requestConsent.id, answer } });
    }
    const consent = { requestReason: 'We would like to plan a course with you.' };
    for (const state of ['REFUSED', 'GIVEN']) {
      expect(await requester.next()).toEqual({
        consentRequestAnswered: { kind: state, personId: asked.id, consent: { ...consent, state } },
      });
    }
    expect(other.waiting).toEqual([]);
  });

  it('a task reaches its institution when it comes, and once more when its time is over', async () => {
    const id = await givesConsent();
    const read = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
    await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', read, { id: yusuf.id });
    const holder = await listens<{ withdrawalTaskDue: { kind: string; task: { id: string } } }>(
      staff('jobcenter'),
      TASKS,
    );
    const other = await listens(staff('city'), TASKS);
    await hub.ask(self(yusuf.id), null, WITHDRAW, { id });
    const { task, kind } = (await holder.next()).withdrawalTaskDue;
    expect([kind, task]).toMatchObject(['NEW', { state: 'OPEN', categories: ['IDENTITY'], personId: yusuf.id }]);

    await database.asOwner(`update core.withdrawal_task set due_at = now() - interval '1 second' where id = $1`, [
      task.id,
    ]);
    const replicas = await Promise.all(
      [1, 2, 3].map(() => database.asApp<{ count: number }>(null, 'select core.announce_due_tasks() as count')),
    );
    expect(replicas.flat().reduce((sum, { count }) => sum + count, 0)).toBe(1);
    expect(await holder.next()).toMatchObject({ withdrawalTaskDue: { kind: 'OVERDUE', task: { id: task.id } } });
    expect([holder.waiting, other.waiting]).toEqual([[], []]);
  });

  it('each event is on record like any other reading', async () => {
    const theirs = await listens<Change>(staff('jobcenter'), CHANGES);
    await givesConsent();
    await theirs.next();
    const entries = await database.asOwner(
      `select institution, actor, event, fields from core.access_entry where person_id = $1 and institution = 'jobcenter'`,
      [yusuf.id],
    );
    expect(entries).toEqual([
      { institution: 'jobcenter', actor: 'jobcenter-counsellor', event: 'READ', fields: ['Consent'] },
    ]);
  });

  it('until the token expires: then the subscription is cut, and says so', async () => {
    const expiry = Math.floor(Date.now() / 1_000) + 2;
    const mine = await listens<Change>(self(yusuf.id), CHANGES, {}, expiry);
    await givesConsent();
    expect((await mine.next()).consentChanged.kind).toBe('GIVEN');
    expect(await mine.ended).toBe('TOKEN_EXPIRED');
    expect(Date.now()).toBeGreaterThanOrEqual(expiry * 1_000);
    // Over a WebSocket the hub lets go of it when the client has closed, too.
    await untilSubscribers(hub, (count) => count === 0);
    expect(hub.subscribers()).toBe(0);
  });
});
