import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newShortCode, newToken, readCode } from './booklet-code';
import { bookletCodeKey } from './booklet-code-key';

const LOOK_ALIKES = /[01258BILOSUVZ]/;

const some = <Value>(make: () => Value): fc.Arbitrary<Value> => fc.constant(null).map(make);

describe('a short code', () => {
  it('has twelve characters in three groups, none of which looks like another', () => {
    fc.assert(
      fc.property(some(newShortCode), (code) => {
        expect(code).toMatch(/^([A-Z0-9]{4})-([A-Z0-9]{4})-([A-Z0-9]{4})$/);
        expect(code).not.toMatch(LOOK_ALIKES);
      }),
    );
  });

  it('is understood however it is written down', () => {
    fc.assert(
      fc.property(some(newShortCode), fc.constantFrom('', ' ', '-', ' - '), fc.boolean(), (code, between, isLower) => {
        const written = code.replaceAll('-', between);
        expect(readCode(isLower ? written.toLowerCase() : written)).toEqual({
          kind: 'SHORT_CODE',
          value: code.replaceAll('-', ''),
        });
      }),
    );
  });

  it('with one wrong character is recognised as a slip', () => {
    const other = fc.constantFrom(...'ACDEFGHJKMNPQRTWXY34679');
    fc.assert(
      fc.property(some(newShortCode), fc.nat({ max: 11 }), other, (code, place, character) => {
        const value = code.replaceAll('-', '');
        fc.pre(value[place] !== character);
        expect(readCode(value.slice(0, place) + character + value.slice(place + 1))).toBeNull();
      }),
    );
  });

  it('with two neighbours swapped is recognised as a slip, all but a few times', () => {
    const swaps = Array.from({ length: 500 }, () => newShortCode().replaceAll('-', '')).flatMap((value) =>
      [...value].slice(1).map((next, place) => value.slice(0, place) + next + value[place]! + value.slice(place + 2)),
    );
    const slips = swaps.filter((swapped) => readCode(swapped) === null);
    // Where both neighbours are the same there is nothing to recognise: one in 23.
    expect(slips.length / swaps.length).toBeGreaterThan(0.85);
  });

  it('comes out different each time', () => {
    const codes = Array.from({ length: 2_000 }, newShortCode);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('a token', () => {
  it('has 128 bits, fits the alphanumeric mode of QR codes, and is understood with and without its prefix', () => {
    fc.assert(
      fc.property(some(newToken), (token) => {
        expect(token).toMatch(/^GELEIT:[0-9A-F]{32}$/);
        expect(readCode(token)).toEqual({ kind: 'TOKEN', value: token.slice('GELEIT:'.length) });
        expect(readCode(token.slice('GELEIT:'.length).toLowerCase())).toEqual(readCode(token));
      }),
    );
  });
});

describe('what is no code', () => {
  it('is told apart without looking anything up', () => {
    fc.assert(fc.property(fc.string({ maxLength: 11 }), (text) => expect(readCode(text)).toBeNull()));
    expect(readCode('RH-0001')).toBeNull();
  });
});

describe('what the database keeps', () => {
  it('depends on the key, the kind and every character', () => {
    const [one, other] = [bookletCodeKey(Buffer.alloc(32, 1)), bookletCodeKey(Buffer.alloc(32, 2))];
    const hash = one.hash({ kind: 'SHORT_CODE', value: 'ACDEFGHJKMNP' });
    expect(hash).toHaveLength(32);
    expect(one.hash({ kind: 'SHORT_CODE', value: 'ACDEFGHJKMNP' })).toEqual(hash);
    const different = [
      other.hash({ kind: 'SHORT_CODE', value: 'ACDEFGHJKMNP' }),
      one.hash({ kind: 'TOKEN', value: 'ACDEFGHJKMNP' }),
      one.hash({ kind: 'SHORT_CODE', value: 'ACDEFGHJKMNQ' }),
    ];
    for (const each of different) expect(each).not.toEqual(hash);
  });
});
