import { GeleitError } from '../../../platform/errors';
import type { Caller } from '../../../platform/identity/caller';

/** Ends what somebody has open. */
export type Cut = (error: GeleitError) => void;

export interface SlotLimits {
  readonly perCaller: number;
  readonly inAll: number;
}

/** Counts what is open, for each caller and in all, and can end everything at shutdown. */
export class Slots {
  private readonly perCaller = new Map<string, number>();
  private readonly open = new Set<Cut>();

  constructor(private readonly limits: SlotLimits) {}

  /**
   * Takes a place for the caller.
   * @returns a function that gives it back
   * @throws GeleitError SUBSCRIPTION_LIMIT
   */
  take(caller: Caller | undefined, cut: Cut): () => void {
    const key = keyOf(caller);
    const taken = this.perCaller.get(key) ?? 0;
    if (taken >= this.limits.perCaller) {
      throw new GeleitError('SUBSCRIPTION_LIMIT', `You have ${taken} subscriptions open; no more are allowed.`);
    }
    if (this.open.size >= this.limits.inAll) {
      throw new GeleitError('SUBSCRIPTION_LIMIT', 'The hub has as many subscriptions open as it can serve.');
    }
    this.perCaller.set(key, taken + 1);
    this.open.add(cut);
    return () => {
      if (!this.open.delete(cut)) return;
      const left = this.perCaller.get(key)! - 1;
      if (left === 0) this.perCaller.delete(key);
      else this.perCaller.set(key, left);
    };
  }

  cutAll(error: GeleitError): void {
    for (const cut of [...this.open]) cut(error);
  }
}

function keyOf(caller: Caller | undefined): string {
  if (!caller) return '-';
  return caller.kind === 'person' ? `person ${caller.personId}` : `${caller.institution} ${caller.actor}`;
}
