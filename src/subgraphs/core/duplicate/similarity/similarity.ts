import jaroWinkler from 'talisman/metrics/jaro-winkler';
import { compareBirthDates, type BirthDateAgreement } from './birth-date';
import { isFiller } from '../../../../platform/text/filler';
import type { Meanings } from '../../../../platform/words';
import { nameParts, type NamePart } from './name-parts';

/** What one institution has recorded of who a person is, as far as it helps to recognise them. */
export interface DescribedIdentity {
  /** Null where the person has no such name. */
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** A day, or its year or month where no more is known (EDTF level 0). */
  readonly birthDate: string;
  readonly sex?: string | null;
  readonly nationality?: string | null;
}

/** What one institution has recorded of how to reach a person. */
export interface DescribedContact {
  readonly street?: string | null;
  readonly postalCode?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
}

/** What agrees between two descriptions, without any value of them. */
export const SIMILARITY_REASON_MEANINGS = {
  NAME: 'The names are the same, without regard to case and accents.',
  NAME_SPELLING: 'The names differ only in their spelling, or sound alike.',
  NAME_PARTS_SWAPPED: 'Given name and family name are swapped.',
  NAME_PART_MISSING: 'One has a part of the name that the other lacks.',
  BIRTH_DATE: 'The dates of birth are the same.',
  BIRTH_DATE_SWAPPED: 'Day and month of birth are swapped.',
  BIRTH_DATE_ONE_DIGIT: 'The dates of birth differ in one digit.',
  BIRTH_DATE_ESTIMATED:
    'The dates of birth are the same, but the day is one that offices enter where they do not know it: 1 January.',
  BIRTH_MONTH: 'Year and month of birth are the same; the day of one is not known.',
  BIRTH_YEAR: 'The years of birth are the same; month and day of one are not known, or estimated.',
  BIRTH_YEAR_TRANSCRIBED:
    'The years of birth differ as a slip of the pen, or the conversion from another calendar, makes them differ.',
  NATIONALITY: 'The nationalities are the same.',
  ADDRESS: 'The addresses are the same.',
  PHONE: 'The telephone numbers are the same.',
  EMAIL: 'The e-mail addresses are the same.',
} as const satisfies Meanings;
export type SimilarityReason = keyof typeof SIMILARITY_REASON_MEANINGS;

/** What agrees between two records, and how much that says: whoever may read both records may know it, and nobody else. */
export interface Agreement {
  /** In thousandths; of identities below 0 where more contradicts, above 1000 where more than enough agrees. */
  readonly points: number;
  readonly reasons: readonly SimilarityReason[];
}

/** How much of the name's evidence is left beside this agreement of the birth dates; none is what two humans of one name have. */
const BIRTH_DATES: Readonly<Record<BirthDateAgreement, number>> = {
  BIRTH_DATE: 1,
  BIRTH_DATE_SWAPPED: 0.92,
  BIRTH_DATE_ONE_DIGIT: 0.9,
  // Many share it: a name has to agree well beside it.
  BIRTH_DATE_ESTIMATED: 0.86,
  // One of them may not even know the day.
  BIRTH_MONTH: 0.85,
  BIRTH_YEAR: 0.84,
  BIRTH_YEAR_TRANSCRIBED: 0.83,
};
const NO_BIRTH_DATE = 0.4;

const SAME_NATIONALITY = 0.02;
const CONTACT_POINTS = { ADDRESS: 60, PHONE: 100, EMAIL: 100 } as const;
const OTHER_SEX = 0.1;
const OTHER_NATIONALITY = 0.03;

/** Below this two parts of a name are two names. */
const SAME_PART = 0.82;

/**
 * How much speaks for two identities being of one human. Symmetric; the order of the parts of a name does not change it; two
 * equal ones with a known day of birth have 1000 or more. Pure: it decides nothing, people do.
 */
export function compareIdentities(one: DescribedIdentity, other: DescribedIdentity): Agreement {
  const names = compareNames(one, other);
  const birthDate = compareBirthDates(one.birthDate, other.birthDate);
  const sameNationality = isCountry(one.nationality) && one.nationality === other.nationality;
  const score =
    names.score * (birthDate ? BIRTH_DATES[birthDate] : NO_BIRTH_DATE) +
    (sameNationality ? SAME_NATIONALITY : 0) -
    contradiction(one, other);
  return {
    points: Math.round(score * 1000),
    reasons: [
      ...names.reasons,
      ...(birthDate ? [birthDate] : []),
      ...(sameNationality ? (['NATIONALITY'] as const) : []),
    ],
  };
}

/** What two contacts add to the agreement of the identities; they never take away. Symmetric. */
export function compareContacts(one: DescribedContact, other: DescribedContact): Agreement {
  const same = (read: (described: DescribedContact) => string | null): boolean => {
    const value = read(one);
    return value !== null && value === read(other);
  };
  const agreements: readonly (readonly [keyof typeof CONTACT_POINTS, boolean])[] = [
    ['ADDRESS', same(addressKey)],
    ['PHONE', same(phoneKey)],
    ['EMAIL', same(({ email }) => email?.trim().toLowerCase() ?? null)],
  ];
  const reasons = agreements.filter(([, agrees]) => agrees).map(([reason]) => reason);
  return { points: reasons.reduce((sum, reason) => sum + CONTACT_POINTS[reason], 0), reasons };
}

/** What the best agreements of either kind say together, from 0 to 1000; `core.agreement_seen` has it in percent. */
export function scoreOf(identity: Agreement, contact: Agreement | undefined): number {
  return Math.min(1000, Math.max(0, identity.points + (contact?.points ?? 0)));
}

interface ComparedNames {
  readonly score: number;
  readonly reasons: readonly SimilarityReason[];
}

interface Pair {
  readonly mine: number;
  readonly theirs: number;
  readonly likeness: number;
}

function compareNames(one: DescribedIdentity, other: DescribedIdentity): ComparedNames {
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  const pairs = assign(mine.all, theirs.all);
  const [fewer, more] = [mine.all.length, theirs.all.length].sort((a, b) => a - b) as [number, number];
  const likeness = pairs.reduce((sum, pair) => sum + pair.likeness, 0);
  // One name in common is what a family has.
  if (fewer === 0 || pairs.length < Math.min(2, fewer))
    return { score: fewer === 0 ? 0 : likeness / more, reasons: [] };
  const score = (0.8 * likeness) / fewer + (0.2 * likeness) / ((fewer + more) / 2);
  const isGiven = (pair: Pair): readonly [boolean, boolean] => [pair.mine < mine.given, pair.theirs < theirs.given];
  const swapped = pairs.some((pair) => isGiven(pair)[0] !== isGiven(pair)[1]);
  const equal = pairs.every((pair) => pair.likeness === 1);
  return {
    score,
    reasons: [
      equal ? 'NAME' : 'NAME_SPELLING',
      ...(swapped ? (['NAME_PARTS_SWAPPED'] as const) : []),
      ...(pairs.length < more ? (['NAME_PART_MISSING'] as const) : []),
    ],
  };
}

function partsOf({ givenName, familyName }: DescribedIdentity): {
  readonly all: readonly NamePart[];
  readonly given: number;
} {
  const given = nameParts(givenName ?? '');
  return { all: [...given, ...nameParts(familyName ?? '')], given: given.length };
}

/** Pairs the parts of two names, the most alike first, each part once. */
function assign(mine: readonly NamePart[], theirs: readonly NamePart[]): Pair[] {
  const candidates = mine
    .flatMap((part, index) =>
      theirs.map((their, theirIndex) => ({ mine: index, theirs: theirIndex, likeness: partLikeness(part, their) })),
    )
    .filter((pair) => pair.likeness >= SAME_PART)
    // Where several are alike, by the letters, so that neither side nor order matters.
    .sort((a, b) => b.likeness - a.likeness || (key(a) < key(b) ? -1 : 1));
  function key(pair: Pair): string {
    return [mine[pair.mine]!.letters, theirs[pair.theirs]!.letters].sort().join(' ');
  }
  const [taken, theirsTaken] = [new Set<number>(), new Set<number>()];
  return candidates.filter((pair) => {
    if (taken.has(pair.mine) || theirsTaken.has(pair.theirs)) return false;
    taken.add(pair.mine);
    theirsTaken.add(pair.theirs);
    return true;
  });
}

function partLikeness(one: NamePart, other: NamePart): number {
  if (one.letters === other.letters) return 1;
  const letters = Math.max(jaroWinkler(one.letters, other.letters), jaroWinkler(other.letters, one.letters));
  // Equal sound counts the more, the more there is to hear.
  const heard = one.sound === other.sound ? Math.min(0.96, 0.76 + 0.07 * one.sound.length) : 0;
  return Math.min(0.99, Math.max(letters, heard));
}

/** That somebody is stateless, or their nationality unclear, is what offices disagree about: it is evidence of nothing. */
function isCountry(nationality: string | null | undefined): boolean {
  return nationality?.length === 2;
}

function contradiction(one: DescribedIdentity, other: DescribedIdentity): number {
  const known = (sex: string | null | undefined) => sex === 'FEMALE' || sex === 'MALE';
  const sexes = known(one.sex) && known(other.sex) && one.sex !== other.sex;
  const nationalities =
    isCountry(one.nationality) && isCountry(other.nationality) && one.nationality !== other.nationality;
  return (sexes ? OTHER_SEX : 0) + (nationalities ? OTHER_NATIONALITY : 0);
}

/** Street with number and postal code as they are compared: `Marktstr. 1` and `Marktstraße 1` are one. */
function addressKey({ street, postalCode }: DescribedContact): string | null {
  if (!street || !postalCode || isFiller(street)) return null;
  const letters = nameParts(street.replace(/str(aße|asse|\.)/gi, 'str')).map((part) => part.letters);
  return [...letters, ...(street.match(/\d+\s*[a-z]?\b/gi) ?? []), postalCode].join(' ').toLowerCase();
}

/** The last nine digits: with or without country code and leading zero. One digit over and over is no number. */
function phoneKey({ phone }: DescribedContact): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 6 || /^(\d)\1+$/.test(digits) ? null : digits.slice(-9);
}
