import type { Logger } from '../platform/telemetry/logger';
import { LIVE_CHANNEL, readAnnouncement } from '../platform/live/live-event';
import { LiveEvents } from '../platform/live/live-events';
import { listen } from '../platform/postgres/listener';

/** How long subscribers are kept while announcements do not arrive, in milliseconds; then they are told so and cut. */
const PATIENCE = 30_000;

/** What PostgreSQL announces, for the subscribers of this process. */
export interface Live {
  readonly events: LiveEvents;
  stop(): Promise<void>;
}

/**
 * Listens to what any hub process commits, on one connection beside the pool. After a break everybody is told to read
 * again, since nobody knows what was announced meanwhile.
 * @returns when the first attempt to listen was made
 */
export async function startLive(appUrl: string, logger: Logger): Promise<Live> {
  const events = new LiveEvents();
  let patience: NodeJS.Timeout | undefined;
  const listener = listen({
    url: appUrl,
    channel: LIVE_CHANNEL,
    onPayload: (payload) => events.publish(readAnnouncement(payload)),
    onReady() {
      clearTimeout(patience);
      patience = undefined;
      events.resume();
    },
    onLost(error) {
      logger.warn({ error }, 'announcements of the database do not arrive; connecting again');
      events.pause();
      patience ??= setTimeout(() => events.cutAll(), PATIENCE).unref();
    },
  });
  await listener.tried;
  return {
    events,
    async stop() {
      clearTimeout(patience);
      await listener.stop();
      events.cutAll();
    },
  };
}
