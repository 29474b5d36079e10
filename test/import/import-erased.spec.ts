import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { asDefiner, inTransaction } from '../kit/definer';
import { self, staff, useHub } from '../kit/hub';
import { TWO_YEARS, writePastLog } from '../kit/past-log';
import { person } from '../kit/people';
import { waitedFor } from '../kit/waiting';
import type { InstitutionId } from '../../src/access/vocabulary';
import { importInto, rowsOf, useFiles } from './import-files.fixture';

const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version } }';
const ANSWER = 'mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { state } }';
const INVENTORY = `select name from core.erasure_inventory($1, $2) where records > 0`;
const PERSONS = 'file_number;given_name;family_name;birth_date;phone\n';
const REGISTRATIONS = 'registration_number;file_number;registered_on\n';

interface Asked {
  readonly requestRight: { readonly id: string; readonly version: number };
}

describe('an import after an erasure', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  let delivery = 0;

  const deliver = async (kind: string, text: string, institution: InstitutionId = 'city') => {
    const file = await files.write(`${kind}-${(delivery += 1)}.csv`, text);
    const summary = await importInto(database)({ kind, file, institution });
    const rejected = await files.rejected(file);
    return {
      ...summary,
      codes: rejected.map((row) => `${row.rejected_line} ${row.rejected_column} ${row.rejected_code}`),
    };
  };
  const personOf = async (fileNumber: string, institution: InstitutionId = 'city') => {
    const rows = await database.asApp<{ person_id: string }>(
      { institution, role: 'counsellor' },
      'select person_id from core.person_link where file_number = $1',
      [fileNumber],
    );
    return rows[0]!.person_id;
  };
  const asksToErase = async (personId: string, institution: InstitutionId = 'city') => {
    const input = { kind: 'ERASURE', institution };
    const { data, errors } = await hub.ask<Asked>(self(personId), null, ASK, { input });
    expect(errors).toEqual([]);
    return data!.requestRight;
  };
  /** Grants a request: these record types are erased, all others kept. */
  const erases = async ({ id, version }: Asked['requestRight'], types: Record<string, 'ERASE' | 'KEEP'>) => {
    const erasure = Object.entries(types).map(([recordType, outcome]) => ({
      ...{ recordType, outcome },
      ...(outcome === 'KEEP' && { legalBasis: 'section 67c(1) SGB X' }),
    }));
    const { errors } = await hub.ask(staff('city'), null, ANSWER, { input: { id, version, action: 'GRANT', erasure } });
    expect(errors).toEqual([]);
  };
  const erasesAll = async (personId: string) =>
    erases(await asksToErase(personId), {
      Identity: 'ERASE',
      Contact: 'ERASE',
      Registration: 'ERASE',
      PersonLink: 'ERASE',
    });
  const arrived = async (file: string, number: string) => {
    await deliver('persons', `${PERSONS}${file};Ana;Kaya;01.02.1980;0171\n`);
    await deliver('registrations', `${REGISTRATIONS}${number};${file};01.08.2018\n`);
    return personOf(file);
  };
  const numbers = async () =>
    (await rowsOf(database, 'core.person_link')).map(({ file_number }) => String(file_number)).sort();

  it('brings nothing of it back, and says so of each row; all others land', async () => {
    const known = await arrived('A-1', 'RA-1');
    await arrived('A-2', 'RA-2');
    await erasesAll(known);
    const before = await database.asOwner('select count(*) from core.person');
    const persons = `${PERSONS}A-1;Ana;Kaya;01.02.1980;0171\nA-2;Ana;Kaya;01.02.1980;0172\n`;
    for (let time = 0; time < 2; time += 1) {
      expect(await deliver('persons', persons)).toMatchObject({
        ...{ inserted: 0, rejected: 1, codes: ['2 file_number ERASED'] },
      });
      const rows = 'RA-1;A-1;01.08.2018\nRA-2;A-2;01.08.2018\n';
      expect(await deliver('registrations', REGISTRATIONS + rows)).toMatchObject({
        ...{ inserted: 0, rejected: 1, codes: ['2 registration_number ERASED'] },
      });
    }
    expect(await numbers()).toEqual(['A-2']);
    expect(await database.asOwner('select count(*) from core.person')).toEqual(before);
  });

  it('takes the file again once staff have registered the person anew, and each record once they have recorded it; what they recorded stays', async () => {
    await erasesAll(await arrived('B-1', 'RB-1'));
    const identity = { givenName: 'Ana', familyName: 'Kaya', birthDate: '1980-02-01' };
    const register = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
    const application = staff('city', 'service');
    const asApplication = async (mutation: string, input: object) =>
      (await hub.ask(application, null, mutation, { input })).codes;
    expect(await asApplication(register, { fileNumber: 'B-1', ...identity })).toEqual(['ERASED']);
    const { data } = await hub.ask<{ registerPerson: { id: string } }>(staff('city'), null, register, {
      input: { fileNumber: 'B-1', ...identity },
    });
    const personId = data!.registerPerson.id;
    const withPhone = `${PERSONS}B-1;Anna;Kaya;01.02.1980;0171\n`;
    expect((await deliver('persons', withPhone)).codes).toEqual(['2 file_number ERASED']);
    expect(await deliver('persons', withPhone.replace('0171', ''))).toMatchObject({ leftAlone: 1, rejected: 0 });
    const contact = 'mutation ($input: RecordContactInput!) { recordContact(input: $input) { id } }';
    expect(await asApplication(contact, { personId, phone: '0170' })).toEqual(['ERASED']);
    expect((await hub.ask(staff('city'), null, contact, { input: { personId, phone: '0170' } })).errors).toEqual([]);
    expect(await deliver('persons', withPhone)).toMatchObject({ leftAlone: 1, rejected: 0 });
    const registration = `${REGISTRATIONS}RB-1;B-1;01.08.2018\n`;
    expect((await deliver('registrations', registration)).codes).toEqual(['2 registration_number ERASED']);
    const record = 'mutation ($input: RecordRegistrationInput!) { recordRegistration(input: $input) { id } }';
    const input = { personId, registrationNumber: 'RB-1', registeredOn: '2019-01-01' };
    expect(await asApplication(record, input)).toEqual(['ERASED']);
    expect(await asApplication(record, { ...input, registrationNumber: 'RB-2' })).toEqual([]);
    expect((await hub.ask(staff('city'), null, record, { input })).errors).toEqual([]);
    expect(await deliver('registrations', registration)).toMatchObject({ leftAlone: 1, rejected: 0 });
  });

  it('keeps out what was erased of a person who is still known, and by whatever it is told apart', async () => {
    const personId = await arrived('C-1', 'RC-1');
    await deliver('language-courses', 'course_number;title;status\nKC-1;Kurs;OFFERED\n');
    const enrolments = 'course_number;file_number;enrolled_on;status\nKC-1;C-1;01.08.2018;ENROLLED\n';
    await deliver('language-enrolments', enrolments);
    await erases(await asksToErase(personId), {
      ...{ Identity: 'KEEP', Contact: 'ERASE', Registration: 'KEEP', LanguageEnrolment: 'ERASE', PersonLink: 'KEEP' },
    });
    expect((await deliver('language-enrolments', enrolments)).codes).toEqual(['2 course_number ERASED']);
    expect((await deliver('contacts', 'file_number;phone\nC-1;0171\n')).codes).toEqual(['2 file_number ERASED']);
    expect((await deliver('persons', `${PERSONS}C-1;Ana;Kaya;01.02.1980;0171\n`)).codes).toEqual([
      '2 file_number ERASED',
    ]);
    expect(await deliver('registrations', `${REGISTRATIONS}RC-1;C-1;02.08.2018\n`)).toMatchObject({ updated: 1 });
    expect(await deliver('persons', `${PERSONS}C-1;Anna;Kaya;01.02.1980;\n`)).toMatchObject({ updated: 1 });
  });

  it('concerns nobody but the institution that erased: the same number is another file elsewhere', async () => {
    await erasesAll(await arrived('D-1', 'RD-1'));
    const elsewhere = await deliver('persons', `${PERSONS}D-1;Bo;Demir;01.02.1981;0170\n`, 'jobcenter');
    expect(elsewhere).toMatchObject({ inserted: 1, rejected: 0 });
  });

  it('remembers no number, but a hash that nobody makes without the key', async () => {
    await erasesAll(await arrived('E-1', 'RE-1'));
    const [key] = await database.asOwner<{ inner_pad: Buffer }>('select inner_pad from core.erasure_key');
    const mark = (table: string, number: string) =>
      createHmac('sha256', Buffer.from(key!.inner_pad.map((byte) => byte ^ 0x36)))
        .update(`["city", "${table}", ["${number}"]]`)
        .digest('hex');
    const kept = await database.asOwner<{ row: Record<string, string> }>(
      'select to_jsonb(e) as row from core.erased_source e',
    );
    const marks = kept.map(({ row }) => row.mark!.replace('\\x', ''));
    expect(marks).toEqual(
      expect.arrayContaining([
        mark('core.contact', 'E-1'),
        mark('core.person_link', 'E-1'),
        mark('city.registration', 'RE-1'),
      ]),
    );
    expect(new Set(kept.flatMap(({ row }) => Object.keys(row)))).toEqual(
      new Set(['mark', 'institution', 'record_table', 'erased_on']),
    );
    expect(JSON.stringify(kept)).not.toMatch(/E-1|RE-1/);
    const counsellor = { institution: 'city', role: 'counsellor' };
    for (const table of ['erasure_key', 'erased_source']) {
      await expect(database.asApp(counsellor, `select * from core.${table}`)).rejects.toThrow(/permission denied/);
    }
    const hash = `select core.erased_mark('city', 'core.contact', '{E-1}')`;
    await expect(database.asApp(counsellor, hash)).rejects.toThrow(/permission denied/);
    // Another institution cannot find out what this one has erased.
    const asked = `select core.was_erased('core.contact', '{E-1}') as erased, core.has_erased('core.contact') as any`;
    expect(await database.asApp(counsellor, asked)).toEqual([{ erased: true, any: true }]);
    expect(await database.asApp({ institution: 'caritas', role: 'counsellor' }, asked)).toEqual([
      { erased: false, any: false },
    ]);
  });

  it('forgets it after the years of the policy', async () => {
    await erasesAll(await arrived('F-1', 'RF-1'));
    const count = async () =>
      (await database.asOwner<{ n: number }>('select count(*)::int as n from core.erased_source'))[0]!.n;
    const all = await count();
    await database.database.maintain('select core.forget_erased_sources()');
    expect(await count()).toBe(all);
    await database.asOwner(`update core.erased_source set erased_on = current_date - interval '10 years'`);
    // The log has not lived through two years: the clock may be wrong.
    await database.database.maintain('select core.forget_erased_sources()');
    expect(await count()).toBe(all);
    const { id } = await person(database).create();
    await writePastLog(database, id, TWO_YEARS);
    expect(await deliver('persons', `${PERSONS}F-1;Ana;Kaya;01.02.1980;0171\n`)).toMatchObject({ inserted: 1 });
    await database.database.maintain('select core.forget_erased_sources()');
    expect(await count()).toBe(0);
  });

  it('that begins while the erasure is under way waits for it', async () => {
    const { id } = await asksToErase(await arrived('G-1', 'RG-1'));
    await inTransaction(database.appUrl, async (client) => {
      await client.query(`select core.erase_records($1, '{core.contact,core.identity}', '{}')`, [id]);
      let ended = false;
      const importing = deliver('persons', `${PERSONS}G-1;Ana;Kaya;01.02.1980;0171\n`).finally(() => (ended = true));
      await waitedFor(client);
      expect(ended).toBe(false);
      await client.query('commit');
      expect((await importing).codes).toEqual(['2 file_number ERASED']);
    });
  });

  it('keeps out also what lay under another number before two persons turned out to be one', async () => {
    const first = await arrived('H-1', 'RH-1');
    const second = await arrived('H-2', 'RH-2');
    await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [second, first]);
    const request = await asksToErase(first);
    const inventory = await database.asApp<{ name: string }>({ institution: 'city', role: 'counsellor' }, INVENTORY, [
      request.id,
      ['core.contact', 'core.identity', 'core.person_link', 'city.registration'],
    ]);
    expect(inventory).toHaveLength(4);
    await erases(request, { Identity: 'ERASE', Contact: 'ERASE', Registration: 'ERASE', PersonLink: 'ERASE' });
    for (const file of ['H-1', 'H-2']) expect(await numbers()).not.toContain(file);
    const rows = ['H-1', 'H-2'].map((file) => `${file};Ana;Kaya;01.02.1980;0171\n`).join('');
    expect((await deliver('persons', PERSONS + rows)).codes).toEqual(['2 file_number ERASED', '3 file_number ERASED']);
  });
});
