/** One thing that is wrong with one environment variable. The value is never repeated: it may be a secret. */
export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Names everything that is wrong with the environment at once. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, problem, remedy }) => `  ${variable}: ${problem}. ${remedy}`);
    super(`The environment is not complete or not correct:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
  }
}
