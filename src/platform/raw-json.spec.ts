import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdsRaw, RawJson, stringifyAnswer } from './raw-json';

const withRaw = (data: object): string => {
  holdsRaw(data);
  return stringifyAnswer({ data });
};

describe('an answer as text', () => {
  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        expect(withRaw(data)).toBe(JSON.stringify({ data }));
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
    expect(withRaw(odd)).toBe(JSON.stringify({ data: odd }));
    expect(stringifyAnswer({ data: null })).toBe('{"data":null}');
  });

  it('has raw JSON in it to the letter', () => {
    const data = { person: { id: '1', courses: new RawJson('[{"level" : "B1"}]'), notes: [new RawJson('"ü"')] } };
    expect(withRaw(data)).toBe('{"data":{"person":{"id":"1","courses":[{"level" : "B1"}],"notes":["ü"]}}}');
    expect(JSON.parse(withRaw(data))).toEqual({ data: JSON.parse(JSON.stringify(data)) as unknown });
  });

  it('is the same to whoever reads it where nobody said that there is raw JSON in it', () => {
    expect(stringifyAnswer({ data: { courses: new RawJson('[{"level" : "B1"}]') } })).toBe(
      '{"data":{"courses":[{"level":"B1"}]}}',
    );
  });
});
