import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { exportSchema } from '../../src/subgraphs/core/person-export/export-document';
import { exportedTables, LEFT_OUT_FIELDS } from '../../src/subgraphs/core/person-export/exported-tables';
import { tables } from '../kit/catalogue';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { disputeRecord, restrictRecord } from '../kit/marks';
import { person, type TestPerson } from '../kit/people';

type Document = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const EXPORT = '{ myExport }';
const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id } }';
const READ =
  'query ($id: ID!) { person(id: $id) { identity { familyName } household { members { identity { familyName } } } } }';
const VALID_UNTIL = new Date(Date.now() + 86_400_000).toISOString();

/** He moves to another town and takes everything with him. */
describe('Dawit, who takes his data along', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let dawit: TestPerson;
  let document: Document;

  beforeAll(async () => {
    const home = { by: 'city', values: { householdNumber: 'H-9', householdKind: 'COUPLE' } } as const;
    dawit = await person(database)
      .withEverything('city', ['Household'])
      .with('Household', home)
      .with('Identity', { by: 'jobcenter' })
      .knownTo('employment-agency')
      .create();
    await person(database)
      .with('Household', home)
      .with('Identity', { by: 'city', values: { givenName: 'Selam', familyName: 'Fremdename' } })
      .create();
    const [first, second] = dawit.records.filter(({ declaration }) => declaration.name !== 'PersonLink');
    await disputeRecord(database, first!, { field: null, note: 'Das bestreite ich.' });
    await restrictRecord(database, second!);
    const scope = { recipients: ['jobcenter'], categories: ['IDENTITY', 'HOUSEHOLD'], validUntil: VALID_UNTIL };
    const spoken = { personId: dawit.id, interpreter: 'Dolmetscherin Fremdename', language: 'de' };
    const input = { ...scope, purposes: ['CASE_MANAGEMENT'], ...spoken };
    const { data, errors } = await hub.ask<{ giveConsent: { id: string } }>(staff('city'), null, GIVE, { input });
    expect(errors).toEqual([]);
    await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', READ, { id: dawit.id });
    const withdraw =
      'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state receipts { version } } }';
    const withdrawn = await hub.ask(self(dawit.id), null, withdraw, { input: { id: data!.giveConsent.id } });
    expect(withdrawn.errors).toEqual([]);
    const words = 'Bitte alles aus der Papierakte.';
    await hub.ask(self(dawit.id), null, ASK, { input: { kind: 'EXPORT', institution: 'city', words } });
    document = await exported();
  }, 60_000);

  const exported = async (): Promise<Document> => {
    const answer = await hub.ask<{ myExport: Document }>(self(dawit.id), null, EXPORT);
    expect(answer.errors).toEqual([]);
    return answer.data!.myExport;
  };
  const validate = addFormats(new Ajv({ strict: true, strictRequired: false, allErrors: true })).compile(
    exportSchema(REGISTRY),
  );

  it('has it in one document with a schema that describes it', () => {
    expect(validate(document) ? [] : validate.errors).toEqual([]);
    const damaged = { ...document, records: [{ ...document.records![0], surprise: true }] };
    expect(validate(damaged)).toBe(false);
  });

  it('has every record of every institution in it, with its source, its dates, its marks and its values', () => {
    const found = document.records!.map(({ type, id }) => `${String(type)} ${String(id)}`);
    expect(found.sort()).toEqual(dawit.records.map(({ declaration, id }) => `${declaration.name} ${id}`).sort());
    for (const { id, author, declaration, shown } of dawit.records) {
      const record = document.records!.find((each) => each.id === id)!;
      expect(record).toMatchObject({ institution: author, recordedAt: expect.any(String), version: 1 });
      const values = record.values as Record<string, unknown>;
      for (const { name, reference } of declaration.fields.filter(({ exposed }) => exposed)) {
        if (reference) expect(values[name]).toEqual(expect.any(Object));
        else expect([declaration.name, name, values[name]]).toEqual([declaration.name, name, shown[name]]);
      }
    }
    expect(document.records!.filter(({ restrictedAt }) => restrictedAt !== null)).toHaveLength(1);
    expect(document.records!.flatMap(({ disputes }) => disputes)).toMatchObject([{ note: 'Das bestreite ich.' }]);
  });

  it('has his consents with their history, and what became of them', () => {
    expect(document.consents).toMatchObject([{ state: 'WITHDRAWN', recipients: ['jobcenter'] }]);
    expect(document.consentHistory!.map(({ stateAfter }) => stateAfter)).toEqual(['GIVEN', 'WITHDRAWN']);
    expect(document.receipts!.length).toBeGreaterThan(0);
    // As identity the jobcenter saw its own record, which the consent had not opened.
    expect(document.withdrawalTasks).toMatchObject([{ institution: 'jobcenter', categories: ['HOUSEHOLD'] }]);
    expect(document.rightsRequests).toMatchObject([{ kind: 'EXPORT', institution: 'city' }]);
    expect(document.rightsRequestContents).toMatchObject([{ words: 'Bitte alles aus der Papierakte.' }]);
  });

  it('has who looked in it, and the next export has this one', async () => {
    expect(document.accessLog).toContainEqual(
      expect.objectContaining({ institution: 'jobcenter', purpose: 'CASE_MANAGEMENT', event: 'READ' }),
    );
    const next = await exported();
    expect(next.accessLog!.at(-1)).toMatchObject({ institution: null, role: 'person', fields: ['Query.myExport'] });
    expect(await countStatements(database, exported)).toHaveLength(1);
  });

  it('has no third person in it: nobody of his household, no interpreter, no member of staff', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(/Fremdename|Selam/);
    expect(text).not.toMatch(/jobcenter-counsellor|city-counsellor/);
    const contact = dawit.records.find(({ declaration }) => declaration.name === 'ContactAssignment')!;
    expect(text).not.toContain(String((contact.shown.contactPerson as Record<string, unknown>).displayName));
  });

  it('is given to nobody else', async () => {
    for (const caller of [staff('city'), staff('city', 'data-protection-officer'), staff('city', 'administrator')]) {
      expect((await hub.ask(caller, null, EXPORT)).codes).toEqual(['FORBIDDEN']);
    }
    const other = await person(database).with('Contact', { by: 'city' }).create();
    const { data } = await hub.ask<{ myExport: Document }>(self(other.id), null, EXPORT);
    expect(JSON.stringify(data)).not.toContain(dawit.id);
  });

  it('leaves out no table and no column about persons without saying why', async () => {
    const about = (await tables(database)).filter(({ about_persons, is_partition }) => about_persons && !is_partition);
    const records = REGISTRY.all.filter(({ onPerson }) => onPerson !== null).map(({ table }) => table);
    const known = [...records, ...REGISTRY.tables.filter(({ exported }) => exported).map(({ name }) => name)];
    expect(about.map(({ table }) => table).filter((table) => !known.includes(table))).toEqual([]);
    for (const { table, columns, leftOut } of exportedTables(REGISTRY)) {
      const found = await database.asOwner<{ name: string }>(
        'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped',
        [table],
      );
      const told = [...Object.keys(columns), ...Object.keys(leftOut)].sort();
      expect([table, ...found.map(({ name }) => name).sort()]).toEqual([table, ...told]);
    }
    for (const field of Object.keys(LEFT_OUT_FIELDS)) {
      const [type, name] = field.split('.') as [string, string];
      expect(REGISTRY.named(type)!.fields.map((each) => each.name)).toContain(name);
    }
  });
});
