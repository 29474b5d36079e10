import type { EntitySchemaOptions } from 'typeorm';
import type { ZodType } from 'zod';

/** Why rows pass from one person to another: see `core.move_person` and `core.undo_move`. */
export type MoveKind = 'LINK' | 'UNLINK' | 'MERGE';

/** What of a table about persons their export has (Art. 15 and 20 GDPR). */
export interface TableExport {
  /** Property of the document. */
  readonly key: string;
  /** SQL of the condition on `t` that selects the person `$6`. Default: the column `person_id`. */
  readonly where?: string;
  /** SQL of the order, on `t`. */
  readonly order: string;
  readonly columns: Readonly<Record<string, ZodType>>;
  /** SQL of columns that are not given out as they are. */
  readonly as?: Readonly<Record<string, string>>;
  /** Columns that are not in the export, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** What becomes of rows about persons. */
export interface AboutPersons {
  /**
   * What the person said, or what happened, stays with the person to whom it was said or happened; only a merge, after which
   * there is one person, takes along what is still in force. Absent where the table is about no one person.
   */
  readonly moves?: { readonly on: readonly MoveKind[] } | { readonly staysBecause: string };
  readonly exported?: TableExport | { readonly leftOutBecause: string };
}

/** A table that holds no declared records. */
export interface Table extends AboutPersons {
  /** With its schema. */
  readonly name: string;
  /** As TypeORM compares it with the migrations; a plain value, since most processes never load TypeORM. */
  readonly entity: EntitySchemaOptions<unknown>;
}

/** Declares a table that holds no declared records: its columns, and where it is about persons, what becomes of its rows. */
export function defineTable(entity: EntitySchemaOptions<unknown>, about: AboutPersons = {}): Table {
  return { name: `${entity.schema}.${entity.tableName}`, entity, ...about };
}
