import { DataSource } from 'typeorm';
import { ConsentEntity, ConsentEventEntity, ConsentGrantEntity } from '../../../src/access/consent/consent.entity';
import { AccessEntryEntity } from '../../../src/access/log/access-log.entity';
import { REGISTRY } from '../../../src/hub/subgraphs';
import { entitySchemaOf } from '../../../src/records/entity-schema';
import { PersonEntity } from '../../../src/subgraphs/core/person/person.entity';

/** One repository per table, over the same tables as the hub's. */
export function openDataSource(url: string, poolSize: number): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    extra: { options: '-c jit=off' },
    entities: [
      PersonEntity,
      ConsentEntity,
      ConsentEventEntity,
      ConsentGrantEntity,
      AccessEntryEntity,
      ...REGISTRY.all.map(entitySchemaOf),
    ],
  }).initialize();
}
