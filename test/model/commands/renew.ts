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
    readonly login: number,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, anyEnd, anyOf).map((said) => new Renew(...said));

  protected possible(reference: Reference): boolean {
    return renewable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id, home, validFrom, validUntil } = pick(renewable(reference), this.which)!;
    const input = { id, validUntil: inDays(this.days) };
    const login = pick(reference.sidesOf(home), this.login)!;
    const { renewConsent: told } = await must<{ renewConsent: Told }>(real, self(login), RENEW, { input });
    // Whoever comes back after the end has not consented to the time between.
    const from = validUntil <= Date.now() ? Date.parse(told.validFrom) : validFrom;
    reference.change(
      id,
      {
        saidAt: Date.now(),
        onPaper: false,
        state: 'RENEWED',
        validFrom: from,
        validUntil: Date.parse(told.validUntil),
      },
      login,
    );
    return `${reference.nameOf(home)} renews ${id.slice(0, 8)} for ${this.days} days`;
  }
}

/** What a split has left of a consent, because of what it leaves out, names nobody and is not renewed. */
const renewable = (reference: Reference) => withdrawable(reference).filter(({ recipients }) => recipients.length > 0);
