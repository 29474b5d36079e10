import { day, integer, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const JobseekerStatus = oneOf('JobseekerStatus', 'Where a jobseeker stands.', {
  SEEKING: 'Looks for work or training.',
  IN_TRAINING: 'Is in training, and looks for nothing at present.',
  PLACED: 'Has found work or training.',
  INACTIVE: 'Is not available at present, e.g. ill or on parental leave.',
});

@RecordType({
  description: 'What a person looks for on the labour market (Bewerberprofil, section 37 SGB III).',
  table: 'employment_agency.jobseeker_profile',
  author: 'employment-agency',
  category: 'EMPLOYMENT',
  onPerson: { field: 'jobseekerProfiles', many: true },
  naturalKey: ['profileNumber'],
  importKind: 'jobseeker-profiles',
  newestBy: 'registeredOn',
  dataDay: 'registeredOn',
})
export class JobseekerProfile extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the profile (Kundennummer).' })
  profileNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day on which the person registered as a jobseeker.' })
  registeredOn: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'Occupation that the person wants.' })
  desiredOccupation: string | null;

  @RecordField(integer({ min: 0, max: 80 }), { description: 'Hours per week that the person can work.' })
  weeklyHours: number | null;

  @RecordField(JobseekerStatus, { required: true, description: 'Where the person stands.' })
  status: string | null;
}
