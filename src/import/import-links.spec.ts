import { describe, expect, it } from '@jest/globals';
import {
  LinkByCodeDocument,
  RefuseLinkDocument,
  UnlinkPersonDocument,
  type LinkByCodeMutationVariables,
} from '../../test/generated/operations';
import { handOut } from '../../test/kit/booklets';
import { useDatabase } from '../../test/kit/database';
import { self, staff, useHub } from '../../test/kit/hub';
import { person } from '../../test/kit/people';
import { rheinePolicy } from '../../test/kit/policy';
import { importInto, useFiles } from './import-files.fixture';
import type { ImportOptions } from './run-import';

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
  });

  it('refused another institution: it is this one’s own affair', async () => {
    const someone = await carrier();
    await DECISIONS['refused the link'](someone, 'O-1');
    expect(await deliver(row('O-1', someone.number), { institution: 'caritas' })).toMatchObject({
      leftAlone: 0,
      rejected: 0,
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
    expect(await database.asApp(settings, `select core.link_imported($1, 'P-1') as id`, [someone.number])).toEqual([
      { id: null },
    ]);
    expect(await filesOf(someone.id)).toEqual([]);
  });
});
