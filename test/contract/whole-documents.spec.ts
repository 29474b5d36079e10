import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { rewriteWholeRecords } from '../../src/hub/execution/whole-documents';
import { REGISTRY } from '../../src/hub/subgraphs';
import { sealedSchema } from '../kit/hub';

const rewritten = (source: string): string =>
  print(rewriteWholeRecords(sealedSchema(), REGISTRY, parse(source))).replace(/\s+/g, ' ');

describe('a document is executed with fields that are answered as a whole', () => {
  it('where persons are asked for nothing but their id, their type and whole records', () => {
    expect(rewritten('{ persons { nodes { __typename who: id identity { givenName } } totalCount } }')).toBe(
      '{ persons { nodes: nodes__whole totalCount } }',
    );
    expect(rewritten('query ($id: ID!) { one: person(id: $id) { contact { town } } }')).toBe(
      'query ($id: ID!) { one: person__whole(id: $id) }',
    );
  });

  it('where only their records are whole', () => {
    expect(rewritten('{ persons { nodes { id consents { id } identity { givenName } } } }')).toBe(
      '{ persons { nodes { id consents { id } identity: identity__whole } } }',
    );
    expect(
      rewritten('{ persons { nodes { id ...P consents { id } } } } fragment P on Person { identity { sex } }'),
    ).toBe('{ persons { nodes { id ...P consents { id } } } } fragment P on Person { identity: identity__whole }');
  });

  it.each([
    [
      'another field is merged with it',
      '{ persons { nodes { identity { givenName } } nodes { id contact { town } } } }',
    ],
    [
      'a fragment adds to it',
      '{ persons { ...More nodes { contact { town } } } } fragment More on PersonConnection { nodes { identity { sex } } }',
    ],
  ])('but no persons where %s', (_, source) => {
    expect(rewritten(source)).not.toContain('nodes__whole');
    expect(rewritten(source)).toContain('contact: contact__whole');
  });

  it.each([
    [
      'a key means two things',
      '{ persons { nodes { record: identity { sex } } edges { node { record: contact { town } } } } }',
    ],
    ['a record is asked for what it is not', '{ persons { nodes { identity { givenName access { basis } } } } }'],
    ['nothing is asked of persons', '{ persons { totalCount } }'],
    ['a field hangs on a condition', 'query ($no: Boolean!) { persons { nodes { identity @skip(if: $no) { sex } } } }'],
    [
      'a fragment hangs on a condition',
      'query ($yes: Boolean!) { me { id ...P @include(if: $yes) } } fragment P on Person { identity { sex } }',
    ],
    [
      'something else hangs on a condition',
      'query ($no: Boolean!) { persons { totalCount @skip(if: $no) nodes { identity { sex } } } }',
    ],
    [
      'a fragment stands in two places',
      '{ me { ...P } represented { ...P } } fragment P on Person { identity { familyName } }',
    ],
  ])('and stays as it is where %s', (_, source) => {
    const document = parse(source);
    expect(rewriteWholeRecords(sealedSchema(), REGISTRY, document)).toBe(document);
  });
});
