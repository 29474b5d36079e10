import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { ImportDatabase } from '../../src/import/import-database';

const database = useDatabase();
const SETTINGS = { institution: 'city', role: 'service', purpose: null, person: null, actor: 'spec', request: '-' };

async function connected<Result>(work: (own: ImportDatabase) => Promise<Result>): Promise<Result> {
  const own = await ImportDatabase.connect(database.appUrl, false);
  return work(own).finally(() => own.close());
}

describe('the connection of an import', () => {
  it('does not wait for ever for another import of the same kind', () =>
    connected((first) =>
      first.alone('city/persons', () =>
        connected(async (second) => {
          const waiting = second.alone('city/persons', () => Promise.resolve('in'), 100);
          await expect(waiting).rejects.toMatchObject({ code: 'IMPORT_RUNNING' });
          expect(await second.alone('city/offices', () => Promise.resolve('in'), 100)).toBe('in');
        }),
      ),
    ));

  it('passes nothing of what PostgreSQL says about rows', () =>
    connected(async (own) => {
      const failing = (sql: string): Promise<unknown> => own.transaction(SETTINGS, (client) => client.query(sql));
      const refused: unknown = await failing(`select 'secret'::integer`).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'DATABASE_REFUSED', message: expect.stringContaining('22P02') });
      expect(refused).not.toHaveProperty('cause');
      expect(String(refused)).not.toContain('secret');
      await expect(failing('select from core.not_there')).rejects.toMatchObject({ code: 'DATABASE_NOT_READY' });
      await expect(own.transaction(SETTINGS, () => Promise.reject(new TypeError('a bug')))).rejects.toThrow(TypeError);
    }));

  it.each(['08006', '40P01', '53300', '55P03', '57014', '57P01'])(
    'says that the database is unavailable where the hub would say so (%s)',
    (code) =>
      connected(async (own) => {
        const raised = `do $$ begin raise exception using errcode = '${code}'; end $$`;
        const failed = own.transaction(SETTINGS, (client) => client.query(raised));
        await expect(failed).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      }),
  );

  it('says that the disk of the database is full, and what to do then', () =>
    connected(async (own) => {
      const raised = `do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`;
      const failed = own.transaction(SETTINGS, (client) => client.query(raised));
      await expect(failed).rejects.toMatchObject({
        code: 'DATABASE_DISK_FULL',
        message: expect.stringMatching(/disk of the database is full.*\n.*what has landed is not imported twice/),
      });
    }));

  it('writes nothing outside of the house of its institution', () =>
    connected(async (own) => {
      const foreign = `insert into core.import_run (institution, kind, file_sha256) values ('caritas', 'persons', '-')`;
      await expect(own.transaction(SETTINGS, (client) => client.query(foreign))).rejects.toMatchObject({
        message: expect.stringContaining('42501'),
      });
    }));
});
