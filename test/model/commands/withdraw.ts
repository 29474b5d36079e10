import fc from 'fast-check';
import { self } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { KnownConsent } from '../reference/consent';
import type { Reference } from '../reference/reference';
import { withdraw } from '../reference/withdraw';
import { anyOf, counsellorOf, Decision, deskFor, pick } from './command';

const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state } }';

const LISTS = ['recipients', 'categories', 'purposes'] as const;

/** A person takes back a consent, or one recipient, category or purpose of it. */
export class Withdraw extends Decision {
  constructor(
    readonly which: number,
    readonly part: 'ALL' | (typeof LISTS)[number],
    readonly word: number,
    readonly atDesk: boolean,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(anyOf, fc.constantFrom('ALL' as const, ...LISTS), anyOf, fc.boolean())
    .map(([which, part, word, atDesk]) => new Withdraw(which, part, word, atDesk));

  protected possible(reference: Reference): boolean {
    return withdrawable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const consent = pick(withdrawable(reference), this.which)!;
    const { id, home } = consent;
    const isPart = this.part !== 'ALL' && consent[this.part].length > 0 && Date.now() < consent.validUntil;
    const word = this.part === 'ALL' ? undefined : pick<string>(consent[this.part], this.word);
    const part = isPart ? { [this.part]: [word] } : {};
    const desk = this.atDesk ? deskFor(reference, consent) : null;
    const caller = desk ? counsellorOf(desk) : self(reference.current(home));
    await must(real, caller, WITHDRAW, { input: { id, ...part } });
    const left = isPart ? consent[this.part as 'recipients'].filter((one) => one !== word) : [];
    withdraw(reference, consent, left.length > 0 ? { [this.part]: left } : null);
    return `${reference.nameOf(home)} takes back ${isPart ? word : 'all'} of ${id.slice(0, 8)}`;
  }
}

/** What was given and not taken back, also where its time is over. */
export const withdrawable = ({ consents }: Reference): readonly KnownConsent[] =>
  consents.filter(({ state }) => state === 'GIVEN' || state === 'RENEWED');
