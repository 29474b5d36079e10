import type { GraphQLFormattedError } from 'graphql';
import { asTexts, type LogEntry } from './log-entries';

/** Everything of an answer, and of what it left in the access log, in a form that can be compared. */
export interface Observed {
  /** As text: the order of the fields is that of the document (GraphQL specification, section 7.2.2). */
  readonly data: string;
  readonly errors: readonly string[];
  readonly withheld: readonly string[];
  readonly disputed: readonly string[];
  readonly log: readonly string[];
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly Pick<GraphQLFormattedError, 'message' | 'path' | 'extensions'>[];
  readonly extensions?: { readonly withheld?: readonly unknown[]; readonly disputed?: readonly unknown[] };
}

export function observedOf({ data, errors = [], extensions = {} }: Body, entries: readonly LogEntry[]): Observed {
  const { withheld = [], disputed = [] } = extensions;
  const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).sort();
  return {
    data: JSON.stringify(data ?? null),
    errors: sorted(errors.map(({ message, path, extensions: more }) => ({ message, path, code: more?.code }))),
    withheld: sorted(withheld),
    disputed: sorted(disputed),
    log: asTexts(entries),
  };
}

/** What is seen and not expected, and what is expected and not seen, in a few words; empty where all is as it should be. */
export function differences(seen: Observed, expected: Observed): readonly string[] {
  const parts = ['errors', 'withheld', 'disputed', 'log'] as const;
  return [
    ...(seen.data === expected.data ? [] : [`data: ${seen.data}\n  instead of ${expected.data}`]),
    ...parts.flatMap((part) => [
      ...seen[part].filter((one) => !expected[part].includes(one)).map((one) => `${part}: too much: ${one}`),
      ...expected[part].filter((one) => !seen[part].includes(one)).map((one) => `${part}: lacks ${one}`),
    ]),
  ];
}
