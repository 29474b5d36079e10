import type { Feature } from '../../feature';
import { AccessExplanationResolver } from './access-explanation.resolver';

export const accessExplanation: Feature = {
  name: 'access-explanation',
  resolvers: [AccessExplanationResolver],
};
