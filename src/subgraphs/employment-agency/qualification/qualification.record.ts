import { country, day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const RecognitionStatus = oneOf(
  'RecognitionStatus',
  'State of the recognition of a foreign qualification (Anerkennung, BQFG).',
  {
    NOT_APPLIED: 'Nobody has applied for it, or it needs none.',
    PENDING: 'Applied for; the authority has not decided.',
    PARTIAL: 'Partly equivalent (teilweise gleichwertig); something has to be made up for.',
    FULL: 'Equivalent to a German qualification (gleichwertig).',
    REFUSED: 'Not equivalent.',
  },
);

@RecordType({
  description: 'A qualification and its recognition in Germany (Anerkennung, BQFG).',
  table: 'employment_agency.qualification',
  author: 'employment-agency',
  category: 'QUALIFICATION',
  onPerson: { field: 'qualifications', many: true },
  naturalKey: ['qualificationNumber'],
  importKind: 'qualifications',
  newestBy: 'completedOn',
  dataDay: 'completedOn',
  periods: [['completedOn', 'recognisedOn']],
})
export class Qualification extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number in the file of the agency.' })
  qualificationNumber: string | null;

  @RecordField(text({ max: 200, lines: true }), {
    required: true,
    description: 'Degree or certificate, as written on it.',
  })
  title: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'Field or occupation.' })
  field: string | null;

  @RecordField(country(), { description: 'Country in which it was earned.' })
  country: string | null;

  @RecordField(day(), { description: 'Day on which it was earned.' })
  completedOn: string | null;

  @RecordField(RecognitionStatus, { required: true, description: 'State of the recognition.' })
  recognition: string | null;

  @RecordField(day(), { description: 'Day of the decision on the recognition.' })
  recognisedOn: string | null;
}
