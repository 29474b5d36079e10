import { describe, expect, it } from '@jest/globals';
import {
  ConfirmLinkDocument,
  LinkByCodeDocument,
  RefuseLinkDocument,
  UnlinkPersonDocument,
  type LinkByCodeMutationVariables,
} from '../generated/operations';
import { handOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { importInto, useFiles } from './import-files.fixture';
import type { ImportOptions } from '../../src/import/run-import';

const HEADER = 'file_number;booklet_number;given_name;family_name;birth_date;phone\n';
const filesWin = { ...rheinePolicy(), import: { changedInHub: 'FILE_WINS' as const } };

describe('a file with the number of a booklet whose carrier has', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter');
  let delivery = 0;
  let carriers = 8000;

  const deliver = async (rows: string, options: Partial<ImportOptions> = {}) => {
    const file = await files.write(`persons-${(delivery += 1)}.csv`, HEADER + rows);
    const run = await importInto(database)({ kind: 'persons', file, institution: 'jobcenter', ...options });
    const { inserted, updated, unchanged, leftAlone, rejected } = run;
    const told = (await files.leftAlone(file)).map((row) => `${row.rejected_column} ${row.rejected_code}`);
    return { inserted, updated, unchanged, leftAlone, rejected, told };
  };
  const row = (file: string, booklet: string, phone = '0171') => `${file};${booklet};Ana;Kaya;01.02.1980;${phone}\n`;
  const filesOf = async (personId: string) =>
    (
      await database.asApp<{ file_number: string }>(
        { institution: 'jobcenter', role: 'service' },
        'select file_number from core.person_link where person_id = $1',
        [personId],
      )
    ).map(({ file_number }) => file_number);
  const phoneOf = async (file: string) =>
    database.asApp(
      { institution: 'jobcenter', role: 'counsellor' },
      `select c.phone from core.contact c join core.person_link l on l.person_id = c.person_id where l.file_number = $1`,
      [file],
    );
  const carrier = async () => {
    const { id } = await person(database).with('Registration').create();
    const number = `RH-${(carriers += 1)}`;
    return { id, number, token: (await handOut(hub, 'city', id, number)).token };
  };
  const link = async (input: LinkByCodeMutationVariables['input']) => {
    const { data, errors } = await hub.ask(adviser, null, LinkByCodeDocument, { input });
    expect(errors).toEqual([]);
    return data!.linkPerson!.link.id;
  };
  const waiting = async (personId: string) => {
    const text = '{ me { links { id institution state way fileNumber } } }';
    type Links = { me: { links: { id: string; state: string; fileNumber: string }[] } };
    const { data, errors } = await hub.ask<Links>(self(personId), null, text);
    expect(errors).toEqual([]);
    return data!.me.links.filter(({ state }) => state === 'PENDING');
  };
  const present = { documentCheck: 'CHECKED' as const };

  const DECISIONS = {
    'refused the link': async ({ id, token }: { id: string; token: string }, fileNumber: string) => {
      const asked = await link({ code: token, fileNumber });
      await hub.ask(self(id), null, RefuseLinkDocument, { id: asked });
    },
    'cancelled it before answering': async ({ id, token }: { id: string; token: string }, fileNumber: string) => {
      const asked = await link({ code: token, fileNumber });
      await hub.ask(self(id), null, UnlinkPersonDocument, { id: asked });
    },
    'ended the link': async ({ id, token }: { id: string; token: string }, fileNumber: string) => {
      const made = await link({ code: token, fileNumber, presence: present });
      await hub.ask(self(id), null, UnlinkPersonDocument, { id: made });
    },
    'ended the link with all that was recorded since': async (
      { id, token }: { id: string; token: string },
      fileNumber: string,
    ) => {
      const made = await link({ code: token, fileNumber, presence: present });
      const contact = 'mutation ($input: RecordContactInput!) { recordContact(input: $input) { id } }';
      const recorded = await hub.ask(adviser, null, contact, { input: { personId: id, phone: '0199' } });
      expect(recorded.errors).toEqual([]);
      await hub.ask(self(id), null, UnlinkPersonDocument, { id: made });
    },
  };

  describe.each(Object.keys(DECISIONS) as (keyof typeof DECISIONS)[])('%s', (decision) => {
    it.each([
      ['HUB_WINS', rheinePolicy()],
      ['FILE_WINS', filesWin],
    ])('links them never again, under no file number, and says so each time (%s)', async (rule, policy) => {
      const someone = await carrier();
      const file = `${decision.length} ${rule}`;
      await DECISIONS[decision](someone, file);
      const told = { leftAlone: 1, rejected: 0, told: [expect.stringMatching(/booklet_number DECIDED_IN_HUB$/)] };
      for (const number of [file, file, `${file} again`, `${file} again`]) {
        expect(await deliver(row(number, someone.number), { policy })).toMatchObject(told);
        expect(await filesOf(someone.id)).toEqual([]);
      }
      // The institution goes on with a registration of its own.
      expect(await deliver(row(`${file} again`, someone.number, '0172'), { policy })).toMatchObject({ updated: 1 });
      expect(await phoneOf(`${file} again`)).toEqual([{ phone: '0172' }]);
      const links = await hub.ask<{ me: { links: { state: string }[] } }>(
        self(someone.id),
        null,
        '{ me { links { state } } }',
      );
      expect(links.data!.me.links).toHaveLength(1);
    });
  });

  it('been parted from the file by staff: it stays so', async () => {
    const someone = await carrier();
    const made = await link({ code: someone.token, fileNumber: 'S-1', presence: present });
    await hub.ask(adviser, null, UnlinkPersonDocument, { id: made });
    for (const file of ['S-1', 'S-2']) {
      expect(await deliver(row(file, someone.number))).toMatchObject({ inserted: 1, leftAlone: 1 });
      expect(await filesOf(someone.id)).toEqual([]);
    }
    // A file that was exported before cannot know of it, whoever wins otherwise.
    const exportedAt = new Date(Date.now() - 60_000);
    expect(await deliver(row('S-3', someone.number), { policy: filesWin, exportedAt })).toMatchObject({ leftAlone: 1 });
    expect(await filesOf(someone.id)).toEqual([]);
    // Where files win, a later one asks again, and no more.
    expect(await deliver(row('S-1', someone.number), { policy: filesWin })).toMatchObject({
      leftAlone: 0,
      rejected: 0,
    });
    expect(await filesOf(someone.id)).toEqual([]);
    expect(await waiting(someone.id)).toMatchObject([{ fileNumber: 'S-1' }]);
  });

  it('refused another institution: it is this one’s own affair', async () => {
    const someone = await carrier();
    await DECISIONS['refused the link'](someone, 'O-1');
    expect(await deliver(row('O-1', someone.number), { institution: 'caritas' })).toMatchObject({
      leftAlone: 0,
      rejected: 0,
    });
  });

  describe('not been asked before', () => {
    const READ = 'query ($id: ID!) { person(id: $id) { registrations { id } } }';
    const reads = async (id: string) =>
      (await hub.ask<{ person: object | null }>(adviser, 'BENEFIT_ADMINISTRATION', READ, { id })).data!.person;
    const seesOfThem = async (id: string) => {
      const text = '{ me { benefitCases { caseNumber } contactsByInstitution: dataByInstitution { institution } } }';
      return JSON.stringify((await hub.ask(self(id), null, text)).data);
    };
    const openCase = async (file: string) =>
      importInto(database)({
        ...{ kind: 'benefit-cases', institution: 'jobcenter' },
        file: await files.write(
          `cases-${(delivery += 1)}.csv`,
          `case_number;file_number;opened_on;status\nBC-${file};${file};01.08.2018;GRANTED\n`,
        ),
      });

    it('opens nothing by its number, to neither side, until the carrier confirms; then all moves', async () => {
      const someone = await carrier();
      const before = await seesOfThem(someone.id);
      expect(await deliver(row('N-1', someone.number))).toMatchObject({ inserted: 1, rejected: 0 });
      expect(await openCase('N-1')).toMatchObject({ inserted: 1 });
      // A statute opens what the city knows of a person with a benefit case; this case is of nobody whom the city knows.
      expect(await reads(someone.id)).toBeNull();
      expect(await seesOfThem(someone.id)).toBe(before);
      for (let night = 0; night < 2; night += 1) {
        expect(await deliver(row('N-1', someone.number))).toMatchObject({ unchanged: 1, leftAlone: 0, rejected: 0 });
      }
      const [asked, ...more] = await waiting(someone.id);
      expect([asked, more]).toEqual([
        { id: expect.anything(), institution: 'jobcenter', state: 'PENDING', way: 'IMPORT', fileNumber: 'N-1' },
        [],
      ]);
      const confirmed = await hub.ask(self(someone.id), null, ConfirmLinkDocument, { id: asked!.id });
      expect(confirmed.data!.confirmLink).toMatchObject({ state: 'ACTIVE' });
      expect(await reads(someone.id)).toMatchObject({ registrations: [{}] });
      expect(await seesOfThem(someone.id)).toContain('BC-N-1');
      expect(await deliver(row('N-1', someone.number, '0172'))).toMatchObject({ updated: 1, leftAlone: 0 });
    });

    it('is linked at once where staff have the booklet and the person before them', async () => {
      const someone = await carrier();
      await deliver(row('N-2', someone.number));
      await link({ code: someone.token, fileNumber: 'N-2', presence: present });
      expect(await filesOf(someone.id)).toEqual(['N-2']);
      expect(await waiting(someone.id)).toEqual([]);
    });

    it('is asked by one file number at a time, anew after the request has expired, and not beside staff', async () => {
      const someone = await carrier();
      expect(await deliver(row('N-3', someone.number) + row('N-4', someone.number))).toMatchObject({ rejected: 1 });
      expect(await deliver(row('N-4', someone.number))).toMatchObject({ rejected: 1 });
      const [first] = await waiting(someone.id);
      await database.asOwner(`update core.link set expires_at = now() - interval '1 day' where id = $1`, [first!.id]);
      expect(await deliver(row('N-3', someone.number))).toMatchObject({ unchanged: 1 });
      const [second] = await waiting(someone.id);
      expect(second!.id).not.toBe(first!.id);
      const byStaff = await link({ code: someone.token, fileNumber: 'N-5' });
      expect(await deliver(row('N-3', someone.number))).toMatchObject({ unchanged: 1, rejected: 0 });
      expect(await waiting(someone.id)).toMatchObject([{ id: byStaff }]);
    });
  });

  it('refused it: past the importer PostgreSQL makes none either', async () => {
    const someone = await carrier();
    await DECISIONS['refused the link'](someone, 'P-1');
    const settings = {
      institution: 'jobcenter',
      role: 'service',
      actor: 'import:00000000-0000-4000-8000-00000000000a',
    };
    await database.asApp(
      settings,
      `insert into core.import_run (id, institution, kind, file_sha256) values ('00000000-0000-4000-8000-00000000000a', 'jobcenter', 'persons', 'x')`,
    );
    expect(
      await database.asApp(settings, `select core.ask_link_imported($1, 'P-1', '1 day') as id`, [someone.number]),
    ).toEqual([{ id: null }]);
    expect(await filesOf(someone.id)).toEqual([]);
  });
});
