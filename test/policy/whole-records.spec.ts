import { beforeAll, describe, expect, it } from '@jest/globals';
import { execute, getNamedType, isLeafType, parse } from 'graphql';
import { withWholeFields } from '../../src/hub/execution/whole-fields';
import { rewriteWholeRecords } from '../../src/hub/execution/whole-documents';
import { REGISTRY } from '../../src/hub/subgraphs';
import { useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { protectedFields } from '../kit/protected-fields';
import { writePersons, type MatrixPerson } from './matrix-persons';
import { SITUATIONS } from './situations';

const SITUATION = /^(no|right) consent/;

/** Nothing but own fields, so that every record is answered as a whole. */
const RECORDS = protectedFields(sealedSchema())
  .map(({ name, type, fields }) => {
    const plain = fields.filter((field) => isLeafType(getNamedType(type.getFields()[field]!.type)));
    return `${name} { id ${plain.join(' ')} }`;
  })
  .join(' ');
const QUERY = `query ($id: ID!) { person(id: $id) { id ${RECORDS} } }`;

describe('records that are answered as a whole', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const wholeSchema = withWholeFields(sealedSchema(), REGISTRY);
  const document = rewriteWholeRecords(sealedSchema(), REGISTRY, parse(QUERY));
  let persons: MatrixPerson[];

  beforeAll(async () => {
    persons = await writePersons(
      database,
      SITUATIONS.filter(({ name }) => SITUATION.test(name)),
      'caritas',
    );
  }, 60_000);

  it('are rewritten at all, so that the tests below compare something', () => {
    expect(document).not.toEqual(parse(QUERY));
  });

  it.each(['city', 'jobcenter', 'employment-agency', 'caritas'] as const)(
    'are the same for %s as field by field, and so is what is told to be withheld',
    async (institution) => {
      for (const { id, situation } of persons) {
        const contextValue = hub.contextOf(staff(institution), 'CASE_MANAGEMENT');
        const whole = await execute({ schema: wholeSchema, document, contextValue, variableValues: { id } });
        const plain = await hub.ask(staff(institution), 'CASE_MANAGEMENT', QUERY, { id });
        expect(plain.errors).toEqual([]);
        expect([situation.name, JSON.parse(JSON.stringify(whole.data)), contextValue.withheld.list()]).toEqual([
          situation.name,
          plain.data,
          plain.withheld,
        ]);
      }
    },
  );
});
