import type { GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { pathPattern } from '../../access/guard/path-pattern';
import { logValues } from '../../access/log/log-entry.sql';
import { PersonDecisions, type PersonFacts } from '../../access/person-decisions';
import { sessionOf, type RequestContext } from '../../access/request-context';
import { personIdOf } from '../../platform/identity/caller';
import type { RecordRegistry } from '../registry';
import { finderValues, personStatement, type PersonFinder, type PersonStatement } from './person-statement';
import { selectPerson, type PersonSelection } from './selection';

/** A person as resolvers hand it on: the facts, the decisions, and the selected records by field name. */
export type PersonRow = PersonFacts & { decisions: PersonDecisions } & Record<string, unknown>;

export interface LoadedPersons {
  readonly persons: readonly PersonRow[];
  readonly cursors: readonly string[];
  readonly hasMore: boolean;
  /** Set where the finder counts. */
  readonly total: number | null;
}

interface Row {
  readonly person: PersonFacts & Record<string, unknown>;
  readonly cursor: string | null;
  readonly found: number;
  readonly total?: number;
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
    const { name, text, wholes } = this.statementOf(context, selection, finder);
    const { asking, caller, policy } = context;
    const values = [...logValues(context), ...finderValues(finder)];
    const rows = await context.database.once<Row & Record<string, unknown>>(sessionOf(context), { name, text, values });
    // A statement that counts has a row for the count alone where the page is empty.
    const found = rows.filter(({ cursor }) => cursor !== null);
    const self = personIdOf(caller);
    return {
      persons: found.map((row): PersonRow => {
        const { person } = row;
        const decisions = new PersonDecisions(policy, asking, person, person.id === self);
        const whole: Record<string, string | null> = {};
        for (const [key, column] of wholes) whole[key] = row[column] as string | null;
        return Object.assign(person, { decisions, whole });
      }),
      cursors: found.map(({ cursor }) => cursor!),
      hasMore: found.length > 0 && found[0]!.found > finder.limit,
      total: rows[0]?.total ?? null,
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
