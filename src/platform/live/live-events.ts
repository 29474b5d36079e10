import { GeleitError } from '../errors';
import { keysOf, liveKey, type LiveAudience, type LiveKind, type LiveSignal } from './live-event';
import { serviceKey } from '../services';
import { LiveSource } from './live-source';

/** What is committed from now on; absent where this process takes no subscriptions. */
export const LIVE_EVENTS = serviceKey<LiveEvents>('live events');

/**
 * Hands what PostgreSQL announces to the subscribers of this process. They wait under keys, so that an event costs as
 * much as it has subscribers, however many others there are.
 */
export class LiveEvents {
  private readonly byKey = new Map<string, Set<LiveSource>>();
  private listens = false;

  /**
   * The events of one kind for one audience from now on.
   * @throws GeleitError UNAVAILABLE while announcements do not arrive: events would be missed unseen
   */
  subscribe(kind: LiveKind, audience: LiveAudience): LiveSource {
    if (!this.listens) throw notListening();
    const key = liveKey(kind, audience);
    const source = new LiveSource((ended) => this.forget(key, ended));
    const sources = this.byKey.get(key) ?? new Set();
    this.byKey.set(key, sources.add(source));
    return source;
  }

  publish(signal: LiveSignal): void {
    if (signal === 'RELOAD') {
      for (const source of this.all()) source.push(signal);
      return;
    }
    for (const key of keysOf(signal)) {
      for (const source of this.byKey.get(key) ?? []) source.push(signal);
    }
  }

  /** Announcements arrive again. What came in between is unknown, so everybody is told to read again. */
  resume(): void {
    this.listens = true;
    this.publish('RELOAD');
  }

  /** Announcements do not arrive. Nobody new is let in meanwhile. */
  pause(): void {
    this.listens = false;
  }

  /** Gives up: every subscriber is cut and told so. */
  cutAll(): void {
    this.pause();
    for (const source of this.all()) source.cut(notListening());
  }

  /** Subscribers that wait. */
  get size(): number {
    return this.all().length;
  }

  private all(): LiveSource[] {
    return [...this.byKey.values()].flatMap((sources) => [...sources]);
  }

  private forget(key: string, source: LiveSource): void {
    const sources = this.byKey.get(key);
    sources?.delete(source);
    if (sources?.size === 0) this.byKey.delete(key);
  }
}

const notListening = () => new GeleitError('UNAVAILABLE', 'Events do not arrive at the moment.');
