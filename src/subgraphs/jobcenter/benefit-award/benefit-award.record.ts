import { day, integer, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

@RecordType({
  description: 'Amounts and sanctions of an award notice (Bescheid). Only for the jobcenter and the person.',
  table: 'jobcenter.benefit_award',
  author: 'jobcenter',
  category: 'BENEFIT_AMOUNTS',
  onPerson: { field: 'benefitAwards', many: true },
  naturalKey: ['awardNumber'],
  importKind: 'benefit-awards',
  newestBy: 'validFrom',
  dataDay: 'validFrom',
  periods: [['validFrom', 'validUntil']],
})
export class BenefitAward extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the award notice.' })
  awardNumber: string | null;

  @RecordField(day(), { required: true, description: 'First day of the award.' })
  validFrom: string | null;

  @RecordField(day(), { description: 'Last day of the award.' })
  validUntil: string | null;

  @RecordField(integer({ min: 0, max: 10_000_000 }), { description: 'Amount per month, in euro cents.' })
  monthlyAmountCents: number | null;

  @RecordField(integer({ min: 0, max: 100 }), {
    description: 'Reduction (Leistungsminderung, section 31a SGB II), in percent.',
  })
  sanctionPercent: number | null;
}
