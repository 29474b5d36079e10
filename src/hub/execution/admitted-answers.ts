import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { stringifyAnswer } from '../../platform/raw-json';
import { knownCost, MAX_COST } from '../http/cost-rule';
import type { HttpServerOptions, HubContext } from '../http/options';
import { answerExtensions } from '../http/answer-extensions';
import type { AdmittedOperation, AdmittedOperations } from './admitted-operations';

/** Values of the header `accept` for which Apollo's choice is remembered; front ends send a handful. */
const ACCEPTS_KEPT = 100;

/** Apollo's own refusals of bodies and of requests that a page of another origin could send begin where this ends. */
const JSON_TYPE = /^application\/json(;|$)/;

interface Asked {
  readonly admitted: AdmittedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
}

/**
 * Answers requests whose operation Apollo has admitted before without Apollo, whose pipeline costs as much as all that the
 * hub itself does to answer for one person. It is the only way around Apollo, and a narrow one: what is not an ordinary
 * answer to an ordinary request goes through Apollo, with the context and the result that there are already, so that there
 * is one place that refuses and one that words errors. A test compares both byte by byte.
 */
export class AdmittedAnswers {
  private readonly mediaTypes = new LRUCache<string, string>({ max: ACCEPTS_KEPT });

  constructor(
    private readonly options: HttpServerOptions,
    private readonly operations: AdmittedOperations,
    private readonly contextOf: (request: FastifyRequest) => Promise<HubContext>,
  ) {}

  /** @returns the bytes of the answer, with its media type set, or undefined where Apollo has to answer */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<Buffer | undefined> {
    const { executor } = this.options;
    const asked = executor && this.askedIn(request);
    if (!asked) return undefined;
    const { admitted, variables, mediaType } = asked;
    const { document, queryHash, operation } = admitted;
    const { exchange } = request;
    try {
      exchange.context = this.contextOf(request);
      const context = await exchange.context;
      const operationName = operation.name?.value ?? null;
      exchange.executed = executor({ document, queryHash, operationName, variables, context });
      const { data, errors } = await exchange.executed;
      if (errors) return undefined;
      const extensions = answerExtensions(context);
      const text = stringifyAnswer(extensions ? { data, extensions } : { data });
      reply.header('content-type', mediaType);
      // A text would be gone through twice, for its length and to be sent.
      return Buffer.from(text);
    } catch {
      // Apollo meets the same failure in what the exchange holds, and says it.
      return undefined;
    }
  }

  /** Remembers with which media type Apollo answered a request that went well. */
  learn(request: FastifyRequest, reply: FastifyReply): void {
    const mediaType = reply.getHeader('content-type');
    if (typeof mediaType === 'string') this.mediaTypes.set(acceptOf(request), mediaType);
  }

  private askedIn(request: FastifyRequest): Asked | undefined {
    const { method, headers, body } = request;
    const mediaType = this.mediaTypes.get(acceptOf(request));
    if (mediaType === undefined || method !== 'POST' || !JSON_TYPE.test(headers['content-type'] ?? ''))
      return undefined;
    if (!isRecord(body) || !isRecord(body.variables ?? {}) || !isRecord(body.extensions ?? {})) return undefined;
    const admitted = this.operations.find(body);
    if (!admitted) return undefined;
    const variables = (body.variables ?? {}) as Asked['variables'];
    const cost = knownCost(this.options.schema, admitted.document, admitted.operation, variables);
    return cost <= MAX_COST ? { admitted, variables, mediaType } : undefined;
  }
}

const acceptOf = ({ headers }: FastifyRequest): string => headers.accept ?? '';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
