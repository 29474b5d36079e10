import type { IncomingHttpHeaders } from 'node:http';
import type { BaseContext } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { JWK } from 'jose';
import type { Caller } from '../../platform/identity/caller';
import type { Logger } from '../../platform/telemetry/logger';
import type { PublishedSchema } from './schema-route';

/** What the request line of the log needs to know of a context; the rest of it is the resolvers' business. */
export interface HubContext extends BaseContext {
  readonly caller?: Caller;
}

/** The part of an HTTP request from which identity and purpose follow. */
export interface IncomingRequest {
  readonly headers: IncomingHttpHeaders;
  /** Made by the hub for every request, never taken from the client: it keys the access log. */
  readonly requestId: string;
}

/** One thing that must work before the hub takes requests. `detail` is shown to whoever may reach the port. */
export interface ReadinessCheck {
  readonly ok: boolean;
  readonly detail?: string;
}

/** The personas of the demonstration issuer, for the switch above GraphiQL. */
export interface Demonstration {
  readonly personas: readonly { readonly name: string; readonly label: string }[];
  readonly tokenFor: (persona: string) => Promise<string>;
}

/** Scans of forms on paper, which travel as files. */
export interface ScanStore {
  /** @throws GeleitError if it is no scan, or not of a person of the caller's institution */
  save(context: HubContext, personId: string, mediaType: string, content: Buffer): Promise<{ readonly id: string }>;
  read(context: HubContext, id: string): Promise<{ readonly mediaType: string; readonly content: Buffer }>;
}

/** What runs one operation of a document that is valid. */
export type Executor = (execution: Execution) => Promise<ExecutionResult>;

export interface Execution {
  readonly document: DocumentNode;
  /** SHA-256 (hex) of the document's text. */
  readonly queryHash: string;
  /** Needed where the document has several operations. */
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: HubContext;
}

export interface HttpServerOptions {
  readonly schema: GraphQLSchema;
  /** Replaces plain execution by graphql-js, for instance with documents that were rewritten. It must run the same schema. */
  readonly executor?: Executor;
  /** Returns a fresh object per request. What it throws is the answer: a `GeleitError` with its HTTP status. */
  readonly contextFor: (request: IncomingRequest) => Promise<HubContext>;
  readonly production: boolean;
  readonly readiness: () => Promise<Record<string, ReadinessCheck>>;
  readonly logger: Logger;
  readonly demonstration?: Demonstration;
  readonly purposes: readonly string[];
  readonly scans?: ScanStore;
  /** Connections to the database, for which file handles are kept; none by default. */
  readonly poolSize?: number;
  /** The origin under which browsers reach the hub, where a proxy in front of it does not pass their Host on. */
  readonly publicOrigin?: string;
  /** With what everybody can verify consent receipts; none by default. */
  readonly publicKeys?: readonly JWK[];
  /** JSON Schemas of documents that the hub gives out; none by default. */
  readonly publishedSchemas?: readonly PublishedSchema[];
  /** How long `close()` waits for the requests in flight before it cuts them; what `shutdownDrainSeconds` takes is part of it. */
  readonly shutdownGraceSeconds: number;
  /** How long `close()` goes on accepting connections while the hub is not ready any more; not at all by default. */
  readonly shutdownDrainSeconds?: number;
  /** SHA-256 (hex) of a document -> its text. If given, no other document runs. */
  readonly trustedDocuments?: ReadonlyMap<string, string>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** True if somebody chose this port: then a busy port is an error instead of a reason to take the next one. */
  readonly portIsFixed: boolean;
}

export interface HubServer {
  listen(options: ListenOptions): Promise<{ url: string }>;
  /** Is not ready any more, then stops accepting, answers what is in flight, and resolves; a second call waits for the first. */
  close(): Promise<void>;
}
