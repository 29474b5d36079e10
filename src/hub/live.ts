import type { Logger } from '../platform/telemetry/logger';
import { LIVE_CHANNEL, readAnnouncement } from '../platform/live/live-event';
import { LiveEvents } from '../platform/live/live-events';
import { listen } from '../platform/postgres/listener';

/**
 * Announces what was committed since; the database keeps it until then. Whoever notifies in a transaction makes all others
 * that do wait until its commit has reached the disk, so it is not done where consents are given and withdrawn.
 */
const ANNOUNCING = { text: 'select core.announce_committed()', everyMs: 100 };

/** How long subscribers are kept while announcements do not arrive, in milliseconds; then they are told so and cut. */
const PATIENCE = 30_000;

/** What PostgreSQL announces, for the subscribers of this process. */
export interface Live {
  readonly events: LiveEvents;
  stop(): Promise<void>;
}

/**
 * Announces what any hub process commits, and listens to it, on one connection beside the pool. After a break everybody is
 * told to read again, since nobody knows what was announced meanwhile.
 * @returns when the first attempt to listen was made
 */
export async function startLive(appUrl: string, logger: Logger): Promise<Live> {
  const events = new LiveEvents();
  let patience: NodeJS.Timeout | undefined;
  const listener = listen({
    url: appUrl,
    channel: LIVE_CHANNEL,
    beat: ANNOUNCING,
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
