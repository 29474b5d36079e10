import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const MeasureKind = oneOf('MeasureKind', 'What a measure (Maßnahme) is.', {
  ACTIVATION: 'Activation and vocational integration (Aktivierung und berufliche Eingliederung, section 45 SGB III).',
  TRAINING: 'Further vocational training (berufliche Weiterbildung, sections 81 to 87 SGB III).',
  APPLICATION_COACHING: 'Help with applications (Bewerbungstraining).',
  WORK_TRIAL: 'Trial work at an employer (betriebliche Erprobung, section 45 SGB III).',
  WORK_OPPORTUNITY: 'Work in the public interest with a small allowance (Arbeitsgelegenheit, section 16d SGB II).',
  COACHING: 'Coaching, also in the first time of a job (ganzheitliche Betreuung, section 16k SGB II).',
  CHILDCARE: 'Care for children, so that a parent can take part or work (section 16a SGB II).',
  OTHER: 'Anything else.',
});

const MeasureStatus = oneOf('MeasureStatus', 'How far a measure has come.', {
  PLANNED: 'Agreed, not begun.',
  RUNNING: 'The person takes part.',
  COMPLETED: 'Took place until its end.',
  BROKEN_OFF: 'Begun, and ended before its time.',
  CANCELLED: 'Given up before it began.',
});

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
