import { expect, it } from '@jest/globals';
import { sealedHub, sealedSubgraph } from '../../src/hub/compose';
import { SUBGRAPHS } from '../../src/hub/subgraphs';
import { undescribed } from '../../src/hub/undescribed';
import { rheinePolicy } from '../kit/policy';

it('the schema of the hub says of every element what it is', () => {
  expect(undescribed(sealedHub(SUBGRAPHS, rheinePolicy()))).toEqual([]);
});

it.each(SUBGRAPHS.map((subgraph) => [subgraph.name, subgraph] as const))(
  'so does the schema of the subgraph %s by itself',
  (_, subgraph) => {
    expect(undescribed(sealedSubgraph(subgraph, rheinePolicy()))).toEqual([]);
  },
);
