import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const BenefitCaseStatus = oneOf('BenefitCaseStatus', 'State of a benefit case.', {
  APPLIED: 'Applied for; the jobcenter has not decided.',
  GRANTED: 'Granted (bewilligt); benefits are paid.',
  ENDED: 'Benefits have ended.',
  REJECTED: 'The application was rejected (abgelehnt).',
});

@RecordType({
  description: 'A case of basic income support for jobseekers (Leistungsfall, SGB II). Amounts are in benefitAwards.',
  table: 'jobcenter.benefit_case',
  author: 'jobcenter',
  category: 'BENEFITS',
  onPerson: { field: 'benefitCases', many: true },
  naturalKey: ['caseNumber'],
  importKind: 'benefit-cases',
  newestBy: 'openedOn',
  dataDay: 'openedOn',
  periods: [['openedOn', 'closedOn']],
})
export class BenefitCase extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the benefit community (BG-Nummer).' })
  caseNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day of the application.' })
  openedOn: string | null;

  @RecordField(day(), { description: 'Day on which the case ended.' })
  closedOn: string | null;

  @RecordField(BenefitCaseStatus, { required: true, description: 'State of the case.' })
  status: string | null;
}
