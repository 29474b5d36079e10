import { beforeAll, describe, expect, it } from '@jest/globals';
import { LinkByCodeDocument } from '../../../generated/operations';
import { handOut, type HandedOut } from '../../../kit/booklets';
import { useDatabase } from '../../../kit/database';
import { asDefiner } from '../../../kit/definer';
import { staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import { importInto, useFiles } from '../../../import/import-files.fixture';

const PRESENT = { presence: { documentCheck: 'CHECKED' } } as const;

describe('the second booklet of a person who was merged', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  let survivor: TestPerson;
  let booklet: HandedOut;

  beforeAll(async () => {
    const known = person(database).with('Identity', { by: 'city' });
    survivor = await known.create();
    const former = await known.create();
    await handOut(hub, 'city', survivor.id, 'RH-0400');
    booklet = await handOut(hub, 'city', former.id, 'RH-0401');
    await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [former.id, survivor.id]);
  });

  const linkedTo = (institution: string) =>
    database.asApp({ institution, role: 'counsellor' }, 'select person_id from core.person_link');

  it('leads whoever enters its code to the one person', async () => {
    const input = { code: booklet.token, fileNumber: 'J-1', ...PRESENT };
    const { data, errors } = await hub.ask(staff('jobcenter'), null, LinkByCodeDocument, { input });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ linkPerson: { link: { state: 'ACTIVE' } } });
    expect(await linkedTo('jobcenter')).toEqual([{ person_id: survivor.id }]);
  });

  it('leads to them in a file as well, and to no second one', async () => {
    const rows = 'file_number;booklet_number;given_name;family_name;birth_date\nC-1;RH-0401;Ana;Kaya;01.02.1980\n';
    const deliver = async (text: string) =>
      importInto(database)({ kind: 'persons', institution: 'caritas', file: await files.write('c.csv', text) });
    expect(await deliver(rows)).toMatchObject({ inserted: 1, rejected: 0 });
    const mine = { role: 'person', person: survivor.id };
    const answer = `select (core.answer_link(l.id, true)).problem from core.link l where l.institution = 'caritas'`;
    expect(await database.asApp(mine, answer)).toEqual([{ problem: null }]);
    expect(await linkedTo('caritas')).toEqual([{ person_id: survivor.id }]);
    const again = rows.replace('C-1;RH-0401', 'C-2;RH-0400');
    expect(await deliver(again)).toMatchObject({ inserted: 0, rejected: 1 });
  });
});
