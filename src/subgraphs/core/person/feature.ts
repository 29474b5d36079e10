import type { Feature } from '../../feature';
import { PersonLink } from './person-link.record';
import { PersonResolver } from './person.resolver';
import { PERSON_TABLE } from './person.table';

export const person: Feature = {
  name: 'person',
  records: [PersonLink],
  tables: [PERSON_TABLE],
  resolvers: [PersonResolver],
};
