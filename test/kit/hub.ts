import { randomUUID } from 'node:crypto';
import {
  execute,
  GraphQLError,
  parse,
  print,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { InstitutionId, Purpose, StaffRole } from '../../src/access/vocabulary';
import { Services } from '../../src/platform/services';
import { BOOKLET_CODE_KEY } from '../../src/subgraphs/core/booklet/booklet-code-key';
import { RECEIPT_KEYS } from '../../src/subgraphs/core/consent/receipt/receipt-keys';
import type { Policy } from '../../src/access/policy/policy';
import { DisputedList, type DisputedEntry } from '../../src/access/disputed';
import { IncompleteList, type IncompleteEntry } from '../../src/access/incomplete';
import { refuseUnlessRepresented } from '../../src/access/represents';
import { WithheldList, type WithheldEntry } from '../../src/access/withheld';
import { buildSubgraphOf, inOneSchema, sealedHub } from '../../src/hub/compose';
import { REGISTRY, SUBGRAPHS } from '../../src/hub/subgraphs';
import type { Caller } from '../../src/platform/identity/caller';
import { bookletCodeKey } from '../../src/subgraphs/core/booklet/booklet-code-key';
import { PersonLoader } from '../../src/records/read/load-persons';
import type { RecordContext } from '../../src/records/record-context';
import type { TestDatabase } from './database';
import { rheinePolicy } from './policy';
import { testReceiptKeys } from './receipt-keys';

/** The key of all tests. */
const BOOKLET_CODES = bookletCodeKey(Buffer.alloc(32, 'kit'));

let sealed: GraphQLSchema | undefined;
let unsealed: GraphQLSchema | undefined;

/** The hub's schema as it is served. Built once per spec file. */
export function sealedSchema(): GraphQLSchema {
  return (sealed ??= sealedHub(SUBGRAPHS, rheinePolicy()));
}

/** The same schema without the guard: what a bug in the first lock would amount to. */
export function unsealedSchema(): GraphQLSchema {
  return (unsealed ??= inOneSchema(SUBGRAPHS.map((subgraph) => buildSubgraphOf(subgraph))));
}

/** A member of staff; a counsellor unless said otherwise. */
export function staff(institution: InstitutionId, role: StaffRole = 'counsellor'): Caller {
  return { kind: 'staff', institution, role, actor: `${institution}-${role}`, expiresAt: Number.MAX_SAFE_INTEGER };
}

/** The person themself. */
export function self(personId: string): Caller {
  return { kind: 'person', role: 'person', personId, actor: personId, expiresAt: Number.MAX_SAFE_INTEGER };
}

/** Somebody who acts for a person as their guardian, or says so. */
export function guardian(subject: string, personId: string): Caller {
  return { kind: 'person', role: 'guardian', personId, actor: subject, expiresAt: Number.MAX_SAFE_INTEGER };
}

/** What a client gets, without HTTP. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors: readonly GraphQLFormattedError[];
  /** `extensions.code` of the errors. */
  readonly codes: readonly unknown[];
  readonly withheld: readonly WithheldEntry[];
  readonly disputed: readonly DisputedEntry[];
  readonly incomplete: readonly IncompleteEntry[];
}

export interface HubOptions {
  /** Default: `sealedSchema()`. */
  readonly schema?: GraphQLSchema;
  /** Default: the hub's own look-ahead over all record types. */
  readonly persons?: PersonLoader;
  /** Default: the policy of Rheine. The locks of the database have to be those of the same policy: `usePolicy`. */
  readonly policy?: Policy;
  /** False for a hub that has forgotten to check guardians: then row level security has to. */
  readonly checksGuardians?: boolean;
  /** False for a hub that has no key for consent receipts. */
  readonly signsReceipts?: boolean;
}

/** An operation of a `.graphql` file below test/, with the types that `npm run codegen` wrote for it. */
export interface TypedDocument<Data, Variables> extends DocumentNode {
  readonly __apiType?: (variables: Variables) => Data;
}

export interface Hub {
  /** A fresh request; `purpose` is what the header `x-purpose` would say. */
  ask<Data = Record<string, unknown>, Variables extends object = Record<string, unknown>>(
    caller: Caller,
    purpose: Purpose | null,
    document: string | TypedDocument<Data, Variables>,
    variables?: Variables,
  ): Promise<Answer<Data>>;
  /** The context of one request, for tests of what lies below GraphQL. */
  contextOf(caller: Caller, purpose: Purpose | null): RecordContext;
}

/** A hub on a test database, without HTTP: everything from the parsed query to PostgreSQL is the real thing. */
export function useHub(database: TestDatabase, options: HubOptions = {}): Hub {
  const persons = options.persons ?? new PersonLoader(REGISTRY);
  const schemaOf = () => options.schema ?? sealedSchema();
  const contextOf = (caller: Caller, purpose: Purpose | null): RecordContext => ({
    requestId: randomUUID(),
    caller,
    asking: { institution: caller.kind === 'staff' ? caller.institution : null, role: caller.role, purpose },
    policy: options.policy ?? rheinePolicy(),
    database: database.database,
    persons,
    withheld: new WithheldList(),
    disputed: new DisputedList(),
    incomplete: new IncompleteList(),
    services: new Services()
      .with(RECEIPT_KEYS, options.signsReceipts === false ? undefined : testReceiptKeys())
      .with(BOOKLET_CODE_KEY, BOOKLET_CODES),
    loaders: new Map(),
  });
  return {
    contextOf,
    async ask<Data, Variables extends object>(
      caller: Caller,
      purpose: Purpose | null,
      operation: string | TypedDocument<Data, Variables>,
      variables?: Variables,
    ) {
      const schema = schemaOf();
      const contextValue = contextOf(caller, purpose);
      const refused = options.checksGuardians === false ? null : await refusal(contextValue);
      if (refused) return answerOf<Data>({ data: null, errors: [refused] }, contextValue);
      const document = parsed(schema, typeof operation === 'string' ? operation : print(operation));
      const result = await execute({ schema, document, contextValue, variableValues: { ...variables } });
      return answerOf<Data>(result, contextValue);
    },
  };
}

/** What the making of the context says, which in the hub comes before GraphQL. */
async function refusal(context: RecordContext): Promise<GraphQLError | null> {
  try {
    await refuseUnlessRepresented(context);
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

/** Parsed and validated once per schema, as in the hub: a large query costs more to validate than to run. */
function parsed(schema: GraphQLSchema, source: string): DocumentNode {
  let known = documents.get(schema);
  if (!known) documents.set(schema, (known = new Map<string, DocumentNode>()));
  let document = known.get(source);
  if (!document) {
    document = parse(source);
    const mistakes = validate(schema, document);
    if (mistakes.length > 0) throw new Error(`The test's query is not valid: ${mistakes.join('; ')}`);
    known.set(source, document);
  }
  return document;
}

function answerOf<Data>(result: ExecutionResult, { withheld, disputed, incomplete }: RecordContext): Answer<Data> {
  // As JSON, because that is what leaves the hub.
  const { data, errors } = JSON.parse(JSON.stringify(result)) as {
    data?: Data | null;
    errors?: GraphQLFormattedError[];
  };
  return {
    data: data ?? null,
    errors: errors ?? [],
    codes: (errors ?? []).map(({ extensions }) => extensions?.code),
    withheld: withheld.list(),
    disputed: disputed.list(),
    incomplete: incomplete.list(),
  };
}
