import { expect } from '@jest/globals';
import type { GraphQLObjectType } from 'graphql';
import type { InstitutionId } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import { inputName } from '../../src/records/api/record-input';
import type { RecordDeclaration } from '../../src/records/declaration';
import type { TestDatabase } from '../kit/database';
import { sealedSchema, type Hub } from '../kit/hub';
import { settingsOf } from '../kit/people';
import { selectionOf } from '../kit/protected-fields';
import { insertReferences } from '../kit/records';
import { validValues } from '../kit/values';

export type Shown = Readonly<Record<string, unknown>>;

/** Values for the mutations of a record type, and what the record then shows. */
export interface ValidInput {
  readonly input: Shown;
  readonly shown: Shown;
}

/** Other values at each call, with new targets for the references. */
export async function validInput(
  database: TestDatabase,
  declaration: RecordDeclaration,
  author: InstitutionId,
): Promise<ValidInput> {
  const values = validValues(declaration);
  const references = await database.database.transaction(settingsOf(author), (transaction) =>
    insertReferences(transaction, declaration, author),
  );
  const given: Record<string, unknown> = { ...values };
  const shown: Record<string, unknown> = { ...values };
  for (const field of declaration.fields) {
    const target = references.get(field.name);
    if (!target) continue;
    given[inputName(field)] = target.id;
    shown[field.name] = expect.objectContaining({ id: target.id });
  }
  return { input: given, shown };
}

/** The mutation that records or changes, with everything that the record shows. */
export function mutationOf({ name }: RecordDeclaration, kind: 'record' | 'change'): string {
  const input = `${kind === 'record' ? 'Record' : 'Change'}${name}Input!`;
  return `mutation ($input: ${input}) { result: ${kind}${name}(input: $input) ${selection(name)} }`;
}

/** Reads a record back, the way in which others would: at the person, or in the list of reference data. */
export async function readBack(
  hub: Hub,
  caller: Caller,
  { name, onPerson, listField }: RecordDeclaration,
  personId: string,
  id: string,
): Promise<Shown | undefined> {
  const document = onPerson
    ? `query ($id: ID!) { page: person(id: $id) { nodes: ${onPerson.field} ${selection(name)} } }`
    : `{ page: ${listField}(first: 100) { nodes ${selection(name)} } }`;
  const { data } = await hub.ask<{ page: { nodes: Shown | readonly Shown[] | null } }>(
    caller,
    null,
    document,
    onPerson ? { id: personId } : {},
  );
  return [data?.page.nodes ?? []].flat().find((record) => record.id === id);
}

function selection(name: string): string {
  return selectionOf(sealedSchema().getType(name) as GraphQLObjectType);
}
