/** One thing wrong with the policy file. Line and column count from 1. */
export interface PolicyMistake {
  readonly line: number;
  readonly column: number;
  /** What is wrong and what is allowed instead. */
  readonly message: string;
}

/** The policy cannot be used, so the server must not start: without a policy nothing may be disclosed. */
export class PolicyError extends Error {
  /** All mistakes of the file in the order of their places. */
  readonly mistakes: readonly PolicyMistake[];

  constructor(fileName: string, mistakes: readonly PolicyMistake[]) {
    const sorted = [...mistakes].sort((a, b) => a.line - b.line || a.column - b.column);
    const lines = sorted.map(({ line, column, message }) => `${fileName}:${line}:${column}: ${message}`);
    super(`The policy has ${sorted.length === 1 ? 'a mistake' : `${sorted.length} mistakes`}:\n${lines.join('\n')}`);
    this.name = 'PolicyError';
    this.mistakes = sorted;
  }
}
