import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { stringifyAnswer } from '../../platform/raw-json';
import type { Logger } from '../../platform/telemetry/logger';
import type { AdmittedOperations } from '../execution/admitted-operations';
import { answerPlugin } from './answer-plugin';
import { costLimit } from './cost-rule';
import { formatErrorFor } from './format-error';
import { gatewayOf } from './gateway';
import { limitRules, MAX_TOKENS, MAX_VALIDATION_ERRORS } from './limits';
import type { HttpServerOptions, HubContext } from './options';
import { resolvedOperationOnly } from './resolved-operation';
import { subscriptionsElsewhere } from './subscriptions-elsewhere';
import { onlyTrusted, persistedQueriesOf } from './trusted-documents';

/** Characters of source whose parsed documents are kept; a document takes some hundred times that in memory. */
const DOCUMENTS_KEPT = 500_000;

/** Returns Apollo Server with everything on that protects and everything off that reports, caches or instruments. */
export function createApollo(options: HttpServerOptions, admitted: AdmittedOperations): ApolloServer<HubContext> {
  const { production, logger, trustedDocuments } = options;
  const common = {
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    persistedQueries: persistedQueriesOf(trustedDocuments),
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    validationRules: limitRules(),
    documentStore: boundedDocumentStore(),
    formatError: formatErrorFor({ production }),
    stringifyResult: (result) => stringifyAnswer(result),
    logger: apolloLogger(logger),
    plugins: [
      // Each of the first instruments every field or speaks to the outside if it is merely left out.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...(trustedDocuments ? [onlyTrusted(trustedDocuments)] : []),
      resolvedOperationOnly(),
      subscriptionsElsewhere(),
      costLimit(),
      answerPlugin(logger),
      // Last, so that it remembers only what nothing has refused.
      admitted.plugin,
    ],
  } satisfies Partial<ApolloServerOptions<HubContext>>;
  return new ApolloServer<HubContext>(
    options.executor
      ? { ...common, gateway: gatewayOf(options.schema, options.executor) }
      : { ...common, schema: options.schema },
  );
}

function boundedDocumentStore(): ApolloServerOptions<HubContext>['documentStore'] {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: DOCUMENTS_KEPT,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 0),
  });
  return {
    get: (key) => Promise.resolve(documents.get(key)),
    set(key, document) {
      documents.set(key, document);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(documents.delete(key)),
  };
}

/** Apollo's own error lines repeat the message of whatever was thrown; the answer plugin logs those without it. */
function apolloLogger(logger: Logger): NonNullable<ApolloServerOptions<HubContext>['logger']> {
  const ignore = (): void => undefined;
  return { debug: ignore, info: ignore, error: ignore, warn: (message: unknown) => logger.warn({}, String(message)) };
}
