import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';

const HOUSES = ['city', 'jobcenter', 'caritas', 'employment-agency'] as const;
const ME = '{ me { id identity { familyName } } accessLog(first: 3) { nodes { personId } } }';
const CONTACTS = '{ contacts(first: 100) { nodes { town recordedBy personId } } persons(first: 100) { nodes { id } } }';
const FAILING = 'query ($n: String) { searchPersons(by: { fileNumber: $n }) { id } }';

describe('many callers at once on few connections', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  const known = new Map<string, TestPerson[]>();

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl, poolSize: 3 });
    for (const house of HOUSES) {
      const people: TestPerson[] = [];
      for (let index = 0; index < 6; index += 1) {
        const someone = person(database).with('Contact', { by: house, values: { town: `Town of ${house}` } });
        people.push(
          await someone.with('Identity', { by: house, values: { familyName: `${house}-${index}` } }).create(),
        );
      }
      known.set(house, people);
    }
  });
  afterAll(() => hub.stop());

  it('never see what another one asked for, also after requests that fail on the same connection', async () => {
    const asks = Array.from({ length: 25 }, (_, round) =>
      HOUSES.flatMap((house) => {
        const people = known.get(house)!;
        const mine = new Set(people.map(({ id }) => id));
        const someone = people[round % people.length]!;
        return [
          async () => {
            const { data } = await hub.ask<{
              contacts: { nodes: { town: string; recordedBy: string; personId: string }[] };
              persons: { nodes: { id: string }[] };
            }>(staff(house), null, CONTACTS);
            expect(new Set(data!.contacts.nodes.map(({ town }) => town))).toEqual(new Set([`Town of ${house}`]));
            expect(new Set(data!.contacts.nodes.map(({ personId }) => personId))).toEqual(mine);
            expect(new Set(data!.persons.nodes.map(({ id }) => id))).toEqual(mine);
          },
          async () => {
            const { data } = await hub.ask<{
              me: { id: string; identity: { familyName: string } };
              accessLog: { nodes: { personId: string }[] };
            }>(self(someone.id), null, ME);
            expect(data!.me).toEqual({ id: someone.id, identity: { familyName: `${house}-${round % people.length}` } });
            expect(data!.accessLog.nodes.filter(({ personId }) => personId !== someone.id)).toEqual([]);
          },
          async () => {
            const answer = await hub.ask(staff(house), null, FAILING, { n: '\u0000' });
            expect(answer.codes).toStrictEqual(['INVALID_INPUT']);
          },
        ];
      }),
    ).flat();
    await Promise.all(asks.map((ask) => ask()));
  });

  it('are each on record with what they themselves asked for', async () => {
    const wrong = await database.asOwner(
      `select distinct institution, actor, role from core.access_entry
       where (institution is null) <> (role = 'person') or (institution is not null and actor <> institution || '-' || role)`,
    );
    expect(wrong).toEqual([]);
  });
});
