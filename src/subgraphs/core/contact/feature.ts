import type { Feature } from '../../feature';
import { Contact } from './contact.record';

export const contact: Feature = {
  name: 'contact',
  records: [Contact],
};
