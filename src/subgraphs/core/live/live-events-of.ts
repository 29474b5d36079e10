import type { RequestContext } from '../../../access/request-context';
import { GeleitError } from '../../../platform/errors';
import { LIVE_EVENTS, type LiveEvents } from '../../../platform/live/live-events';

/** What this process hears of. @throws GeleitError UNAVAILABLE if it takes no subscriptions */
export function liveEvents({ services }: RequestContext): LiveEvents {
  const live = services.get(LIVE_EVENTS);
  if (!live) throw new GeleitError('UNAVAILABLE', 'This process takes no subscriptions.');
  return live;
}
