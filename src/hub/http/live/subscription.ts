import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createSourceEventStream, execute, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, GeleitError } from '../../../platform/errors';
import { answerExtensions } from '../answer-extensions';
import { codeOf, geleitErrorIn } from '../format-error';
import type { HttpServerOptions, HubContext } from '../options';
import { at, expiryOf, tokenExpired } from './expiry';
import { checkOperation, SubscriptionRefused, type CheckedOperation, type SubscriptionParams } from './operation';
import type { Slots } from './slots';

/** What all subscriptions of a process share. */
export interface LiveParts {
  readonly options: HttpServerOptions;
  readonly slots: Slots;
  /** Keeps the work for events from taking all connections to the database. */
  readonly inTurn: <Result>(task: () => Promise<Result>) => Promise<Result>;
  readonly format: (error: unknown) => GraphQLFormattedError;
}

/** A source that can be ended from outside, as `LiveSource`. */
interface CuttableSource extends AsyncIterator<unknown> {
  cut(error: GeleitError): void;
}

/** The results of an open subscription. `next` rejects with a GeleitError when it is cut. */
export type Results = AsyncGenerator<ExecutionResult, undefined, undefined>;

/**
 * Opens a subscription. For every event the request begins anew: token, purpose and role are judged as they are then,
 * with a context of its own, and the field reads what it tells with the subscriber's rights. An event that is not for
 * them leads to nothing at all.
 * @param way.ready waits until the subscriber has taken what it was sent before
 * @param way.yields nobody can tell whether the subscriber is still there: it gives its place up where the caller opens more
 * @throws SubscriptionRefused, GeleitError
 */
export async function openSubscription(
  parts: LiveParts,
  headers: IncomingHttpHeaders,
  params: SubscriptionParams,
  { ready = () => Promise.resolve(), yields = false }: { ready?: () => Promise<void>; yields?: boolean } = {},
): Promise<Results> {
  const { options, slots } = parts;
  const renew = (): Promise<HubContext> => options.contextFor({ headers, requestId: randomUUID() });
  const context = await renew();
  const expiry = expiryOf(context);
  if (expiry <= Date.now()) throw tokenExpired();
  let source: CuttableSource | undefined;
  let early: GeleitError | undefined;
  const cut = (error: GeleitError): void => (source ? source.cut(error) : void (early = error));
  const release = slots.take(context.caller, cut, yields);
  try {
    const operation = checkOperation(options.schema, params, options.trustedDocuments);
    source = await sourceOf(operation, context);
    // The hub may have begun to shut down meanwhile.
    if (early) source.cut(early);
    const callOff = at(expiry, () => cut(tokenExpired()));
    return results(parts, source, { renew, operation, expiry, ready }, () => {
      callOff();
      release();
    });
  } catch (error) {
    release();
    throw error;
  }
}

async function sourceOf(operation: CheckedOperation, contextValue: HubContext): Promise<CuttableSource> {
  const stream = await createSourceEventStream({ ...operation, contextValue });
  if (Symbol.asyncIterator in stream) return stream as unknown as CuttableSource;
  throw new SubscriptionRefused(stream.errors ?? []);
}

interface Delivery {
  readonly renew: () => Promise<HubContext>;
  readonly operation: CheckedOperation;
  readonly expiry: number;
  readonly ready: () => Promise<void>;
}

/** No generator function: `return()` of one that waits for an event would itself wait for that event. */
function results(parts: LiveParts, source: CuttableSource, delivery: Delivery, onEnd: () => void): Results {
  const ended = { done: true, value: undefined } as const;
  const self: Results = {
    async next() {
      try {
        for (;;) {
          await delivery.ready();
          const event: IteratorResult<unknown, unknown> = await source.next();
          if (event.done) break;
          const result = await parts.inTurn(() => deliver(parts, delivery, event.value));
          if (Date.now() >= delivery.expiry) throw tokenExpired();
          if (result) return { done: false, value: result };
        }
      } catch (error) {
        await self.return(undefined);
        throw error;
      }
      onEnd();
      return ended;
    },
    async return() {
      onEnd();
      await source.return?.();
      return ended;
    },
    throw: (error: unknown) => self.return(undefined).then(() => Promise.reject(error as Error)),
    [Symbol.asyncIterator]: () => self,
    [Symbol.asyncDispose]: () => self.return(undefined).then(() => undefined),
  };
  return self;
}

/** The same results with another way to take the next one. */
export function withNext(results: Results, next: Results['next']): Results {
  const self: Results = { ...results, next, [Symbol.asyncIterator]: () => self };
  return self;
}

/** @returns null where the event is not for this subscriber */
async function deliver(
  { options, format }: LiveParts,
  { renew, operation }: Delivery,
  event: unknown,
): Promise<ExecutionResult | null> {
  const contextValue = await renew();
  const { data, errors } = await execute({ ...operation, rootValue: event, contextValue });
  const fatal = errors?.find((error) => ERROR_CODES[codeOf(error)].status >= 500);
  if (fatal) {
    options.logger.error({ error: fatal.originalError ?? fatal }, 'an event could not be delivered');
    // The event is lost to this subscriber, so it has to be told to subscribe and read again.
    throw geleitErrorIn(fatal) ?? new GeleitError('INTERNAL_SERVER_ERROR', 'Something went wrong inside the hub.');
  }
  if (!errors && Object.values(data ?? {}).every((value) => value === null)) return null;
  const extensions = answerExtensions(contextValue);
  return {
    data,
    ...(errors && { errors: errors.map(format) as never }),
    ...(extensions && { extensions }),
  };
}
