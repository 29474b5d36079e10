import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { LIVE_WAYS, overSse, overWebSocket, type Subscriber } from '../kit/live';
import { person, type TestPerson } from '../kit/people';
import { startHubProcess, type HubProcess } from './hub-process';

interface Change {
  readonly consentChanged: { readonly kind: string; readonly consent: { readonly id: string } | null };
}

const CHANGES = 'subscription { consentChanged { kind consent { id } } }';
const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';

describe('two hub processes on one database', () => {
  const database = useDatabase();
  let hubs: HubProcess[];
  let known: TestPerson;

  beforeAll(async () => {
    hubs = [
      await startHubProcess(database, { LOG_LEVEL: 'warn' }),
      await startHubProcess(database, { LOG_LEVEL: 'warn', SHUTDOWN_GRACE_SECONDS: '20' }),
    ];
    known = await person(database).knownTo('jobcenter').create();
  }, 60_000);
  afterAll(() => Promise.all(hubs.map((hub) => hub.end('SIGTERM'))));

  const gives = async (hub: HubProcess): Promise<string> => {
    const validUntil = new Date(Date.now() + 86_400_000).toISOString();
    const input = { recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'], validUntil };
    const { data } = await hub.ask<{ giveConsent: { id: string } }>(`person:${known.id}`, null, GIVE, { input });
    return data!.giveConsent.id;
  };
  /** Events count from the moment on at which the hub has the subscriber; another change of the same person tells when. */
  const listens = async (hub: HubProcess, subscribe: typeof overSse = overSse): Promise<Subscriber<Change>> => {
    const token = await hub.tokenOf('jobcenter-adviser');
    const open = () => subscribe<Change>({ url: hub.url, token, query: CHANGES });
    let subscriber = open();
    while (subscriber.waiting.length === 0) {
      await gives(hub);
      const pause = new Promise((resolve) => setTimeout(resolve, 50));
      // A hub that has lost its connection lets nobody in before it listens again.
      if ((await Promise.race([subscriber.ended, pause])) === '503') subscriber = open();
    }
    const last = await gives(hub);
    while ((await subscriber.next()).consentChanged.consent!.id !== last);
    return subscriber;
  };

  it.each(Object.entries(LIVE_WAYS))('see each other’s events over %s', async (_, subscribe) => {
    const subscribers = await Promise.all(hubs.map((hub) => listens(hub, subscribe)));
    // While both got ready, each has heard of the other's changes.
    const id = await gives(hubs[0]!);
    const other = await gives(hubs[1]!);
    for (const subscriber of subscribers) {
      const heard: (string | undefined)[] = [];
      while (heard.at(-1) !== other) heard.push((await subscriber.next()).consentChanged.consent?.id);
      expect(heard).toContain(id);
      subscriber.stop();
    }
  });

  it('lose no event unseen when the database ends the connections on which they listen', async () => {
    const subscriber = await listens(hubs[0]!);
    const ended = await database.asOwner(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'geleit live' and datname = current_database()`,
    );
    expect(ended).toHaveLength(2);
    const missed = await gives(hubs[1]!);
    const heard: (string | undefined)[] = [];
    // Either the event itself came before the end, or the word to read again comes after it.
    for (let kind = ''; kind !== 'RELOAD';) {
      const { consentChanged } = await subscriber.next();
      kind = consentChanged.kind;
      heard.push(consentChanged.consent?.id);
    }
    const next = await gives(hubs[1]!);
    while (heard.at(-1) !== next) heard.push((await subscriber.next()).consentChanged.consent?.id);
    expect(heard.filter((id) => id === missed).length).toBeLessThanOrEqual(1);
    subscriber.stop();
  });

  it('send subscribers away at SIGTERM, without waiting for them', async () => {
    const sse = await listens(hubs[1]!);
    const ws = await listens(hubs[1]!, overWebSocket);
    const started = Date.now();
    const exit = hubs[1]!.end('SIGTERM');
    expect(await sse.ended).toBe('UNAVAILABLE');
    expect(await ws.ended).toBe('UNAVAILABLE');
    expect(await exit).toBe(0);
    // Nobody's open subscription uses up the time for requests in flight.
    expect(Date.now() - started).toBeLessThan(15_000);
    hubs.pop();
    const still = await listens(hubs[0]!);
    still.stop();
  });

  it('write nothing of it all into their logs but that the connection was lost', () => {
    const atStart = 'DECISION_JOURNAL is not set';
    for (const line of hubs[0]!
      .output()
      .split('\n')
      .filter((text) => text.startsWith('{') && !text.includes(atStart))) {
      expect(line).toContain('announcements of the database do not arrive');
      expect(line).not.toContain(known.id);
    }
  });
});
