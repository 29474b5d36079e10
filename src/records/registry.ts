import type { Table } from '../platform/postgres/define-table';
import { declarationOf, type RecordClass, type RecordDeclaration } from './declaration';

/** The record types that one process serves: those of all subgraphs, or of a single one. */
export class RecordRegistry {
  readonly all: readonly RecordDeclaration[];
  private readonly byPersonField = new Map<string, RecordDeclaration>();
  private readonly byName = new Map<string, RecordDeclaration>();

  /** @param tables those that hold no declared records */
  constructor(
    types: readonly RecordClass[],
    readonly tables: readonly Table[] = [],
  ) {
    this.all = types.map(declarationOf);
    for (const declaration of this.all) {
      this.byName.set(declaration.name, declaration);
      if (declaration.onPerson) this.byPersonField.set(declaration.onPerson.field, declaration);
    }
  }

  onPerson(field: string): RecordDeclaration | undefined {
    return this.byPersonField.get(field);
  }

  named(name: string): RecordDeclaration | undefined {
    return this.byName.get(name);
  }
}
