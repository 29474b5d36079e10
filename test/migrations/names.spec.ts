import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { NormalTexts1795392360000 } from '../../migrations/1795392360000-normal-texts';
import { ownerDataSource } from '../../src/hub/data-source';
import { migrate } from '../../src/hub/migrate';
import { NAME_INDEX, refoldNames } from '../../src/subgraphs/core/identity/refold-names.store';
import { tables } from '../kit/catalogue';
import { useDatabase } from '../kit/database';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';

/** Rows from before there was one form of a text and one folding of names. */
describe('an older database', () => {
  const database = useDatabase();

  const names = (institution = 'city') =>
    database.asApp<{ family_name: string; name_key: string; file_number: string; family_sounds: string }>(
      { institution, role: 'service' },
      `select i.family_name, i.name_key, i.family_sounds, l.file_number from core.identity i
       join core.person_link l using (person_id, institution) order by i.recorded_at, i.id`,
    );
  const write = (familyName: string, fileNumber: string) =>
    person(database)
      .with('Identity', { by: 'city', values: { familyName } })
      .create()
      .then(({ id }) =>
        database.asApp(
          { institution: 'city', role: 'service' },
          `update core.person_link set file_number = $2 where person_id = $1`,
          [id, fileNumber],
        ),
      );
  const mend = async () => {
    const source = await ownerDataSource(database.ownerUrl).initialize();
    const runner = source.createQueryRunner();
    try {
      await new NormalTexts1795392360000().up(runner);
    } finally {
      await runner.release();
      await source.destroy();
    }
  };

  it('has its texts brought into the one form; a number that somebody else has already stays', async () => {
    await write('Mu\u0308ller', 'A\u00a01 ');
    await write('O\u0308z\u200b', 'B\u00a02');
    await write('Kaya', 'B 2');
    const before = await tables(database);
    await mend();
    expect(await tables(database)).toEqual(before);
    expect((await names()).map(({ family_name, file_number }) => [family_name, file_number]).sort()).toEqual([
      ['Kaya', 'B 2'],
      ['Müller', 'A 1'],
      ['Öz', 'B\u00a02'],
    ]);
  });

  it('has its search keys made anew where the folding has changed, and only then', async () => {
    await database.asApp(
      { institution: 'city', role: 'service' },
      `update core.identity set name_key = 'of before', family_sounds = 'x'`,
    );
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      expect(await refoldNames(owner)).toBe(0);
      await owner.query(`comment on index ${NAME_INDEX} is 'names folded by another version'`);
    } finally {
      await owner.end();
    }
    await migrate({ ownerUrl: database.ownerUrl, policy: rheinePolicy(), managesAppRole: true });
    expect((await names()).map(({ name_key }) => name_key).sort()).toEqual(['kaya', 'muller', 'oz']);
    expect((await names()).every(({ family_sounds }) => family_sounds !== 'x')).toBe(true);
    const keys = await database.asOwner(`select count(*)::int as keys from core.match_key where key like '%x%'`);
    expect(keys).toEqual([{ keys: 0 }]);
  });
});
