import { describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase, withoutRowLevelSecurity } from './database';
import { useDemonstrationDatabase } from './demonstration';
import { self, staff, unsealedSchema, useHub } from './hub';
import { person, PERSON_RECORDS } from './people';
import { withdrawConsent } from './consents';

const REGISTRATIONS = 'query ($id: ID!) { person(id: $id) { registrations { id registeredOn } } }';

describe('the kit', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('writes a person with a valid record of every type', async () => {
    const { id, records } = await person(database).withEverything('city').create();
    const links = new Set(records.map(({ author }) => author)).size;
    expect(records).toHaveLength(PERSON_RECORDS.length + links);
    const fields = PERSON_RECORDS.map(({ onPerson }) => `${onPerson!.field} { id }`).join(' ');
    const { data } = await hub.ask<{ me: Record<string, unknown> }>(self(id), null, `{ me { ${fields} } }`);
    expect(Object.values(data!.me)).not.toContain(null);
  });

  it('answers as the hub does: a consent opens, its withdrawal closes', async () => {
    const cityWithJobcenter = person(database).knownTo('jobcenter').with('Registration');
    const { id, records, consentIds } = await cityWithJobcenter
      .consenting({ recipients: ['jobcenter'], categories: ['RESIDENCE'], purposes: ['LABOUR_MARKET_INTEGRATION'] })
      .create();
    const ask = () => hub.ask(staff('jobcenter'), 'LABOUR_MARKET_INTEGRATION', REGISTRATIONS, { id });
    const registration = records.find(({ declaration }) => declaration.name === 'Registration')!;
    expect((await ask()).data).toEqual({
      person: { registrations: [{ id: registration.id, registeredOn: registration.shown.registeredOn }] },
    });
    await withdrawConsent(database, id, consentIds[0]!);
    expect(await ask()).toMatchObject({
      data: { person: { registrations: null } },
      withheld: [{ path: 'person.registrations', category: 'RESIDENCE', reason: 'CONSENT_WITHDRAWN', count: 1 }],
    });
  });

  it('tells codes of errors', async () => {
    const { codes } = await hub.ask(staff('city'), null, REGISTRATIONS, { id: crypto.randomUUID() });
    expect(codes).toEqual(['NO_SUCH_PERSON']);
  });

  it('counts the statements of a request', async () => {
    const { id } = await person(database).with('Registration').create();
    const seen = await countStatements(database, () => hub.ask(staff('city'), null, REGISTRATIONS, { id }));
    expect(seen).toHaveLength(1);
  });
});

describe('the kit without locks', () => {
  const database = useDatabase(withoutRowLevelSecurity);
  const hub = useHub(database, { schema: unsealedSchema() });

  it('takes off both', async () => {
    const { id } = await person(database).with('Registration').create();
    const { data } = await hub.ask(staff('caritas'), null, REGISTRATIONS, { id });
    // The statement asks for nothing that is not permitted, even without both locks.
    expect(data).toEqual({ person: { registrations: null } });
  });
});

describe('the kit with the demonstration data', () => {
  const database = useDemonstrationDatabase();
  const hub = useHub(database);

  it('has the persons whom the institutions delivered', async () => {
    const { data } = await hub.ask(staff('city'), null, '{ persons(first: 1) { totalCount } }');
    expect(data).toEqual({ persons: { totalCount: expect.any(Number) } });
    expect((data as { persons: { totalCount: number } }).persons.totalCount).toBeGreaterThan(900);
  });
});
