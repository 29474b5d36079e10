import type { Feature } from '../../feature';
import { BookletPageResolver } from './booklet-page.resolver';

export const bookletPage: Feature = {
  name: 'booklet-page',
  resolvers: [BookletPageResolver],
};
