import fc from 'fast-check';
import { REGISTRY } from '../../../src/hub/subgraphs';
import { self, staff } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { Reference } from '../reference/reference';
import { Decision, pick } from './command';
import { ANSWER, ASK, type Asked } from './rights';

/** Before any day of a record, and the first of the periods that consents name. */
const EARLY = '2018-01-01';
const LATE = '2018-09-01';

/** A record has the wrong day, and its author corrects it as the person asks (Art. 16 GDPR): other consents cover it then. */
export class CorrectDay extends Decision {
  constructor(
    readonly which: number,
    readonly day: typeof EARLY | typeof LATE,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(fc.nat(40), fc.constantFrom(EARLY, LATE))
    .map(([which, day]) => new CorrectDay(which, day));

  protected possible(reference: Reference): boolean {
    return this.correctable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id: recordId, type, author, home } = pick(this.correctable(reference), this.which)!;
    const field = REGISTRY.named(type)!.dataDay;
    const input = { kind: 'CORRECTION', recordType: type, recordId, field, proposedValue: this.day };
    const { requestRight } = await must<Asked>(real, self(reference.current(home)), ASK, { input });
    await must(real, staff(author), ANSWER, { input: { ...requestRight, action: 'GRANT' } });
    reference.records = reference.records.map((one) => (one.id === recordId ? { ...one, day: this.day } : one));
    return `${author} corrects ${type}.${field} of ${reference.nameOf(home)} to ${this.day}`;
  }

  private correctable(reference: Reference) {
    return reference.records.filter(
      ({ type, day, isRestricted, author, home }) =>
        day !== null &&
        day !== this.day &&
        !isRestricted &&
        reference.housesOf(home).includes(author) &&
        (this.day === EARLY || !beginsSomething(type)),
    );
  }
}

/** Whether the day of a record begins what another of its days may end before. */
function beginsSomething(type: string): boolean {
  const { dataDay, periods } = REGISTRY.named(type)!;
  return (periods ?? []).some(([begin]) => begin === dataDay);
}
