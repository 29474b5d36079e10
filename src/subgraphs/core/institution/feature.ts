import type { Feature } from '../../feature';
import { ContactAssignment } from './contact-assignment.record';
import { ContactPerson } from './contact-person.record';
import { InstitutionResolver } from './institution.resolver';
import { Office } from './office.record';

export const institution: Feature = {
  name: 'institution',
  records: [Office, ContactPerson, ContactAssignment],
  resolvers: [InstitutionResolver],
};
