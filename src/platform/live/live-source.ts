import { GeleitError } from '../errors';
import type { LiveSignal } from './live-event';

/** Signals that wait for one subscriber; who is further behind is told to read everything again instead: memory stays bounded. */
export const MOST_WAITING = 100;

/** In milliseconds; who has taken nothing for so long while something waits is cut. */
export const TAKE_WITHIN = 60_000;

interface Waiter {
  resolve(result: IteratorResult<LiveSignal>): void;
  reject(error: unknown): void;
}

const DONE: IteratorResult<LiveSignal> = { done: true, value: undefined };

/** The signals for one subscriber, in order. It ends when the subscriber leaves, or with an error when it is cut. */
export class LiveSource implements AsyncIterableIterator<LiveSignal> {
  private waiting: LiveSignal[] = [];
  private waiter: Waiter | null = null;
  /** When the subscriber was last seen to keep up, in milliseconds since 1970. */
  private keptUp = 0;
  private state: 'OPEN' | 'ENDED' | { readonly error: GeleitError } = 'OPEN';

  constructor(private readonly onEnd: (source: LiveSource) => void) {}

  push(signal: LiveSignal): void {
    if (this.state !== 'OPEN') return;
    if (this.waiting.length === 0) this.keptUp = Date.now();
    else if (Date.now() - this.keptUp > TAKE_WITHIN) {
      this.cut(new GeleitError('SUBSCRIBER_TOO_SLOW', 'The subscriber does not take its events in time.'));
      return;
    }
    if (this.waiter) {
      this.take()!.resolve({ done: false, value: signal });
      // Whoever reads everything again needs nothing of what waits.
    } else if (signal === 'RELOAD' || this.waiting[0] === 'RELOAD') this.waiting = ['RELOAD'];
    else if (this.waiting.length >= MOST_WAITING) this.waiting = ['RELOAD'];
    else this.waiting.push(signal);
  }

  /** Ends the subscription with a reason; what still waits is not handed out any more. */
  cut(error: GeleitError): void {
    if (this.state !== 'OPEN') return;
    this.leave();
    const waiter = this.take();
    if (waiter) waiter.reject(error);
    else this.state = { error };
  }

  next(): Promise<IteratorResult<LiveSignal>> {
    const signal = this.waiting.shift();
    this.keptUp = Date.now();
    if (signal !== undefined) return Promise.resolve({ done: false, value: signal });
    if (this.state === 'ENDED') return Promise.resolve(DONE);
    if (this.state !== 'OPEN') {
      const { error } = this.state;
      this.state = 'ENDED';
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => (this.waiter = { resolve, reject }));
  }

  return(): Promise<IteratorResult<LiveSignal>> {
    if (this.state === 'OPEN') this.leave();
    this.state = 'ENDED';
    this.take()?.resolve(DONE);
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private leave(): void {
    this.waiting = [];
    this.state = 'ENDED';
    this.onEnd(this);
  }

  private take(): Waiter | null {
    const { waiter } = this;
    this.waiter = null;
    return waiter;
  }
}
