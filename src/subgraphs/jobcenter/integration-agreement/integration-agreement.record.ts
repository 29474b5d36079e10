import { day, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

@RecordType({
  description: 'What jobcenter and person agreed (Eingliederungsvereinbarung, Kooperationsplan, section 15 SGB II).',
  table: 'jobcenter.integration_agreement',
  author: 'jobcenter',
  category: 'CASE_PLAN',
  onPerson: { field: 'integrationAgreements', many: true },
  naturalKey: ['agreementNumber'],
  importKind: 'integration-agreements',
  newestBy: 'concludedOn',
  dataDay: 'concludedOn',
  periods: [['concludedOn', 'reviewOn']],
})
export class IntegrationAgreement extends PersonRecord {
  @RecordField(text({ max: 40 }), {
    required: true,
    description: 'Number of the agreement in the files of the jobcenter.',
  })
  agreementNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day of the agreement.' })
  concludedOn: string | null;

  @RecordField(day(), { description: 'Day on which both look at it again.' })
  reviewOn: string | null;

  @RecordField(text({ max: 500, lines: true }), { required: true, description: 'What is to be reached.' })
  goal: string | null;

  @RecordField(text({ max: 2000, lines: true }), { description: 'What each side will do.' })
  agreedSteps: string | null;
}
