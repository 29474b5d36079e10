/** The functions of `talisman` that are used; the package has no types of its own. */

declare module 'talisman/phonetics/german/cologne' {
  /** The Cologne phonetics (Kölner Phonetik, Postel 1969) of a word: digits for sounds that German ears take for one. */
  export default function cologne(word: string): string;
}

declare module 'talisman/metrics/jaro-winkler' {
  /** Jaro-Winkler similarity of two texts, from 0 to 1. */
  export default function jaroWinkler(a: string, b: string): number;
}
