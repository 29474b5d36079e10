import { jest } from '@jest/globals';
import type * as Announcing from '../../src/records/read/announced-selection';

/** Fields of the schema that the loaders read but forget to tell the log, also where it comes to records without their person. */
const forgotten = { fields: new Set<string>(), ofRecords: new Set<string>() };

jest.mock('../../src/records/read/announced-selection', () => {
  const actual = jest.requireActual<typeof Announcing>('../../src/records/read/announced-selection');
  return {
    ...actual,
    announcedBy(selection: Parameters<typeof Announcing.announcedBy>[0]) {
      const told = [...actual.announcedBy(selection)].flatMap(([field, names]): [string, ReadonlySet<string>][] => {
        const { name: type } = selection.records.find((one) => one.declaration.onPerson!.field === field)
          ?.declaration ?? {
          name: null,
        };
        if (forgotten.fields.has(`Person.${field}`)) return [];
        return [[field, new Set([...names].filter((name) => !forgotten.fields.has(`${type}.${name}`)))]];
      });
      return new Map(told);
    },
    namesOf: (fields: Parameters<typeof Announcing.namesOf>[0]) =>
      new Set([...actual.namesOf(fields)].filter((name) => !forgotten.ofRecords.has(name))),
  };
});

/** From now on statements tell the log nothing of these fields, and lists and changes of records nothing of those. */
export const forget = (fields: readonly string[], ofRecords: readonly string[] = []): void => {
  forgotten.fields = new Set(fields);
  forgotten.ofRecords = new Set(ofRecords);
};
