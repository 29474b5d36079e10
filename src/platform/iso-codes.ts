import { GraphQLCountryCode } from 'graphql-scalars';

/** Countries of which people still have papers: formerly used codes of ISO 3166-3. */
const FORMER_COUNTRIES: ReadonlySet<string> = new Set(['AN', 'CS', 'DD', 'SU', 'TP', 'YU', 'ZR']);

/** Whether a text is an assigned code of ISO 3166-1 alpha-2, or `XK`, by which the EU and Unicode name Kosovo. */
export function isCountry(text: string): boolean {
  if (!/^[A-Z]{2}$/.test(text)) return false;
  try {
    GraphQLCountryCode.parseValue(text);
    return true;
  } catch {
    return false;
  }
}

/** The same, or a country that is no more, such as the Soviet Union (`SU`) or Yugoslavia (`YU`). */
export function isCountryOfAnyTime(text: string): boolean {
  return FORMER_COUNTRIES.has(text) || isCountry(text);
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * Whether a text is a language tag (BCP 47) with a language and, if it names one, a country that there are. Two letters are a
 * language of ISO 639-1, so that `ua` or `gr`, which are countries, are none. Of the thousands of three letters (ISO 639-3)
 * ICU names only some, so that each that is not for private use is taken.
 */
export function isLanguage(text: string): boolean {
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text)) return false;
  try {
    const { language, region } = new Intl.Locale(text);
    const isNamed = text.split('-')[0]!.length === 3 ? !PRIVATE_USE.test(text) : LANGUAGES.of(language) !== undefined;
    return isNamed && (region === undefined || /^\d{3}$/.test(region) || isCountry(region));
  } catch {
    return false;
  }
}

/** `qaa` to `qtz`: each house may mean another language by them. */
const PRIVATE_USE = /^q[a-t][a-z]/;
