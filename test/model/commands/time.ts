import fc from 'fast-check';
import type { HubAtWork } from '../hub-at-work';
import type { KnownConsent } from '../reference/consent';
import { letTimePass } from '../let-time-pass';
import type { Reference } from '../reference/reference';
import { Decision } from './command';

const DAY = 86_400_000;

/** Nobody decides anything, and consents come to their end. */
export class TimePasses extends Decision {
  constructor(readonly days: number) {
    super();
  }

  static readonly any = fc.constantFrom(3, 30, 200).map((days) => new TimePasses(days));

  protected possible(): boolean {
    return true;
  }

  protected async decide(reference: Reference, { database }: HubAtWork): Promise<string> {
    await letTimePass(database, this.days);
    const older = (one: KnownConsent): KnownConsent => ({
      ...one,
      validFrom: one.validFrom - this.days * DAY,
      validUntil: one.validUntil - this.days * DAY,
      exceptsFrom: one.exceptsFrom === null ? null : one.exceptsFrom - this.days * DAY,
    });
    reference.consents = reference.consents.map(older);
    reference.meanwhile = reference.meanwhile.map(({ before, after, by }) => ({
      ...{ before: before && older(before), after: older(after), by },
    }));
    // A file with days of before is another file.
    reference.deliveries = [];
    return `${this.days} days pass`;
  }
}
