import { GeleitError } from '../../platform/errors';

/**
 * Refuses a moment that has not come yet: what will be decided then is not decided, and what is known of it now (an end that
 * only the person is told) would be told with it.
 * @throws GeleitError INVALID_INPUT
 */
export function refuseFuture(path: string, moment: Date | null | undefined): void {
  if (!moment || moment.getTime() <= Date.now()) return;
  throw new GeleitError('INVALID_INPUT', 'The question is about a moment that has not come yet.', {
    problems: [{ path, code: 'OUT_OF_RANGE', message: 'must not lie in the future' }],
  });
}
