import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { LIVE_CHANNEL, readAnnouncement, type LiveEvent } from '../../src/platform/live/live-event';
import { writeConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { person } from '../kit/people';

const ANNOUNCE = 'select core.announce_committed() as announced';
const SCOPE = { recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] } as const;

describe('what was committed', () => {
  const database = useDatabase();
  const heard: (string | undefined)[] = [];
  let listener: Client;
  let personId: string;

  beforeAll(async () => {
    personId = (await person(database).create()).id;
    listener = new Client({ connectionString: database.appUrl });
    await listener.connect();
    // The database goes first when all is over.
    listener.on('error', () => undefined);
    listener.on('notification', ({ payload }) => heard.push(payload));
    await listener.query(`listen ${LIVE_CHANNEL}`);
  });
  afterAll(() => listener.end());

  /** What has arrived since the last time; a statement of the listener fetches what is there. */
  const heardSince = async () => {
    await listener.query('select 1');
    return heard.splice(0).map((payload) => (readAnnouncement(payload) as LiveEvent).id);
  };
  const announce = () => database.asApp(null, ANNOUNCE);

  it('is announced afterwards, once and in its order: whoever writes it does not notify', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await writeConsent(database, personId, SCOPE));
    expect(await heardSince()).toEqual([]);
    expect(await announce()).toEqual([{ announced: 3 }]);
    expect(await heardSince()).toEqual(ids);
    expect(await announce()).toEqual([{ announced: 0 }]);
    expect(await heardSince()).toEqual([]);
  });

  it('is not lost where announcing fails, and not announced by two at once', async () => {
    const id = await writeConsent(database, personId, SCOPE);
    const other = new Client({ connectionString: database.appUrl });
    await other.connect();
    await other.query('begin');
    expect((await other.query(ANNOUNCE)).rows).toEqual([{ announced: 1 }]);
    expect(await announce()).toEqual([{ announced: 0 }]);
    await other.query('rollback');
    await other.end();
    expect(await heardSince()).toEqual([]);
    expect(await announce()).toEqual([{ announced: 1 }]);
    expect(await heardSince()).toEqual([id]);
  });

  it('tells everybody to read again where it is too long to be announced', async () => {
    await database.asOwner(`insert into core.announcement (message) values (repeat('x', 8000))`);
    await announce();
    await listener.query('select 1');
    expect(heard.splice(0).map(readAnnouncement)).toEqual(['RELOAD']);
  });

  it('can be read by nobody on the way', async () => {
    for (const statement of [
      'select from core.announcement',
      `insert into core.announcement (message) values ('{}')`,
    ]) {
      await expect(database.asApp(null, statement)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
