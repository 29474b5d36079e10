import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Asking } from '../../../src/access/decision/decision';
import type { Policy } from '../../../src/access/policy/policy';
import type { Purpose } from '../../../src/access/vocabulary';
import type { Caller } from '../../../src/platform/identity/caller';
import type { Identify } from '../../../src/platform/identity/verifier';
import { settingsStatement } from '../../../src/platform/postgres/session';

/** What a request has read about a person, for the log. */
export interface Disclosure {
  readonly fields: Set<string>;
  readonly asked: Set<string>;
  readonly permitted: Record<string, readonly (string | number)[]>;
}

export interface RecordContext {
  readonly caller: Caller;
  readonly asking: Asking;
  readonly policy: Policy;
  readonly requestId: string;
  readonly queryRunner: QueryRunner;
  readonly manager: EntityManager;
  readonly loaders: Map<string, unknown>;
  readonly disclosures: Map<string, Disclosure>;
}

/** One transaction for each request, with the settings that row level security reads. */
export async function contextOf(
  source: DataSource,
  policy: Policy,
  identify: Identify,
  { headers }: IncomingMessage,
): Promise<RecordContext> {
  const caller = await identify(headers.authorization);
  const institution = caller.kind === 'staff' ? caller.institution : null;
  const purpose = caller.kind === 'staff' ? ((headers['x-purpose'] as Purpose | undefined) ?? null) : null;
  const requestId = randomUUID();
  const queryRunner = source.createQueryRunner();
  await queryRunner.startTransaction();
  const person = caller.kind === 'person' ? caller.personId : null;
  const settings = { institution, role: caller.role, purpose, person, actor: caller.actor, request: requestId };
  const { text, values } = settingsStatement(settings);
  await queryRunner.query(text, values);
  return {
    caller,
    asking: { institution, role: caller.role, purpose },
    policy,
    requestId,
    queryRunner,
    manager: queryRunner.manager,
    loaders: new Map(),
    disclosures: new Map(),
  };
}

/** Writes the access log with one insert before the answer leaves, and ends the transaction. */
export const logPlugin: ApolloServerPlugin<RecordContext> = {
  requestDidStart: () =>
    Promise.resolve({
      async willSendResponse({ contextValue, errors }) {
        const { queryRunner } = contextValue;
        try {
          if (errors) return await queryRunner.rollbackTransaction();
          await insertEntries(contextValue);
          await queryRunner.commitTransaction();
        } finally {
          await queryRunner.release();
        }
      },
    }),
};

async function insertEntries({ manager, disclosures, asking, caller, requestId }: RecordContext): Promise<void> {
  if (disclosures.size === 0) return;
  const rows = [...disclosures].map(([personId, { fields, asked, permitted }]) => ({
    ...{ requestId, institution: asking.institution, purpose: asking.purpose, role: asking.role, actor: caller.actor },
    ...{ event: 'READ', personId, fields: [...fields], asked: [...asked].sort(), permitted },
  }));
  // Row level security does not let the caller read the entry back, as TypeORM would by default.
  await manager
    .createQueryBuilder()
    .insert()
    .into('AccessEntry', Object.keys(rows[0]!))
    .values(rows)
    .updateEntity(false)
    .execute();
}

/** What the request has read about a person so far. */
export function disclosureOf({ disclosures }: RecordContext, personId: string): Disclosure {
  let disclosure = disclosures.get(personId);
  if (!disclosure) {
    disclosure = { fields: new Set(), asked: new Set(), permitted: {} };
    disclosures.set(personId, disclosure);
  }
  return disclosure;
}
