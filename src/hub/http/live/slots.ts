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
  /** What each caller has open, the oldest first, and whether it yields. */
  private readonly perCaller = new Map<string, Map<Cut, boolean>>();
  private readonly open = new Set<Cut>();

  constructor(private readonly limits: SlotLimits) {}

  /**
   * Takes a place for the caller. Where all of theirs are taken, the oldest that yields is ended: a phone that has vanished
   * says no goodbye, and must not keep its owner from listening again.
   * @param yields nobody can tell whether who has it is still there
   * @returns a function that gives it back
   * @throws GeleitError SUBSCRIPTION_LIMIT
   */
  take(caller: Caller | undefined, cut: Cut, yields = false): () => void {
    const key = keyOf(caller);
    const own = this.perCaller.get(key) ?? new Map<Cut, boolean>();
    if (own.size >= this.limits.perCaller) this.endOldest(key, own);
    if (this.open.size >= this.limits.inAll) {
      throw new GeleitError('SUBSCRIPTION_LIMIT', 'The hub has as many subscriptions open as it can serve.');
    }
    this.perCaller.set(key, own.set(cut, yields));
    this.open.add(cut);
    return () => this.giveBack(key, cut);
  }

  private endOldest(key: string, own: ReadonlyMap<Cut, boolean>): void {
    const [oldest] = [...own].find(([, yields]) => yields) ?? [];
    if (!oldest) {
      throw new GeleitError('SUBSCRIPTION_LIMIT', `You have ${own.size} subscriptions open; no more are allowed.`);
    }
    // Its place is free at once, however long it takes to end.
    this.giveBack(key, oldest);
    oldest(new GeleitError('SUBSCRIPTION_LIMIT', 'You have opened another subscription in place of this one.'));
  }

  private giveBack(key: string, cut: Cut): void {
    this.open.delete(cut);
    const own = this.perCaller.get(key);
    own?.delete(cut);
    if (own?.size === 0) this.perCaller.delete(key);
  }

  cutAll(error: GeleitError): void {
    for (const cut of [...this.open]) cut(error);
  }
}

function keyOf(caller: Caller | undefined): string {
  if (!caller) return '-';
  return caller.kind === 'person' ? `person ${caller.personId}` : `${caller.institution} ${caller.actor}`;
}
