import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../../kit/database';
import { self, staff, useHub } from '../../kit/hub';
import { person } from '../../kit/people';
import { sessionOf } from '../../../src/access/request-context';
import { isLogEntry, logThing, logThingOfSession, logValues } from '../../../src/access/log/log-entry.sql';

describe('the entry about a thing', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let id: string;

  beforeAll(async () => {
    id = (await person(database).knownTo('city').create()).id;
  });

  it.each([
    ['staff, for a purpose', () => hub.contextOf(staff('city'), 'CASE_MANAGEMENT')],
    ['staff, without a purpose', () => hub.contextOf(staff('city'), null)],
    ['a person', () => hub.contextOf(self(id), null)],
  ])('says the same of %s by the settings of the transaction as by parameters', async (_, contextOf) => {
    const context = { ...contextOf(), requestId: randomUUID() };
    const thing = { event: 'WRITE', thing: 'Consent', from: '' } as const;
    const byParameters = logThing({ ...thing, person: '$6::uuid' });
    const bySettings = logThingOfSession({ ...thing, person: '$1::uuid' });
    expect([byParameters, bySettings].map(isLogEntry)).toEqual([true, true]);
    const send = (text: string, values: readonly unknown[]) =>
      context.database.once(sessionOf(context), { text: `with logged as (${text}) select`, values });
    await send(byParameters, [...logValues(context), id]);
    await send(bySettings, [id]);
    const written = await database.asOwner(
      `select institution, purpose, actor, role, event, person_id, fields, asked, permitted from core.access_entry
       where request_id = $1`,
      [context.requestId],
    );
    const { asking, caller } = context;
    const entry = {
      ...{ institution: asking.institution, purpose: asking.purpose, actor: caller.actor, role: asking.role },
      ...{ event: 'WRITE', person_id: id, fields: ['Consent'], asked: [], permitted: {} },
    };
    expect(written).toEqual([entry, entry]);
  });
});
