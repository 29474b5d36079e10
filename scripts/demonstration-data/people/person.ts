import type { IsoDate } from '../calendar';
import type { Country } from '../names';

export type Sex = 'FEMALE' | 'MALE' | 'DIVERSE' | 'UNKNOWN';

export interface Address {
  readonly street: string;
  readonly postalCode: string;
}

/** A synthetic person as every office of the town would know them. */
export interface Person {
  givenName: string;
  readonly familyName: string;
  readonly birthDate: IsoDate;
  readonly sex: Sex;
  readonly country: Country;
  /** Differs from the country where somebody has become German, e.g. resettlers. */
  readonly nationality: string;
  readonly address: Address;
  readonly phone?: string;
  readonly email: boolean;
}

export type HouseholdKind = 'FAMILY' | 'COUPLE' | 'SINGLE';
export type Relationship = 'HEAD' | 'PARTNER' | 'CHILD' | 'OTHER';
export type Route =
  | 'EU_MOBILITY'
  | 'FAMILY_REUNIFICATION'
  | 'REFUGEE'
  | 'ETHNIC_GERMAN_RESETTLER'
  | 'LABOUR_MIGRATION'
  | 'STUDY'
  | 'UNACCOMPANIED_MINOR';
export type Destination = 'OTHER_GERMAN_CITY' | 'COUNTRY_OF_ORIGIN' | 'OTHER_COUNTRY' | 'UNKNOWN';

export interface Member {
  readonly person: Person;
  readonly relationship: Relationship;
}

/** People who came to Rheine together; all members register and deregister on the same day. */
export interface Household {
  readonly kind: HouseholdKind;
  readonly members: readonly Member[];
  readonly route: Route;
  readonly previousCountry: string;
  readonly registeredOn: IsoDate;
  departure?: { readonly on: IsoDate; readonly destination: Destination };
}

/** Whether the person has reached that age on the day. */
export function isAtLeast(person: Person, years: number, on: IsoDate): boolean {
  const birthday = `${String(Number(person.birthDate.slice(0, 4)) + years).padStart(4, '0')}${person.birthDate.slice(4)}`;
  return birthday <= on;
}
