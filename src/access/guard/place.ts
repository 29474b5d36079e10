import type { GraphQLResolveInfo } from 'graphql';
import { answerPath } from '../disputed';
import { pathPattern } from './path-pattern';

type Path = GraphQLResolveInfo['path'];

/** The place of a field in the answer. */
export class Place {
  /** @param shared kept by the same field of all rows, for what is the same in all of them */
  constructor(
    private readonly parent: Path | undefined,
    readonly key: Path['key'],
    private readonly shared: { pattern?: string } = {},
  ) {}

  /** See `pathPattern`. */
  get pattern(): string {
    return (this.shared.pattern ??= pathPattern(this.path));
  }

  /** See `answerPath`. */
  get inAnswer(): (string | number)[] {
    return answerPath(this.path);
  }

  private get path(): Path {
    return { prev: this.parent, key: this.key, typename: undefined };
  }
}
