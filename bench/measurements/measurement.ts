import type { Bench } from '../bench';

/** The result of a measurement that is not a comparison of servers, as a table of the report. */
export interface Section {
  readonly name: string;
  readonly title: string;
  /** How it was measured, where that is not obvious. */
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The figures, for programs. */
  readonly figures: Readonly<Record<string, unknown>>;
}

/** A measurement that `--only` can select by its name. */
export interface Measurement {
  readonly name: string;
  /** The numbers of persons whose databases it needs besides the one of the comparison. */
  readonly persons?: (bench: Bench['options']) => readonly number[];
  readonly run: (bench: Bench) => Promise<Section>;
}
