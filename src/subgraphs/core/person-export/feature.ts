import type { Feature } from '../../feature';
import { PersonExportResolver } from './person-export.resolver';

export const personExport: Feature = {
  name: 'person-export',
  resolvers: [PersonExportResolver],
};
