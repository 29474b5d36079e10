import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { self, staff } from '../../kit/hub';
import { KINDS } from '../comparison/asked';
import { must, type HubAtWork } from '../hub-at-work';
import { Seen } from '../reference/seen';
import type { Pair, Reference } from '../reference/reference';
import { anyOf, Decision, pick } from './command';

const MERGE = 'mutation ($input: MergePersonsInput!) { mergePersons(input: $input) { state } }';
const SPLIT = 'mutation ($input: DecideDuplicateInput!) { splitPersons(input: $input) { state } }';
const CONFIRM = 'mutation ($id: ID!) { confirmMerge(id: $id) { state } }';
const REFUSE = 'mutation ($id: ID!) { refuseMerge(id: $id) { state } }';

/** Anna and Hanna, as the queue has them. */
async function pairAtHub({ database }: HubAtWork, { persons }: Reference): Promise<{ id: string; version: number }> {
  const [anna, hanna] = persons.map(({ id }) => id);
  const [pair] = await database.asOwner<{ id: string; version: number }>(
    `select id, version from core.duplicate_pair
     where person_a = least($1::uuid, $2::uuid) and person_b = greatest($1::uuid, $2::uuid)`,
    [anna, hanna],
  );
  return pair!;
}

/** An institution that can read both identities says that two registrations are of one human. It is a proposal. */
export class ProposeMerge extends Decision {
  constructor(
    readonly house: number,
    readonly isFirstSurvivor: boolean,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, fc.boolean()).map(([house, isFirst]) => new ProposeMerge(house, isFirst));

  protected possible(reference: Reference): boolean {
    return reference.pairs.length === 0 && readersOfBoth(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const by = pick(readersOfBoth(reference), this.house)!;
    const [anna, hanna] = reference.persons.map(({ id }) => id) as [string, string];
    const [survivor, former] = this.isFirstSurvivor ? [anna, hanna] : [hanna, anna];
    const { id, version } = await pairAtHub(real, reference);
    const input = { id, version, survivorId: survivor, reason: 'Both passports compared.' };
    await must(real, staff(by, 'case-manager'), MERGE, { input }, 'CASE_MANAGEMENT');
    reference.pairs = [{ survivor, former, by, state: 'PROPOSED', confirmed: [] }];
    return `${by} takes Anna and Hanna for one, under the id of ${reference.nameOf(survivor)}`;
  }
}

function readersOfBoth(reference: Reference): readonly InstitutionId[] {
  const identity = KINDS.find(({ field }) => field.name === 'identity')!;
  const pair = reference.persons.slice(0, 2);
  return (['city', 'jobcenter', 'caritas'] as const).filter((institution) => {
    const seen = new Seen(reference, { institution, role: 'case-manager', purpose: 'CASE_MANAGEMENT' }, Date.now());
    return pair.every(({ id }) => seen.knows(id) && seen.field(id, identity).records.size > 0);
  });
}

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
    const confirmed = [...pair.confirmed, side];
    const isWhole = [pair.survivor, pair.former].every(
      (one) => confirmed.includes(one) || isOwnHouse(reference, one, pair),
    );
    if (this.confirms && isWhole) {
      moveConsents(reference, pair.former);
      // A session that is open may find nobody for a second.
      await setTimeout(1_100);
    }
    reference.pairs = [{ ...pair, confirmed, state: this.confirms ? (isWhole ? 'MERGED' : 'PROPOSED') : 'ENDED' }];
    return `${reference.nameOf(side)} ${this.confirms ? 'confirms' : 'refuses'} the merge`;
  }
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

/** It turns out that they are two humans: at once, everybody is who they were. */
export class Split extends Decision {
  static readonly any = fc.constant(undefined).map(() => new Split());

  protected possible({ pairs }: Reference): boolean {
    return pairs[0]?.state === 'MERGED';
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const pair = reference.pairs[0]!;
    const { id, version } = await pairAtHub(real, reference);
    const input = { id, version, reason: 'Both came together.' };
    await must(real, staff(pair.by, 'case-manager'), SPLIT, { input }, 'CASE_MANAGEMENT');
    moveConsents(reference, pair.former);
    reference.pairs = [{ ...pair, state: 'ENDED' }];
    return 'Anna and Hanna are two humans';
  }
}

/** A consent that passes from one id to another has another version; what it says is the same. */
function moveConsents(reference: Reference, home: string): void {
  for (const consent of reference.consents.filter((one) => one.home === home)) reference.change(consent.id, {});
}
