import { personType } from '../../records/api/person-type';
import type { Subgraph } from '../subgraph';
import { JobseekerProfile } from './jobseeker-profile/jobseeker-profile.record';
import { Qualification } from './qualification/qualification.record';

const records = [JobseekerProfile, Qualification];

/** The employment agency (Agentur für Arbeit, SGB III). */
export const employmentAgency: Subgraph = {
  name: 'employment-agency',
  records,
  person: personType(records),
  resolvers: [],
};
