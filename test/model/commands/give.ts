import fc from 'fast-check';
import type { Exception } from '../../../src/access/consent/compile';
import { self } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { KnownConsent, Scope } from '../reference/consent';
import { exceptingOnceGiven, type Reference } from '../reference/reference';
import { anyOf, counsellorOf, Decision, pick } from './command';
import { anyEnd, inDays, scope } from './scope';

/** What a consent says of itself in every answer. */
export const TOLD = 'id version state recipients categories purposes validFrom validUntil';

/** As the hub tells it. */
export interface Told {
  readonly id: string;
  readonly version: number;
  readonly state: KnownConsent['state'];
  readonly validFrom: string;
  readonly validUntil: string;
}

const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { ${TOLD} } }`;

export interface Given extends Scope {
  readonly exceptions: readonly Exception[];
  readonly days: number;
  readonly secrecyRelease: boolean;
  /** A period of the data that the consent covers; null for data of any day. */
  readonly dataFrom: string | null;
}

export const given: fc.Arbitrary<Given> = fc
  .tuple(
    scope,
    fc.record({
      exceptions: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(exception(), { maxLength: 1 }) },
      ),
      days: anyEnd,
      secrecyRelease: fc.boolean(),
      dataFrom: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('2018-09-01') },
      ),
    }),
  )
  .map(([named, rest]) => ({ ...named, ...rest }));

/** All but this: one word of each list that it names. */
function exception(): fc.Arbitrary<Exception> {
  return scope.map(({ recipients, categories }) => ({
    recipients: recipients.slice(0, 1),
    categories: categories.slice(0, 1),
  }));
}

/** A person consents, at a screen of their own or at the desk of an institution that knows them. */
export class Give extends Decision {
  constructor(
    readonly who: number,
    readonly desk: number,
    readonly what: Given,
  ) {
    super();
  }

  static readonly any = fc
    .record({ who: anyOf, desk: anyOf, what: given })
    .map(({ who, desk, what }) => new Give(who, desk, what));

  protected possible(reference: Reference): boolean {
    return reference.persons.length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const person = pick(reference.persons, this.who)!;
    const home = reference.current(person.id);
    const desk = pick([null, ...reference.housesOf(home)], this.desk) ?? null;
    const { days, ...rest } = this.what;
    const input = { ...rest, validUntil: inDays(days) };
    const { giveConsent: told } = await must<{ giveConsent: Told }>(
      real,
      desk ? counsellorOf(desk) : self(person.id),
      GIVE,
      { input: desk ? { ...input, personId: person.id } : input },
    );
    reference.add(
      knownOf(told, home, { ...rest, dataUntil: null, requestedBy: null, capturedBy: desk }),
      desk ? reference.sideNamed(desk, person.id) : person.id,
    );
    return `${person.name} gives ${desk ? `at the desk of ${desk} ` : ''}${JSON.stringify(this.what)}`;
  }
}

type Rest = Omit<KnownConsent, keyof Told | 'home' | 'exceptsFrom' | 'uncheckedOf' | keyof ReturnType<typeof SAID_NOW>>;

export const SAID_NOW = () => ({
  ...{ withdrawn: [] as KnownConsent['withdrawn'], saidAt: Date.now(), onPaper: false },
  ...{ isImported: false, endedInHubAt: null as number | null },
});

/** A new consent, with the moments and the id that the hub gave it. */
export function knownOf({ id, version, state, validFrom, validUntil }: Told, home: string, rest: Rest): KnownConsent {
  const moments = { validFrom: Date.parse(validFrom), validUntil: Date.parse(validUntil) };
  return exceptingOnceGiven({
    ...rest,
    ...moments,
    id,
    version,
    state,
    home,
    uncheckedOf: null,
    exceptsFrom: null,
    ...SAID_NOW(),
  });
}
