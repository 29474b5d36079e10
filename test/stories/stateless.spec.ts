import { describe, expect, it } from '@jest/globals';
import { importInto, useFiles } from '../import/import-files.fixture';
import { compareIdentities } from '../../src/subgraphs/core/duplicate/similarity/similarity';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';

const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { identity { nationality } } }`;

describe('a nationality that is no country’s', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);

  it.each([
    ['XXA', ['XXA']],
    ['XXX', ['XXX']],
    ['XXB', undefined],
    ['997', undefined],
  ])('%s is kept, or refused, by the API', async (nationality, kept) => {
    const input = {
      fileNumber: `N-${nationality}`,
      givenName: 'Edda',
      familyName: 'Heimat',
      birthDate: '1990',
      nationality,
    };
    const { data } = await hub.ask<{ registerPerson: { identity: object } | null }>(staff('city'), null, REGISTER, {
      input,
    });
    expect(data?.registerPerson?.identity).toEqual(kept && { nationality: kept[0] });
  });

  it('comes by file in the keys and words of registers, and a country as ever', async () => {
    const cells = ['997', 'staatenlos', 'Staatenlos', '998', 'ungeklärt', 'SY', ''];
    const rows = cells.map((cell, index) => `ST-${index};Edda;Heimat;1990;${cell}`);
    const file = await files.write(
      's.csv',
      `\ufefffile_number;given_name;family_name;birth_date;nationality\n${rows.join('\n')}\n`,
    );
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({ inserted: 7, rejected: 0 });
    const recorded = await database.asApp<{ nationality: string | null }>(
      { institution: 'city', role: 'service' },
      `select i.nationality from core.identity i join core.person_link l using (person_id, institution)
       where l.file_number like 'ST-%' order by l.file_number`,
    );
    expect(recorded.map(({ nationality }) => nationality)).toEqual(['XXA', 'XXA', 'XXA', 'XXX', 'XXX', 'SY', null]);
  });

  it('speaks neither for nor against one human', () => {
    const edda = { givenName: 'Edda', familyName: 'Heimat', birthDate: '1990-05-17' };
    const points = (one: string | null, other: string | null) =>
      compareIdentities({ ...edda, nationality: one }, { ...edda, nationality: other }).points;
    for (const code of ['XXA', 'XXX']) {
      expect([points(code, code), points(code, 'SY')]).toEqual([points(null, null), points(null, null)]);
    }
  });
});
