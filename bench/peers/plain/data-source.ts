import { DataSource } from 'typeorm';
import { ENTITIES } from '../../../src/hub/data-source';

/** One repository per table, over the same tables as the hub's. */
export function openDataSource(url: string, poolSize: number): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    extra: { options: '-c jit=off' },
    entities: ENTITIES,
  }).initialize();
}
