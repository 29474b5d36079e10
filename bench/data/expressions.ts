/**
 * SQL expressions of the made-up persons. Everything follows from the number `i` of a person, so that the same number
 * of persons always gives the same data, and so that the bench knows ids and names without asking the database.
 */

/** A text in the form of a random UUID (RFC 9562, version 4). */
const uuidOf = (text: string): string => `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`;

export const personId = (i: string): string => uuidOf(`'person-' || ${i}`);

export const consentId = (i: string, which: number): string => uuidOf(`'consent-${which}-' || ${i}`);

/** A number from 0 to `below - 1`, spread evenly; `seed` makes choices about one person independent. */
export const pick = (i: string, seed: number, below: number): string =>
  `((hashint8extended((${i})::bigint, ${seed}) & 2147483647) % ${below})::int`;

/** One of the words, chosen like `pick`. */
export const oneOf = (i: string, seed: number, words: readonly string[]): string =>
  `('{${words.join(',')}}'::text[])[1 + ${pick(i, seed, words.length)}]`;

/** A day within `days` days from `first` on. */
export const dayFrom = (i: string, seed: number, first: string, days: number): string =>
  `(date '${first}' + ${pick(i, seed, days)})`;

/** The four institutions with content, in the order of the links below. */
export const INSTITUTIONS = ['city', 'jobcenter', 'employment-agency', 'caritas'] as const;

/** How many institutions know the person: 1 to 4, most of them all. */
const LINKS = (i: string): string => `least(4, 1 + ${i} % 8)`;

/** True where institution number `j` (0 to 3) knows the person. */
export const knows = (i: string, j: number | string): string => `((${i} / 8 + ${j}) % 4) < ${LINKS(i)}`;

/** The number of the institution that wrote the person's contact and household: one of those that know them. */
export const home = (i: string): string => `((4 - (${i} / 8) % 4) % 4)`;

export const institution = (j: string): string => `('{${INSTITUTIONS.join(',')}}'::text[])[1 + ${j}]`;

const PREFIXES = 'Al,Ben,Bra,Dem,El,Far,Gra,Has,Ibr,Jan,Kow,Lem,Mar,Nov,Oz,Pet,Qas,Ros,Sal,Tah,Ull,Vas,Wal,Yil,Zah'.split(',');
const SUFFIXES = 'adi,ano,arek,bauer,czyk,dali,eanu,enko,escu,ić,ina,mann,mir,nov,oğlu,ová,reira,ska,soy,ström,tas,ulla,vić,yan,zadeh,müller,köhler'.split(',');
const GIVEN = 'Amina,Bogdan,Chiara,Dario,Elif,Farid,Gabriela,Hamid,Ivana,Jakub,Katarina,Luan,Mariam,Nikola,Olena,Paulo,Rania,Sofia,Tarek,Ülkü,Vesna,Wiktor,Yara,Zoran'.split(',');

export const familyName = (i: string): string => `(${oneOf(i, 1, PREFIXES)} || ${oneOf(i, 2, SUFFIXES)})`;

export const givenName = (i: string): string => oneOf(i, 3, GIVEN);

/** The same form as `nameKey` of the hub, for the letters that occur above. */
export const nameKeySql = (name: string): string =>
  `regexp_replace(regexp_replace(translate(lower(${name}), 'öüćğá', 'oucga'), '([aou])e+', '\\1', 'g'), 'aa+', 'a', 'g')`;

export const birthDate = (i: string): string => dayFrom(i, 4, '1950-01-01', 20_000);
