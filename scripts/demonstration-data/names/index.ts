import type { Country } from './country';
import { BULGARIA, ITALY, POLAND, PORTUGAL, ROMANIA } from './european-union';
import { CROATIA, GREECE, HUNGARY, NETHERLANDS, SPAIN } from './european-union-more';
import { GERMANY } from './germany';
import { INDIA, KOSOVO, SERBIA, SYRIA, TURKEY, UKRAINE } from './third-countries';
import { AFGHANISTAN, ERITREA, IRAQ, KAZAKHSTAN, MOROCCO } from './third-countries-more';

export type { Country, FamilyName } from './country';
export { AFGHANISTAN, ERITREA, GERMANY, INDIA, IRAQ, KAZAKHSTAN, MOROCCO, POLAND, ROMANIA, SYRIA };

/** Every country whose nationality, language or name can occur in the data. */
export const COUNTRIES: readonly Country[] = [
  ...[ROMANIA, BULGARIA, POLAND, ITALY, PORTUGAL, CROATIA, HUNGARY, GREECE, NETHERLANDS, SPAIN, GERMANY],
  ...[SYRIA, KOSOVO, SERBIA, TURKEY, UKRAINE, INDIA, AFGHANISTAN, ERITREA, IRAQ, KAZAKHSTAN, MOROCCO],
];

/** Where newcomers of 2018/19 come from, with weights; refugees are not among them (see the published scope). */
export const NEWCOMER_COUNTRIES: readonly (readonly [Country, number])[] = [
  [ROMANIA, 27],
  [BULGARIA, 15],
  [POLAND, 16],
  [ITALY, 5],
  [PORTUGAL, 5],
  [CROATIA, 5],
  [HUNGARY, 4],
  [GREECE, 3],
  [NETHERLANDS, 4],
  [SPAIN, 2],
  [SYRIA, 5],
  [KOSOVO, 3],
  [SERBIA, 2],
  [TURKEY, 2],
  [UKRAINE, 1],
  [INDIA, 1],
];
