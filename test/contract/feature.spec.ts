import { describe, expect, it } from '@jest/globals';
import { EntitySchema } from 'typeorm';
import { buildSubgraphOf } from '../../src/hub/compose';
import { ENTITIES, ownerDataSource } from '../../src/hub/data-source';
import { REGISTRY } from '../../src/hub/subgraphs';
import { importKinds } from '../../src/import/import-plan';
import { asOwner } from '../../src/platform/postgres/as-owner';
import { defineTable } from '../../src/platform/postgres/define-table';
import { idColumn, personColumn } from '../../src/platform/postgres/entity-columns';
import { exported, ITSELF } from '../../src/platform/postgres/exported-values';
import { personType } from '../../src/records/api/person-type';
import { declarationOf } from '../../src/records/declaration';
import { entitySchemaOf } from '../../src/records/entity-schema';
import { text } from '../../src/records/kinds';
import { applyLocks, staleLocks } from '../../src/records/locks/apply-locks';
import { registerPersonTables } from '../../src/records/move/person-tables';
import { PersonRecord } from '../../src/records/person-record';
import { RecordField, RecordType } from '../../src/records/record-type';
import { RecordRegistry } from '../../src/records/registry';
import { exportSchema } from '../../src/subgraphs/core/person-export/export-document';
import { subgraphOf, type Feature } from '../../src/subgraphs/feature';
import { useDatabase } from '../kit/database';
import { rheinePolicy } from '../kit/policy';

@RecordType({
  description: 'What a person likes to do.',
  table: 'core.hobby',
  author: 'EACH',
  category: 'HOUSEHOLD',
  onPerson: { field: 'hobbies', many: true },
  naturalKey: ['hobbyNumber'],
  importKind: 'hobbies',
})
class Hobby extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the hobby at the institution.' })
  hobbyNumber: string | null;
}

const HOBBY_CLUB_TABLE = defineTable(
  {
    name: 'HobbyClub',
    schema: 'core',
    tableName: 'hobby_club',
    columns: { id: idColumn(), personId: personColumn('hobby_club'), club: { name: 'club', type: 'text' } },
  },
  {
    moves: { staysBecause: 'was joined under that id' },
    exported: {
      key: 'hobbyClubs',
      order: 't.id',
      columns: { id: exported.id, club: exported.text },
      leftOut: { person_id: ITSELF },
    },
  },
);

const hobby: Feature = { name: 'hobby', records: [Hobby], tables: [HOBBY_CLUB_TABLE] };

describe('a feature that is nothing but a value', () => {
  const database = useDatabase();
  const leisure = subgraphOf('core', personType([Hobby]), [hobby]);
  const registry = new RecordRegistry(
    [...REGISTRY.all.map(({ type }) => type), ...leisure.records],
    [...REGISTRY.tables, ...leisure.tables],
  );
  const asked = declarationOf(Hobby);

  it('is in the schema, with its type, its field of Person and its mutations', () => {
    const schema = buildSubgraphOf(leisure);
    expect(Object.keys(schema.getQueryType()!.getFields())).toContain('hobbies');
    expect(Object.keys(schema.getMutationType()!.getFields())).toEqual(
      expect.arrayContaining(['recordHobby', 'changeHobby']),
    );
    expect(schema.getType('Person')).toHaveProperty('_fields.hobbies');
  });

  it('is imported and exported', () => {
    expect(importKinds(registry)).toContain('hobbies');
    const { properties } = exportSchema(registry) as { properties: Record<string, unknown> };
    expect(Object.keys(properties)).toContain('hobbyClubs');
    expect(JSON.stringify(properties)).toContain('hobbyNumber');
  });

  it('is locked by migrate, told to the moves, and missed by doctor until then', async () => {
    await createTables();
    await asOwner(database.ownerUrl, async (owner) => {
      const stale = async () => (await staleLocks(owner, rheinePolicy(), registry)).map(({ table }) => table);
      expect(await stale()).toEqual(['core.hobby']);
      await registerPersonTables(owner, registry);
      await applyLocks(owner, rheinePolicy(), registry);
      expect(await stale()).toEqual([]);
      const { rows } = await owner.query<{ name: string; moves_on: string[] }>(
        `select name, moves_on from core.person_table where name like 'core.hobby%' order by name`,
      );
      expect(rows).toEqual([
        { name: 'core.hobby', moves_on: ['LINK', 'UNLINK', 'MERGE'] },
        { name: 'core.hobby_club', moves_on: [] },
      ]);
    });
    expect(await database.asApp(null, 'select from core.hobby')).toEqual([]);
  });

  /** What TypeORM would write into a migration of the feature's tables. */
  async function createTables(): Promise<void> {
    const source = ownerDataSource(database.ownerUrl);
    source.setOptions({ entities: [...ENTITIES, entitySchemaOf(asked), new EntitySchema(HOBBY_CLUB_TABLE.entity)] });
    await source.initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      for (const { query } of upQueries) await source.query(query);
    } finally {
      await source.destroy();
    }
  }
});
