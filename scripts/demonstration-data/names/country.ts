/** What the generator knows about a country of origin. */
export interface Country {
  /** ISO 3166-1 alpha-2; XK is the code in common use for Kosovo. */
  readonly code: string;
  readonly nameDe: string;
  /** As a German register of residents writes the nationality, e.g. `rumänisch`. */
  readonly nationalityDe: string;
  /** BCP 47. */
  readonly language: string;
  readonly languageDe: string;
  readonly europeanUnion: boolean;
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly FamilyName[];
}

/** In some languages women and men of a family carry different forms of its name. */
export interface FamilyName {
  readonly male: string;
  readonly female: string;
}

export interface CountryText extends Omit<Country, 'female' | 'male' | 'family'> {
  readonly female: string;
  readonly male: string;
  /** Names separated by blanks; `Zieliński/Zielińska` where women carry another form. */
  readonly family: string;
}

/**
 * A country from lists of names written as text. Names have at least five letters, so that a search for them in the
 * logs of a run finds people and not parts of ordinary words.
 */
export function country(text: CountryText): Country {
  const family = words(text.family).map((name): FamilyName => {
    const [male = name, female = male] = name.split('/');
    return { male, female };
  });
  return { ...text, female: words(text.female), male: words(text.male), family };
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
