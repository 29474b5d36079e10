import type { Partner } from '../institutions';
import { COUNTRIES_DE, GERMAN_VALUES, LANGUAGES_DE, NATIONALITIES_DE, type Wording } from './values';
import { GERMAN_HEADERS } from './headers';

/** How an institution's software exports CSV. */
export interface Dialect {
  readonly delimiter: ';' | ',';
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly byteOrderMark: boolean;
  readonly lineEnd: '\r\n' | '\n';
  readonly dates: 'GERMAN' | 'ISO';
  /** By `kind.column` or column; a column without header keeps its logical name. */
  readonly headers: Readonly<Record<string, string>>;
  /** By `kind.column`; a column without wording keeps the logical values. */
  readonly values: Readonly<Record<string, Wording>>;
  /** Columns that the export leaves out because they always hold the same value, by `kind.column`. */
  readonly constants: Readonly<Record<string, string>>;
}

const GERMAN_OFFICE = { delimiter: ';', dates: 'GERMAN', constants: {} } as const;

export const DIALECTS: Readonly<Record<Partner, Dialect>> = {
  city: {
    ...GERMAN_OFFICE,
    encoding: 'windows-1252',
    byteOrderMark: false,
    lineEnd: '\r\n',
    headers: GERMAN_HEADERS,
    values: {
      ...GERMAN_VALUES,
      'persons.nationality': NATIONALITIES_DE,
      'persons.preferred_language': LANGUAGES_DE,
      'registrations.previous_country': COUNTRIES_DE,
      'consents.language': LANGUAGES_DE,
    },
  },
  jobcenter: {
    ...GERMAN_OFFICE,
    encoding: 'utf-8',
    byteOrderMark: true,
    lineEnd: '\r\n',
    headers: { ...GERMAN_HEADERS, file_number: 'Kundennummer', nationality: 'Nationalität', given_name: 'Rufname' },
    values: {
      ...GERMAN_VALUES,
      'persons.sex': { FEMALE: 'w', MALE: 'm', DIVERSE: 'd', UNKNOWN: 'x' },
      'persons.nationality': COUNTRIES_DE,
      'persons.preferred_language': LANGUAGES_DE,
    },
    constants: { 'persons.town': 'Rheine' },
  },
  'employment-agency': {
    delimiter: ',',
    encoding: 'utf-8',
    byteOrderMark: false,
    lineEnd: '\n',
    dates: 'ISO',
    headers: {},
    values: {},
    constants: {},
  },
  caritas: {
    ...GERMAN_OFFICE,
    encoding: 'utf-8',
    byteOrderMark: false,
    lineEnd: '\n',
    headers: { ...GERMAN_HEADERS, file_number: 'Klientennummer', preferred_language: 'Beratungssprache' },
    values: {
      ...GERMAN_VALUES,
      'persons.sex': { FEMALE: 'Frau', MALE: 'Mann', DIVERSE: 'divers', UNKNOWN: 'unbekannt' },
    },
  },
};
