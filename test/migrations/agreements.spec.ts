import { describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { AgreementsByRecord1795392311000 } from '../../migrations/1795392311000-agreements-by-record';
import { ownerDataSource } from '../../src/hub/data-source';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { tables } from '../kit/catalogue';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';

const WHO = { givenName: 'Samira', familyName: 'Rahimi', birthDate: '1992-02-03' } as const;
const QUEUE = '{ duplicatePairs(first: 10) { nodes { id score reasons } } }';

describe('pairs from before it was known which records agree', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const reviewer = staff('city', 'case-manager');

  const queue = async (who: typeof reviewer) =>
    (await hub.ask<{ duplicatePairs: { nodes: object[] } }>(who, 'CASE_MANAGEMENT', QUEUE)).data!.duplicatePairs.nodes;
  const compare = async () => {
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  };
  const change = async (way: (migration: AgreementsByRecord1795392311000, runner: QueryRunner) => Promise<void>) => {
    const source = await ownerDataSource(database.ownerUrl).initialize();
    const runner = source.createQueryRunner();
    try {
      await way(new AgreementsByRecord1795392311000(), runner);
    } finally {
      await runner.release();
      await source.destroy();
    }
  };

  it('are told to reviewers alone until they are compared anew, and then to who may read them', async () => {
    for (const phone of ['0171 3920011', '+49 171 3920011']) {
      await person(database)
        .with('Identity', { by: 'jobcenter', values: { ...WHO, sex: null, nationality: null } })
        .with('Contact', { by: 'jobcenter', values: { phone, email: null, street: null } })
        .create();
    }
    await compare();
    const before = await queue(reviewer);
    expect(before).toMatchObject([{ score: 100, reasons: ['NAME', 'BIRTH_DATE', 'PHONE'] }]);
    expect(await queue(staff('jobcenter'))).toEqual(before);
    const shape = await tables(database);

    await change((migration, runner) => migration.down(runner));
    const stored = await database.asOwner('select id, score, reasons from core.duplicate_pair');
    expect(stored).toEqual(before);
    await change((migration, runner) => migration.up(runner));

    expect(await tables(database)).toEqual(shape);
    expect(await queue(reviewer)).toEqual(before);
    expect(await queue(staff('jobcenter'))).toEqual([]);
    await compare();
    expect(await queue(staff('jobcenter'))).toEqual(before);
    expect(await queue(reviewer)).toEqual(before);
  });
});
