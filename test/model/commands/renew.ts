import fc from 'fast-check';
import { self } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { Reference } from '../reference/reference';
import { anyOf, Decision, pick } from './command';
import { TOLD, type Told } from './give';
import { anyEnd, inDays } from './scope';
import { withdrawable } from './withdraw';

const RENEW = `mutation ($input: RenewConsentInput!) { renewConsent(input: $input) { ${TOLD} } }`;

/** A person lets a consent hold for longer, or for less long. */
export class Renew extends Decision {
  constructor(
    readonly which: number,
    readonly days: number,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, anyEnd).map(([which, days]) => new Renew(which, days));

  protected possible(reference: Reference): boolean {
    return withdrawable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id, home, validFrom, validUntil } = pick(withdrawable(reference), this.which)!;
    const input = { id, validUntil: inDays(this.days) };
    const { renewConsent: told } = await must<{ renewConsent: Told }>(real, self(reference.current(home)), RENEW, {
      input,
    });
    // Whoever comes back after the end has not consented to the time between.
    const from = validUntil <= Date.now() ? Date.parse(told.validFrom) : validFrom;
    reference.change(id, { state: 'RENEWED', validFrom: from, validUntil: Date.parse(told.validUntil) });
    return `${reference.nameOf(home)} renews ${id.slice(0, 8)} for ${this.days} days`;
  }
}
