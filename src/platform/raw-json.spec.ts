import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RawJson, stringifyWithRaw } from './raw-json';

describe('an answer as text', () => {
  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(stringifyWithRaw(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is what JSON.stringify makes of values that are none of JSON', () => {
    const odd = {
      day: new Date(0),
      gone: undefined,
      list: [undefined, null, Number.NaN],
      none: Object.create(null) as object,
    };
    expect(stringifyWithRaw(odd)).toBe(JSON.stringify(odd));
  });

  it('has raw JSON in it to the letter', () => {
    const answer = {
      data: { person: { id: '1', courses: new RawJson('[{"level" : "B1"}]'), notes: [new RawJson('"ü"')] } },
    };
    expect(stringifyWithRaw(answer)).toBe('{"data":{"person":{"id":"1","courses":[{"level" : "B1"}],"notes":["ü"]}}}');
    expect(JSON.parse(stringifyWithRaw(answer))).toEqual(JSON.parse(JSON.stringify(answer)));
  });
});
