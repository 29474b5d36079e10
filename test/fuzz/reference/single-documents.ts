import type { GraphQLFormattedError } from 'graphql';
import type { DisputedEntry } from '../../../src/access/disputed';
import type { WithheldEntry } from '../../../src/access/withheld';
import type { Asker } from '../cast';
import type { LogEntry } from '../log-entries';

/** What a document of one field, without aliases, fragments, conditions and variables, was answered with. */
export interface SingleAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLFormattedError[];
  readonly withheld: readonly WithheldEntry[];
  readonly disputed: readonly DisputedEntry[];
  readonly entries: readonly LogEntry[];
}

export type AskSingle = (asker: Asker, source: string) => Promise<SingleAnswer>;

/** The same answers, each asked for once: the data set stands still. */
export function remembered(ask: AskSingle): AskSingle {
  const known = new Map<string, Promise<SingleAnswer>>();
  return (asker, source) => {
    const key = `${JSON.stringify(asker)} ${source}`;
    let answer = known.get(key);
    if (!answer) known.set(key, (answer = ask(asker, source)));
    return answer;
  };
}
