import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const MeasureKind = oneOf(
  'MeasureKind',
  [
    'ACTIVATION',
    'TRAINING',
    'APPLICATION_COACHING',
    'WORK_TRIAL',
    'WORK_OPPORTUNITY',
    'COACHING',
    'CHILDCARE',
    'OTHER',
  ],
  'What a measure is, e.g. activation and vocational integration (section 45 SGB III) or a work opportunity (section 16d SGB II).',
);

const MeasureStatus = oneOf(
  'MeasureStatus',
  ['PLANNED', 'RUNNING', 'COMPLETED', 'BROKEN_OFF', 'CANCELLED'],
  'How far a measure has come.',
);

@RecordType({
  description:
    'A measure (Maßnahme) that an institution plans for a person, e.g. by sections 16 to 16k SGB II or section 45 SGB III.',
  table: 'core.measure',
  author: 'EACH',
  category: 'CASE_PLAN',
  occasion: 'MEASURE',
  onPerson: { field: 'measures', many: true },
  naturalKey: ['measureNumber'],
  importKind: 'measures',
  newestBy: 'plannedOn',
  dataDay: 'plannedOn',
  periods: [['startsOn', 'endsOn']],
})
export class Measure extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the measure at the institution.' })
  measureNumber: string | null;

  @RecordField(MeasureKind, { required: true, description: 'What the measure is.' })
  kind: string | null;

  @RecordField(text({ max: 200, lines: true }), { required: true, description: 'What it is called.' })
  title: string | null;

  @RecordField(day(), { required: true, description: 'Day on which it was planned.' })
  plannedOn: string | null;

  @RecordField(day(), { description: 'First day.' })
  startsOn: string | null;

  @RecordField(day(), { description: 'Last day.' })
  endsOn: string | null;

  @RecordField(MeasureStatus, { required: true, description: 'How far it has come.' })
  status: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'Who carries it out (Träger).' })
  provider: string | null;
}
