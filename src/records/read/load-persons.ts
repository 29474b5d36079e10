import type { GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { announce } from '../../access/guard/announced';
import { pathPattern } from '../../access/guard/path-pattern';
import type { WholeTexts } from '../../access/guard/person-records';
import { logValues } from '../../access/log/log-entry.sql';
import { PersonDecisions, type PersonFacts } from '../../access/person-decisions';
import { sessionOf, type RequestContext } from '../../access/request-context';
import { personIdOf } from '../../platform/identity/caller';
import type { RecordRegistry } from '../registry';
import {
  finderValues,
  personStatement,
  shownBy,
  type PersonColumn,
  type PersonFinder,
  type PersonStatement,
} from './person-statement';
import { selectPerson, type PersonSelection } from './selection';

/**
 * A person as resolvers hand it on: the decisions, the selected records by field name or as a whole, and what the log has
 * been told (`Announced`).
 */
export type PersonRow = {
  id: string;
  decisions: PersonDecisions;
  whole: WholeTexts;
  /** See `DecidablePerson`. */
  shown: number;
} & Record<string, unknown>;

export interface LoadedPersons {
  readonly persons: readonly PersonRow[];
  readonly cursors: readonly string[];
  readonly hasMore: boolean;
  /** Set where the finder counts. */
  readonly total: number | null;
}

/** Turns selections into statements, keeps both, and runs them. One per process. */
export class PersonLoader {
  /** Keyed by the operation's own syntax node, which lives as long as the parsed document is kept. */
  private readonly selections = new WeakMap<OperationDefinitionNode, LRUCache<string, PersonSelection>>();
  private readonly statements = new WeakMap<PersonSelection, LRUCache<string, PersonStatement>>();

  constructor(readonly registry: RecordRegistry) {}

  /**
   * Loads persons with everything that the query asks of them.
   * @param paths where the persons lie below the resolver's field, e.g. `['edges', 'node']`; `[]` for the field itself
   */
  load(
    context: RequestContext,
    info: GraphQLResolveInfo,
    paths: readonly (readonly string[])[],
    finder: PersonFinder,
  ): Promise<LoadedPersons> {
    return this.loadSelected(context, this.selectionOf(info, paths), finder);
  }

  /** Loads persons with what is named, not what a query asks; keep the selection, so that its statement is kept too. */
  async loadSelected(
    context: RequestContext,
    selection: PersonSelection,
    finder: PersonFinder,
  ): Promise<LoadedPersons> {
    const { name, text, ofDocument, at, wholes, announced } = this.statementOf(context, selection, finder);
    const { asking, caller, policy } = context;
    const values = [...logValues(context), ...finderValues(finder)];
    const statement = { name, text, ofDocument, values, rowMode: 'array' } as const;
    const rows = await context.database.once<readonly unknown[]>(sessionOf(context), statement);
    const value = <Value>(row: readonly unknown[] | undefined, column: PersonColumn): Value | null => {
      const index = at.get(column);
      return index === undefined ? null : ((row?.[index] ?? null) as Value | null);
    };
    // A statement that counts has a row only for the count where the page is empty.
    const found = rows.filter((row) => value(row, 'id') !== null);
    const self = personIdOf(caller);
    const shown = shownBy(finder);
    return {
      persons: found.map((row): PersonRow => {
        const facts: PersonFacts = {
          id: value<string>(row, 'id')!,
          now: value<number>(row, 'now')!,
          open: value(row, 'open'),
          released: value(row, 'released'),
          grants: value(row, 'grants'),
          others: value(row, 'others'),
          statutesHeld: value(row, 'statutesHeld'),
        };
        const decisions = new PersonDecisions(policy, asking, facts, facts.id === self);
        const records = value<object>(row, 'records');
        return announce({ ...records, id: facts.id, decisions, whole: { row, columns: wholes }, shown }, announced);
      }),
      cursors: found.map((row) => value<string>(row, 'cursor') ?? ''),
      hasMore: (value<number>(found[0], 'found') ?? 0) > finder.limit,
      total: value(rows[0], 'total'),
    };
  }

  /** What the query asks of the persons at these places; worked out once for each operation. */
  selectionOf(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): PersonSelection {
    let known = this.selections.get(info.operation);
    if (!known) this.selections.set(info.operation, (known = new LRUCache({ max: 100 })));
    // Of the variables only those in @skip and @include can change what is selected, and those are Boolean.
    const switches = Object.entries(info.variableValues).filter(([, value]) => typeof value === 'boolean');
    const key = `${pathPattern(info.path)} ${JSON.stringify(switches)}`;
    let selection = known.get(key);
    if (!selection) known.set(key, (selection = selectPerson(this.registry, info, paths)));
    return selection;
  }

  private statementOf(
    { asking, policy }: RequestContext,
    selection: PersonSelection,
    finder: PersonFinder,
  ): PersonStatement {
    let known = this.statements.get(selection);
    if (!known) this.statements.set(selection, (known = new LRUCache({ max: 200 })));
    const key = `${finder.shape} ${asking.institution} ${asking.role} ${asking.purpose}`;
    let statement = known.get(key);
    if (!statement) {
      statement = personStatement(this.registry, policy, asking, selection, finder);
      known.set(key, statement);
    }
    return statement;
  }
}
