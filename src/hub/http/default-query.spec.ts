import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { defaultQueryFor } from './default-query';

describe('the first query in GraphiQL', () => {
  it('asks the whole hub for persons and the decisions about them', () => {
    const path = join(__dirname, '..', '..', '..', 'schema', 'hub.graphql');
    const hub = buildSchema(readFileSync(path, 'utf8'), { assumeValidSDL: true });
    expect(defaultQueryFor(hub)).toMatch(/persons\(first: 5\)[\s\S]*reason/);
  });

  it('is one that any other schema answers too', () => {
    const other = buildSchema('type Query { hello: String }');
    const query = defaultQueryFor(other);
    expect(query).not.toContain('persons');
    expect(validate(other, parse(query))).toEqual([]);
  });
});
