import { execute, parse, type GraphQLFormattedError } from 'graphql';
import { refuseUnlessRepresented } from '../../src/access/represents';
import { formatErrorFor } from '../../src/hub/http/format-error';
import { GeleitError } from '../../src/platform/errors';
import type { TestDatabase } from '../kit/database';
import { sealedSchema, type Hub } from '../kit/hub';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';
import type { Asker } from './cast';
import { entriesOf, type LogEntry } from './log-entries';
import { observedOf, type Observed } from './observed';
import type { AskSingle } from './reference/single-documents';

const format = formatErrorFor({ production: false });

/** Answers of graphql-js on the hub's sealed schema, without HTTP and without anything that is remembered. */
export function askSingleOf(hub: Hub, database: TestDatabase): AskSingle {
  return async ({ caller, purpose }, source) => {
    const contextValue = hub.contextOf(caller, purpose);
    const { data, errors = [] } = await execute({ schema: sealedSchema(), document: parse(source), contextValue });
    const shown = errors.map((error) => format(error.toJSON(), error));
    const masked = shown.findIndex(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
    if (masked >= 0) throw new Error(`The hub itself failed at ${source}`, { cause: errors[masked]!.originalError });
    return {
      data: data as Record<string, unknown> | null,
      errors: shown,
      withheld: contextValue.withheld.list(),
      disputed: contextValue.disputed.list(),
      entries: await entriesOf(database, contextValue.requestId),
    };
  };
}

/** What a caller is told instead of everything, and what is on record of it. */
export interface Refusal {
  readonly error: GraphQLFormattedError;
  readonly entries: readonly LogEntry[];
}

/** What the making of a context refuses a caller with, which in the hub comes before GraphQL; null for whoever comes in. */
export async function refusalOf(hub: Hub, database: TestDatabase, { caller, purpose }: Asker): Promise<Refusal | null> {
  const context = hub.contextOf(caller, purpose);
  try {
    await refuseUnlessRepresented(context);
    return null;
  } catch (error) {
    if (!(error instanceof GeleitError)) throw error;
    return { error: format(error.toJSON(), error), entries: await entriesOf(database, context.requestId) };
  }
}

/** Refusals of documents that ask for too much: nothing to compare. */
const LIMITS = ['QUERY_TOO_DEEP', 'QUERY_TOO_COSTLY', 'TOO_MANY_ALIASES', 'TOO_MANY_DIRECTIVES', 'QUERY_TOO_LONG'];

export type Send = (asker: Asker, source: string, variables: Record<string, unknown>) => Promise<Observed | 'refused'>;

/** A hub behind HTTP, as it is served. */
export async function startFuzzedHub(database: TestDatabase): Promise<{ send: Send; stop: RunningTestHub['stop'] }> {
  const hub = await startTestHub({ appUrl: database.appUrl, poolSize: 2 });
  return {
    async send({ caller, purpose }, source, variables) {
      const { headers, text } = await hub.ask(caller, purpose, source, variables);
      const body = JSON.parse(text) as Parameters<typeof observedOf>[0] & { errors?: GraphQLFormattedError[] };
      if (body.errors?.some(({ extensions }) => LIMITS.includes(String(extensions?.code)))) return 'refused';
      return observedOf(body, await entriesOf(database, String(headers['x-request-id'])));
    },
    stop: () => hub.stop(),
  };
}
