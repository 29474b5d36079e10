import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrate } from '../../src/hub/migrate';
import { NAME_INDEX, refoldNames } from '../../src/subgraphs/core/identity/refold-names.store';
import { useDatabase } from '../kit/database';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';

/** Rows from before the present folding of names. */
describe('an older database', () => {
  const database = useDatabase();

  const names = (institution = 'city') =>
    database.asApp<{ family_name: string; name_key: string; file_number: string; family_sounds: string }>(
      { institution, role: 'service' },
      `select i.family_name, i.name_key, i.family_sounds, l.file_number from core.identity i
       join core.person_link l using (person_id, institution) order by i.recorded_at, i.id`,
    );

  it('has its search keys made anew where the folding has changed, and only then', async () => {
    for (const familyName of ['Müller', 'Öz', 'Kaya'])
      await person(database).with('Identity', { by: 'city', values: { familyName } }).create();
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
