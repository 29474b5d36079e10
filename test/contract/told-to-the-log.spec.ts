import { describe, expect, it } from '@jest/globals';
import { defaultFieldResolver, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { isRecordType } from '../../src/access/guard/declared-access';
import { needsEntry } from '../../src/access/guard/entry-required';
import { sealedSchema, unsealedSchema } from '../kit/hub';
import { accessOf } from '../kit/protected-fields';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** Types of which nothing is about a person, and why; all others are told to the log, whatever way leads to them. */
const ABOUT_NOBODY: Readonly<Record<string, string>> = {
  ConsentText: 'A wording.',
  ContactPerson: 'Published.',
  ContactPersonConnection: 'Published.',
  ContactPersonEdge: 'Published.',
  Institution: 'Published.',
  LanguageCourse: 'Published.',
  LanguageCourseConnection: 'Published.',
  LanguageCourseEdge: 'Published.',
  Office: 'Published.',
  OfficeConnection: 'Published.',
  OfficeEdge: 'Published.',
  PageInfo: 'Whether there is another page of what stands beside it.',
  ReceiptVerification: 'What the caller has sent.',
  Viewer: 'The caller.',
};

/**
 * Fields below a root field or below `Person` that load what they answer, and what tells the log of it. All others show
 * what came with the thing that they belong to, and with its entry.
 */
const LOADED_BELOW: Readonly<Record<string, string>> = {
  'Case.equivalents': 'The entry of the look-ahead over the record.',
  'Consent.alsoWithdrawn': 'An entry of its own, where there are others.',
  'Consent.receipts': 'Part of the consent: its own proof, of which the entry of the consent speaks.',
  'Consent.scan': 'An entry of its own.',
  'Consent.texts': 'About nobody.',
  'CounsellingEpisode.equivalents': 'The entry of the look-ahead over the record.',
  'DuplicatePair.persons': 'Persons, of which each field is announced.',
  'Household.members': 'Persons, of which each field is announced.',
  'LanguageAssessment.equivalents': 'The entry of the look-ahead over the record.',
  'LanguageEnrolment.equivalents': 'The entry of the look-ahead over the record.',
  'Measure.equivalents': 'The entry of the look-ahead over the record.',
};

const typesOf = () =>
  Object.values(sealedSchema().getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && !ROOTS.includes(name));

/** How the log comes to know what a field of a root type answers. */
function toldBy(root: GraphQLObjectType, name: string): string {
  const field = root.getFields()[name]!;
  if (accessOf(root, field)[0] === 'open') return 'nobody';
  return needsEntry(root.name, field) ? 'an entry' : 'each field';
}

/** The types to which these fields lead, short of persons and records, which are told field by field. */
function reached(fields: readonly { readonly type: unknown }[], found = new Set<string>()): Set<string> {
  for (const { type } of fields) {
    const named = getNamedType(type as never) as unknown;
    if (!isObjectType(named) || found.has(named.name) || named.name === 'Person' || isRecordType(named)) continue;
    found.add(named.name);
    reached(Object.values(named.getFields()), found);
  }
  return found;
}

describe('whatever is about a person is told to the log', () => {
  const schema = sealedSchema();
  const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
  const rootFields = roots.flatMap((root) =>
    Object.values(root.getFields()).map((field) => ({ ...field, told: toldBy(root, field.name) })),
  );

  it('every type: by the entry of a root field, field by field below persons and records, or it is about nobody', () => {
    const open = reached(rootFields.filter(({ told }) => told === 'nobody'));
    expect([...open].sort()).toEqual(Object.keys(ABOUT_NOBODY).sort());
    const person = schema.getType('Person') as GraphQLObjectType;
    const records = typesOf().filter(isRecordType);
    const known = new Set([
      ...['Person', ...records.map(({ name }) => name), ...Object.keys(ABOUT_NOBODY)],
      ...reached(rootFields.filter(({ told }) => told !== 'nobody')),
      ...reached([person, ...records].flatMap((type) => Object.values(type.getFields()))),
    ]);
    expect(typesOf().flatMap(({ name }) => (known.has(name) ? [] : name))).toEqual([]);
  });

  it('every field that loads something below what was told is known here', () => {
    const own = Object.values(unsealedSchema().getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith('__') && ![...ROOTS, 'Person'].includes(name))
      .filter(({ name }) => !/(Connection|Edge)$/.test(name))
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field: { resolve } }) => resolve && resolve !== defaultFieldResolver && isOwn(resolve))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(own.sort()).toEqual(Object.keys(LOADED_BELOW).sort());
  });
});

/** A resolver that somebody wrote, and not what type-graphql makes for a property. */
const isOwn = (resolve: (...given: never[]) => unknown): boolean => /getInst|normalize/.test(resolve.toString());
