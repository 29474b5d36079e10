import { wordsOf, type Meanings } from '../../platform/words';
import type { Decision } from '../decision/decision';
import type { Category, InstitutionId, Purpose, Role } from '../vocabulary';

/** What an institution sees of what others wrote about a person. */
export const SHARING_STATE_MEANINGS = {
  NOTHING: 'Nothing, which is where everything begins.',
  SHARED: 'What is listed, by consent or by law, and nothing else.',
  NEVER: 'Never anything, even with consent: the institution is excluded by law.',
} as const satisfies Meanings;
export type SharingState = keyof typeof SHARING_STATE_MEANINGS;
export const SHARING_STATES = wordsOf(SHARING_STATE_MEANINGS);

type Basis = Extract<Decision, { permit: true }>['basis'];

/** The words of one language that a person reads in place of the hub's own. */
export interface Labels {
  /** BCP 47. */
  readonly language: string;
  readonly institutions: Readonly<Record<InstitutionId, string>>;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly categories: Readonly<Record<Category, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly sharing: Readonly<Record<SharingState, string>>;
}

/** The binding language, in which every label is, and that a person reads who asks for a language that there is none of. */
export const LABELS_FALLBACK = 'de';

type Kind = Exclude<keyof Labels, 'language'>;

/**
 * Puts the hub's words into those of a person.
 * @param language BCP 47; `de-AT` finds German
 * @returns the label of a word, in German if there are none in this language; the word itself if it has none
 */
export function labelsIn(
  labels: ReadonlyMap<string, Labels>,
  language: string | null | undefined,
): { readonly language: string; of(kind: Kind, word: string): string } {
  const wanted = language ?? LABELS_FALLBACK;
  const found = labels.get(wanted) ?? labels.get(wanted.split('-')[0]!) ?? labels.get(LABELS_FALLBACK);
  return {
    language: found?.language ?? LABELS_FALLBACK,
    of: (kind, word) => (found?.[kind] as Readonly<Record<string, string>> | undefined)?.[word] ?? word,
  };
}
