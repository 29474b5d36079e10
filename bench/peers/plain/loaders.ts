import DataLoader from 'dataloader';
import { In, type EntityManager } from 'typeorm';
import type { Grant } from '../../../src/access/decision/decision';
import type { RecordContext } from './context';

export type Row = Record<string, unknown> & { readonly id: string; readonly personId: string };

/** The rows of an entity that belong to a person, one loader for each table and request. */
export function rowsOfPerson({ manager, loaders }: RecordContext, entity: string): DataLoader<string, Row[]> {
  return once(loaders, entity, () => grouped(manager, entity, {}));
}

/** The person's grants to the caller's institution. */
export function grantsOfPerson({ manager, loaders, asking }: RecordContext): DataLoader<string, Grant[]> {
  return once(loaders, 'grants', () => {
    const rows = grouped(manager, 'ConsentGrant', { recipient: asking.institution });
    return new DataLoader(async (ids) => {
      const all = await rows.loadMany(ids);
      return all.map((found) => (found instanceof Error ? [] : found.map(asGrant)));
    });
  });
}

/** A row by its own id. */
export function rowById({ manager, loaders }: RecordContext, entity: string): DataLoader<string, Row | undefined> {
  return once(loaders, `${entity} by id`, () => {
    return new DataLoader(async (ids: readonly string[]) => {
      const rows = (await manager.getRepository(entity).findBy({ id: In([...ids]) })) as Row[];
      return ids.map((id) => rows.find((row) => row.id === id));
    });
  });
}

function grouped(manager: EntityManager, entity: string, where: object): DataLoader<string, Row[]> {
  return new DataLoader(async (ids: readonly string[]) => {
    const rows = (await manager.getRepository(entity).findBy({ ...where, personId: In([...ids]) })) as Row[];
    return ids.map((id) => rows.filter(({ personId }) => personId === id));
  });
}

function asGrant(row: Row): Grant {
  const { category, purpose, validFrom, validUntil, consentId, consentVersion, ended } = row as unknown as Grant;
  const { dataFrom, dataUntil, secrecyReleased } = row as unknown as Grant;
  const times = { validFrom: Number(validFrom), validUntil: Number(validUntil) };
  return { category, purpose, ...times, consentId, consentVersion, ended, dataFrom, dataUntil, secrecyReleased };
}

function once<Loader>(loaders: Map<string, unknown>, key: string, create: () => Loader): Loader {
  const known = loaders.get(key) as Loader | undefined;
  if (known) return known;
  const loader = create();
  loaders.set(key, loader);
  return loader;
}
