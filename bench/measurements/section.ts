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
