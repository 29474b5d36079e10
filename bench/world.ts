import { randomUUID } from 'node:crypto';
import { appRoleUrl } from '../src/platform/app-role';
import { Database } from '../src/platform/postgres/database';
import { idOf, knownToJobcenter } from './data/known-persons';
import { LOGGED_PERSONS } from './data/special-persons.sql';
import type { Tokens } from './platform/tokens';
import type { World } from './workloads/workload';

const STAFF = 4;
const GIVERS = 160;
const NAMES = 1_000;

/** Callers and subjects of the requests, the same ones in every run on that many persons. */
export async function worldOf(ownerUrl: string, tokens: Tokens, persons: number): Promise<World> {
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
  return {
    persons,
    startedAt: new Date().toISOString(),
    staff: await Promise.all(numbers(1, STAFF).map((n) => tokens.staff('jobcenter', 'case-manager', `staff-${n}`))),
    people: await Promise.all(
      numbers(1, LOGGED_PERSONS).map(async (i) => ({ id: idOf(i), token: await tokens.person(idOf(i)) })),
    ),
    givers: await Promise.all(numbers(LOGGED_PERSONS + 1, GIVERS).map((i) => tokens.person(idOf(i)))),
    names: await namesKnownToJobcenter(ownerUrl, persons),
  };
}

/** Read under the locks: nobody else may know names, not even the owner of the database. */
async function namesKnownToJobcenter(ownerUrl: string, persons: number): Promise<World['names']> {
  const database = new Database({ url: appRoleUrl(ownerUrl), poolSize: 1 });
  const jobcenter = { institution: 'jobcenter', role: 'case-manager', purpose: 'CASE_MANAGEMENT', person: null };
  try {
    return await database.once(
      { ...jobcenter, actor: 'bench', request: randomUUID() },
      {
        text: `select i.family_name as "familyName", i.birth_date::text as "birthDate" from core.identity i
          where i.person_id = any($1::uuid[]) order by i.person_id limit ${NAMES}`,
        values: [knownToJobcenter(persons, 2 * NAMES).map(idOf)],
      },
    );
  } finally {
    await database.close();
  }
}
