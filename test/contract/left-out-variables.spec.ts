import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  type GraphQLInputField,
  type GraphQLObjectType,
} from 'graphql';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { Caller } from '../../src/platform/identity/caller';
import { inputName } from '../../src/records/api/record-input';
import type { RecordDeclaration } from '../../src/records/declaration';
import { useDatabase } from '../kit/database';
import { sealedSchema, self, staff } from '../kit/hub';
import { person, settingsOf } from '../kit/people';
import { selectionOf } from '../kit/protected-fields';
import { insertRecord } from '../kit/records';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';
import { thrice } from '../operations/thrice';

const RECORDED = REGISTRY.all.map((declaration) => [declaration.name, declaration] as const);
const MUTATIONS = sealedSchema().getMutationType()!.getFields();

/** A mutation whose input is written in the document, with a variable for every field of it. */
function writtenOut(mutation: string, selection: string): { text: string; optional: string[] } {
  const input = getNullableType(MUTATIONS[mutation]!.args.find(({ name }) => name === 'input')!.type);
  const fields: GraphQLInputField[] = isInputObjectType(input) ? Object.values(input.getFields()) : [];
  const variables = fields.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = fields.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    text: `mutation (${variables}) { made: ${mutation}(input: { ${given} }) ${selection} }`,
    optional: fields.filter(({ type }) => getNullableType(type) === type).map(({ name }) => name),
  };
}

describe('variables that are left out of an input that is written in the document, each time the document comes', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
  });
  afterAll(() => hub.stop());

  const authorOf = ({ author }: RecordDeclaration) => (author === 'EACH' ? 'city' : author);

  it.each(RECORDED)('change nothing of a %s', async (name, declaration) => {
    const author = authorOf(declaration);
    const about = declaration.onPerson ? await person(database).knownTo(author).create() : null;
    const { id } =
      about?.records.find((record) => record.declaration.name === name) ??
      (await database.database.transaction(settingsOf(author), (transaction) =>
        insertRecord(transaction, declaration, author, about?.id ?? null),
      ));
    const { text, optional } = writtenOut(
      `change${name}`,
      selectionOf(getNamedType(MUTATIONS[`change${name}`]!.type) as GraphQLObjectType),
    );
    expect(optional).toEqual(
      expect.arrayContaining(declaration.fields.filter(({ exposed }) => exposed).map(inputName)),
    );
    const sent = await thrice(hub, database, staff(author), null, text, (time) => ({ id, version: time + 1 }));
    expect(sent.flatMap(({ answer }) => answer.codes)).toEqual([]);
    const shown = sent.map(({ answer }) => ({ ...(answer.data!.made as object), version: 0, updatedAt: null }));
    for (const field of declaration.fields.filter(({ exposed, reference }) => exposed && !reference)) {
      expect([field.name, (shown[0] as Record<string, unknown>)[field.name]]).not.toEqual([field.name, null]);
    }
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });

  it('are none for what makes something: with its key it has one effect', async () => {
    const { id } = await person(database).knownTo('city', 'jobcenter').create();
    const scope = {
      ...{ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
      validUntil: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const made: readonly [string, Caller, Record<string, unknown>][] = [
      ['giveConsent', self(id), scope],
      ['requestConsent', staff('city'), { ...scope, personId: id, reason: 'Für den Kurs' }],
      ['requestRight', self(id), { kind: 'EXPORT', institution: 'city' }],
      [
        'registerPerson',
        staff('city'),
        { fileNumber: `F-${randomUUID()}`, givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' },
      ],
    ];
    for (const [mutation, caller, given] of made) {
      const { text } = writtenOut(mutation, '{ id }');
      const sent = await thrice(hub, database, caller, null, text, () => ({ ...given, idempotencyKey: mutation }));
      const ids = sent.map(({ answer }) => (answer.data?.made as { id: string } | undefined)?.id);
      expect([mutation, sent.flatMap(({ answer }) => answer.codes), new Set(ids).size]).toEqual([mutation, [], 1]);
    }
  });
});
