import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderOfRound } from './turns';

describe('the order of a round', () => {
  it('has each server once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }), fc.nat(20), (servers, round) => {
        expect(orderOfRound(servers, round).sort()).toEqual([...servers].sort());
      }),
    );
  });

  it('lets each of four servers follow each other once in four rounds', () => {
    const pairs = [0, 1, 2, 3].flatMap((round) => {
      const order = orderOfRound(['hub', 'limit', 'postgraphile', 'plain'], round);
      return order.slice(1).map((server, index) => `${order[index]} ${server}`);
    });
    expect(new Set(pairs).size).toBe(12);
  });

  it('begins with another server each time, never with the one that was last', () => {
    for (const length of [2, 3, 4, 5]) {
      const servers = Array.from({ length }, (_, index) => index);
      const rounds = servers.map((round) => orderOfRound(servers, round));
      expect(new Set(rounds.map(([first]) => first)).size).toBe(length);
      if (length > 2)
        for (const round of servers.slice(1)) expect(rounds[round]![0]).not.toBe(rounds[round - 1]!.at(-1));
    }
  });
});
