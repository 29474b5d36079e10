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
    const earlier = <Moment extends number | null>(moment: Moment) =>
      (moment === null ? null : moment - this.days * DAY) as Moment;
    const older = (one: KnownConsent): KnownConsent => ({
      ...one,
      validFrom: earlier(one.validFrom),
      validUntil: earlier(one.validUntil),
      exceptsFrom: earlier(one.exceptsFrom),
      saidAt: earlier(one.saidAt),
      endedInHubAt: earlier(one.endedInHubAt),
      withdrawn: one.withdrawn.map((part) => ({ ...part, at: earlier(part.at) })),
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
