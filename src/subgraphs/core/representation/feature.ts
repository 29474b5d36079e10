import type { Feature } from '../../feature';
import { RepresentationResolver } from './representation.resolver';
import { REPRESENTATION_TABLE } from './representation.table';

export const representation: Feature = {
  name: 'representation',
  tables: [REPRESENTATION_TABLE],
  resolvers: [RepresentationResolver],
};
