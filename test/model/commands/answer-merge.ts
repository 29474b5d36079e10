import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { self, staff } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { Pair, Reference } from '../reference/reference';
import { anyOf, Decision, pick } from './command';
import { codeOf } from './link';
import { moveConsents, pairAtHub } from './merge';

const CONFIRM = 'mutation ($id: ID!) { confirmMerge(id: $id) { state } }';
const WITH_BOOKLET = 'mutation ($input: ConfirmMergeInput!) { confirmMergeWithBooklet(input: $input) { state } }';
const REFUSE = 'mutation ($id: ID!) { refuseMerge(id: $id) { state } }';

/** With the login of one of two registrations it is said that both are of one human, or that they are not. */
export class AnswerMerge extends Decision {
  constructor(
    readonly side: 'survivor' | 'former',
    readonly confirms: boolean,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(fc.constantFrom('survivor' as const, 'former' as const), fc.oneof(fc.constant(true), fc.boolean()))
    .map(([side, confirms]) => new AnswerMerge(side, confirms));

  protected possible({ pairs }: Reference): boolean {
    return pairs[0]?.state === 'PROPOSED' && !pairs[0].confirmed.includes(pairs[0][this.side]);
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const pair = reference.pairs[0]!;
    const { id } = await pairAtHub(real, reference);
    const side = pair[this.side];
    await must(real, self(side), this.confirms ? CONFIRM : REFUSE, { id });
    if (this.confirms) await confirmSide(reference, pair, side);
    else reference.pairs = [{ ...pair, confirmed: [...pair.confirmed, side], state: 'ENDED' }];
    return `${reference.nameOf(side)} ${this.confirms ? 'confirms' : 'refuses'} the merge`;
  }
}

/** A second institution confirms it for whoever is present with the booklet of one of the two registrations. */
export class ConfirmMergeWithBooklet extends Decision {
  constructor(
    readonly which: number,
    readonly house: number,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, anyOf).map(([which, house]) => new ConfirmMergeWithBooklet(which, house));

  protected possible(reference: Reference): boolean {
    return carriers(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const pair = reference.pairs[0]!;
    const side = pick(carriers(reference), this.which)!;
    const others = (['city', 'jobcenter', 'employment-agency', 'caritas'] as const).filter((one) => one !== pair.by);
    const house = pick(others, this.house)!;
    const input = { code: codeOf(reference, side), presence: { documentCheck: 'CHECKED' } };
    await must(real, staff(house), WITH_BOOKLET, { input });
    await confirmSide(reference, pair, side);
    return `${house} confirms the merge for ${reference.nameOf(side)}, who is there with the booklet`;
  }
}

/** The registrations of a proposal for which nobody has confirmed it, and which have a booklet. */
const carriers = (reference: Reference): readonly string[] =>
  reference.pairs
    .filter(({ state }) => state === 'PROPOSED')
    .flatMap(({ survivor, former, confirmed }) => [survivor, former].filter((side) => !confirmed.includes(side)))
    .filter((side) => codeOf(reference, side) !== undefined);

/** It is confirmed for one of the two, and done once it is for both. */
async function confirmSide(reference: Reference, pair: Pair, side: string): Promise<void> {
  const confirmed = [...pair.confirmed, side];
  const isWhole = [pair.survivor, pair.former].every(
    (one) => confirmed.includes(one) || isOwnHouse(reference, one, pair),
  );
  if (isWhole) {
    moveConsents(reference, pair.former);
    // A session that is open may find nobody for a second.
    await setTimeout(1_100);
  }
  reference.pairs = [{ ...pair, confirmed, state: isWhole ? 'MERGED' : 'PROPOSED' }];
}

/** Nobody else knows the registration, and nobody else has taken down a consent for it: who proposes speaks for it. */
function isOwnHouse(reference: Reference, id: string, { by }: Pair): boolean {
  return (
    reference.links.every(({ home, institution }) => home !== id || institution === by) &&
    reference.consents.every(
      ({ home, state, capturedBy }) => home !== id || !['GIVEN', 'RENEWED'].includes(state) || capturedBy === by,
    )
  );
}
