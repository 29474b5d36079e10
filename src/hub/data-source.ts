import { DataSource, EntitySchema } from 'typeorm';
import { CONNECTING } from '../platform/postgres/connection';
import { entitySchemaOf } from '../records/entity-schema';
import { MIGRATION_FILES, MIGRATION_TABLE } from './migrations';
import { REGISTRY } from './subgraphs';

/** Every table that TypeORM compares with the migrations. */
export const ENTITIES = [
  ...REGISTRY.tables.map(({ entity }) => new EntitySchema(entity)),
  ...REGISTRY.all.map(entitySchemaOf),
];

/** The owner's connection for migrations. TypeORM never synchronizes; requests never use it. */
export function ownerDataSource(ownerUrl: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url: ownerUrl,
    extra: CONNECTING,
    synchronize: false,
    installExtensions: false,
    // PostgreSQL has gen_random_uuid() itself; TypeORM knows it under the name of the extension that had it first.
    uuidExtension: 'pgcrypto',
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    migrations: [MIGRATION_FILES],
    entities: ENTITIES,
  });
}
