import fc from 'fast-check';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { staff } from '../../kit/hub';
import { KINDS } from '../comparison/asked';
import { must, type HubAtWork } from '../hub-at-work';
import { Seen } from '../reference/seen';
import { excepts, type KnownConsent } from '../reference/consent';
import { parted, type SaidBy } from '../reference/meanwhile';
import type { Pair, Reference } from '../reference/reference';
import { anyOf, Decision, pick } from './command';
import { splitBooklets } from './link';

const MERGE = 'mutation ($input: MergePersonsInput!) { mergePersons(input: $input) { state } }';
const SPLIT = 'mutation ($input: DecideDuplicateInput!) { splitPersons(input: $input) { state } }';

/** Anna and Hanna, as the queue has them. */
export async function pairAtHub(
  { database }: HubAtWork,
  { persons }: Reference,
): Promise<{ id: string; version: number }> {
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
    await splitConsents(reference, real, pair);
    splitBooklets(reference, pair.survivor);
    reference.pairs = [{ ...pair, state: 'ENDED' }];
    return 'Anna and Hanna are two humans';
  }
}

/** Each consent goes to whom it belongs, and what nobody can tell of ends. What it leaves out stays left out for both. */
async function splitConsents(reference: Reference, real: HubAtWork, { survivor, former }: Pair): Promise<void> {
  const { meanwhile } = reference;
  const copies: KnownConsent[] = [];
  const idOf = (by: SaidBy) => (by === null || typeof by === 'string' ? by : reference.sideOfHouse(by.house, survivor));
  for (const consent of reference.consents.filter(({ home }) => [survivor, former].includes(home))) {
    const steps = meanwhile.filter(({ after }) => after.id === consent.id);
    const { home, validUntil, exceptions } = parted(consent, steps, idOf);
    if (exceptions !== consent.exceptions) reference.change(consent.id, { exceptions });
    if (validUntil === null) reference.change(consent.id, { state: 'INVALIDATED', uncheckedOf: null });
    else if (validUntil < consent.validUntil) reference.change(consent.id, { validUntil });
    reference.rehome(consent.id, home ?? survivor);
    if (home === null && excepts({ ...consent, exceptions })) {
      copies.push(await copyAtHub(real, reference, { ...consent, exceptions, home: former }));
    }
  }
  moveConsents(reference, former);
  reference.consents = [...reference.consents, ...copies];
  reference.meanwhile = [];
}

/** What was left out of all consents of who is left, of whom nobody can tell, is left out for the other one too. */
async function copyAtHub({ database }: HubAtWork, reference: Reference, of: KnownConsent): Promise<KnownConsent> {
  const [copy] = await database.asOwner<{ id: string; version: number }>(
    `select id, version from core.consent where person_id = $1 and recipients = '{}' and id <> all($2)`,
    [of.home, [...reference.consents].map(({ id }) => id)],
  );
  return { ...of, ...copy!, state: 'INVALIDATED', recipients: [], validFrom: of.exceptsFrom!, uncheckedOf: null };
}

/** A consent that passes from one id to another has another version; what it says is the same. */
export function moveConsents(reference: Reference, home: string): void {
  for (const consent of reference.consents.filter((one) => one.home === home)) reference.change(consent.id, {});
}
