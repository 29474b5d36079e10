import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { rheinePolicy } from '../kit/policy';
import { importInto, useFiles } from './import-files.fixture';
import type { ImportOptions } from '../../src/import/run-import';

const PERSONS = 'file_number;given_name;family_name;birth_date;nationality;phone\n';
const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version } }';
const ANSWER = 'mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { state } }';
const LOST = 'mutation ($id: ID!) { reportBookletLost(id: $id) { status } }';
const REPLACE =
  'mutation ($input: ReplaceBookletInput!) { replaceBooklet(input: $input) { booklet { bookletNumber } } }';

describe('an import after a decision in the hub', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  const filesWin = { ...rheinePolicy(), import: { changedInHub: 'FILE_WINS' as const } };
  let delivery = 0;

  const deliver = async (kind: string, text: string, options: Partial<ImportOptions> = {}) => {
    const file = await files.write(`${kind}-${(delivery += 1)}.csv`, text);
    const { rows, inserted, updated, unchanged, leftAlone, rejected } = await importInto(database)({
      ...{ kind, file },
      ...options,
    });
    const told = await files.leftAlone(file);
    return {
      counts: { rows, inserted, updated, unchanged, leftAlone, rejected },
      told: told.map((row) => `${row.rejected_line} ${row.rejected_column} ${row.rejected_code}`),
    };
  };
  const row = (number: string, family: string, nationality = 'BG', phone = '') =>
    `${number};Ana;${family};01.02.1980;${nationality};${phone}\n`;
  const own = async (table: string, fileNumber: string) => {
    const rows = await database.asApp<Record<string, unknown> & { id: string; person_id: string; version: number }>(
      { institution: 'city', role: 'counsellor' },
      `select t.* from ${table} t join core.person_link l on l.person_id = t.person_id and l.institution = 'city'
       where l.file_number = $1`,
      [fileNumber],
    );
    return rows[0]!;
  };
  const answered = async (caller: Parameters<typeof hub.ask>[0], text: string, variables: Record<string, unknown>) => {
    const { data, errors } = await hub.ask<Record<string, { id: string; version: number }>>(
      caller,
      null,
      text,
      variables,
    );
    expect(errors).toEqual([]);
    return Object.values(data!)[0]!;
  };
  const isCorrected = async (fileNumber: string, proposedValue: string) => {
    const { id: recordId, person_id } = await own('core.identity', fileNumber);
    const input = { kind: 'CORRECTION', recordType: 'Identity', recordId, field: 'familyName', proposedValue };
    const { id, version } = await answered(self(person_id), ASK, { input });
    await answered(staff('city'), ANSWER, { input: { id, version, action: 'GRANT' } });
  };
  const changes = async (type: string, table: string, fileNumber: string, values: Record<string, unknown>) => {
    const { id, version } = await own(table, fileNumber);
    const text = `mutation ($input: Change${type}Input!) { change${type}(input: $input) { id } }`;
    await answered(staff('city'), text, { input: { id, version, ...values } });
  };

  it.each([
    ['HUB_WINS', rheinePolicy()],
    ['FILE_WINS', filesWin],
  ])('does not undo a correction that was granted, and says so (%s)', async (rule, policy) => {
    const number = `A-${rule}`;
    await deliver('persons', PERSONS + row(number, 'Neuman'));
    await isCorrected(number, 'Neumann');
    const corrected = await own('core.identity', number);
    expect(corrected).toMatchObject({ family_name: 'Neumann', name_key: 'neumann' });
    for (let time = 0; time < 2; time += 1) {
      expect(await deliver('persons', PERSONS + row(number, 'Neuman'), { policy })).toEqual({
        counts: { rows: 1, inserted: 0, updated: 0, unchanged: 1, leftAlone: 1, rejected: 0 },
        told: ['2 family_name DECIDED_IN_HUB'],
      });
      expect(await own('core.identity', number)).toEqual(corrected);
    }
    // What was not decided is the file's, and what is derived follows what stays.
    expect(await deliver('persons', PERSONS + row(number, 'Neumahn', 'RO'), { policy })).toMatchObject({
      counts: { updated: 1, leftAlone: 1 },
    });
    expect(await own('core.identity', number)).toMatchObject({
      ...{ family_name: 'Neumann', name_key: 'neumann', nationality: 'RO', version: corrected.version + 1 },
    });
    expect(await deliver('persons', PERSONS + row(number, 'Neumann', 'RO'), { policy })).toMatchObject({
      counts: { unchanged: 1, leftAlone: 0 },
    });
  });

  it('does not undo what staff have changed or recorded in the hub, of persons, records and reference data', async () => {
    await deliver('persons', PERSONS + row('B-1', 'Kaya', 'BG', '0171') + row('B-2', 'Kaya'));
    await changes('Contact', 'core.contact', 'B-1', { phone: '0199' });
    const { person_id } = await own('core.identity', 'B-2');
    const contact = 'mutation ($input: RecordContactInput!) { recordContact(input: $input) { id } }';
    await answered(staff('city'), contact, { input: { personId: person_id, phone: '0200' } });
    expect(await deliver('persons', PERSONS + row('B-1', 'Kaya', 'BG', '0171') + row('B-2', 'Kaya'))).toMatchObject({
      ...{ counts: { updated: 0, leftAlone: 2 }, told: ['2 phone DECIDED_IN_HUB', '3 phone DECIDED_IN_HUB'] },
    });
    expect([(await own('core.contact', 'B-1')).phone, (await own('core.contact', 'B-2')).phone]).toEqual([
      ...['0199', '0200'],
    ]);
    const registration = 'registration_number;file_number;registered_on\nRB-1;B-1;01.08.2018\n';
    await deliver('registrations', registration);
    await changes('Registration', 'city.registration', 'B-1', { registeredOn: '2018-08-02' });
    expect(await deliver('registrations', registration)).toMatchObject({
      ...{ counts: { unchanged: 1, leftAlone: 1 }, told: ['2 registered_on DECIDED_IN_HUB'] },
    });
    const course = 'course_number;title;status\nKB-1;Kurs;OFFERED\n';
    await deliver('language-courses', course);
    await database.asApp(
      { institution: 'city', role: 'counsellor' },
      `update city.language_course set title = 'Kurs B1'`,
    );
    expect(await deliver('language-courses', course)).toMatchObject({ told: ['2 title DECIDED_IN_HUB'] });
  });

  it('follows a policy by which files win over staff, but for what was changed after the export', async () => {
    const text = PERSONS + row('C-1', 'Kaya', 'BG', '0171');
    await deliver('persons', text);
    await changes('Contact', 'core.contact', 'C-1', { phone: '0199' });
    const before = new Date(Date.now() - 60_000);
    expect(await deliver('persons', text, { policy: filesWin, exportedAt: before })).toMatchObject({
      counts: { updated: 0, leftAlone: 1 },
    });
    expect(await deliver('persons', text, { policy: filesWin })).toMatchObject({
      counts: { updated: 1, leftAlone: 0 },
    });
    expect(await own('core.contact', 'C-1')).toMatchObject({ phone: '0171' });
  });

  it('brings no booklet back that was lost or replaced', async () => {
    await deliver('persons', PERSONS + row('D-1', 'Kaya') + row('D-2', 'Kaya'));
    const booklets =
      'file_number;booklet_number;status;issued_on\nD-1;RH-7001;ISSUED;01.08.2018\nD-2;RH-7002;ISSUED;01.08.2018\n';
    await deliver('booklets', booklets);
    const [lost, replaced] = [await own('core.booklet', 'D-1'), await own('core.booklet', 'D-2')];
    await answered(self(lost.person_id), LOST, { id: lost.id });
    await answered(staff('city'), REPLACE, { input: { id: replaced.id, bookletNumber: 'RH-7003' } });
    for (const policy of [rheinePolicy(), filesWin]) {
      const exportedAt = new Date(Date.now() - 60_000);
      expect(await deliver('booklets', booklets, { policy, exportedAt })).toMatchObject({
        ...{ counts: { updated: 0, leftAlone: 2 } },
        told: ['2 status DECIDED_IN_HUB', '3 booklet_number DECIDED_IN_HUB'],
      });
    }
    // Nor is a number that lies in the street as lost a booklet of the new one's life.
    expect(await deliver('booklets', booklets.replaceAll('ISSUED', 'LOST'))).toMatchObject({ counts: { updated: 0 } });
    expect(await own('core.booklet', 'D-1')).toMatchObject({ status: 'LOST' });
    expect(await own('core.booklet', 'D-2')).toMatchObject({ status: 'ISSUED', booklet_number: 'RH-7003' });
    const followed = await deliver(
      'persons',
      'file_number;booklet_number;given_name;family_name;birth_date\nJ-1;RH-7001;Ana;Kaya;01.02.1980\n',
      {
        institution: 'jobcenter',
      },
    );
    expect(followed.counts).toMatchObject({ rejected: 1 });
  });

  it('leaves the note of a person who disputes a value where it is', async () => {
    await deliver('persons', PERSONS + row('E-1', 'Kaya'));
    const { id: recordId, person_id } = await own('core.identity', 'E-1');
    const input = {
      kind: 'DISPUTE',
      recordType: 'Identity',
      recordId,
      field: 'familyName',
      words: 'I am called Demir.',
    };
    await answered(self(person_id), ASK, { input });
    const { disputes } = await own('core.identity', 'E-1');
    expect(disputes).toHaveLength(1);
    expect(await deliver('persons', PERSONS + row('E-1', 'Kaja'))).toMatchObject({ counts: { updated: 1 } });
    expect(await own('core.identity', 'E-1')).toMatchObject({ family_name: 'Kaja', disputes });
  });

  it('takes no token for an import: who is called so decides like everybody', async () => {
    await deliver('persons', PERSONS + row('F-1', 'Kaya', 'BG', '0171'));
    await database.asApp(
      { institution: 'city', role: 'counsellor', actor: 'import:00000000-0000-4000-8000-000000000000' },
      `update core.contact set phone = '0199', version = version + 1 where phone = '0171'`,
    );
    expect(await deliver('persons', PERSONS + row('F-1', 'Kaya', 'BG', '0171'))).toMatchObject({
      told: ['2 phone DECIDED_IN_HUB'],
    });
    expect(await own('core.contact', 'F-1')).toMatchObject({ phone: '0199' });
  });

  it('lets nobody write or clear what was decided, and tells the run how many rows it left alone', async () => {
    const clear = `update core.identity set decided = null`;
    await expect(database.asApp({ institution: 'city', role: 'counsellor' }, clear)).rejects.toThrow(
      /permission denied/,
    );
    const runs = await database.asApp<{ left_alone: number }>(
      { institution: 'city', role: 'service' },
      `select max(left_alone)::int as left_alone from core.import_run where kind = 'booklets'`,
    );
    expect(runs).toEqual([{ left_alone: 2 }]);
  });
});
