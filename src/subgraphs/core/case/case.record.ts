import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const CasePhase = oneOf('CasePhase', 'How far a case of case management has come.', {
  CLARIFICATION: 'Clarification (Klärung): whether case management is what the person needs and wants.',
  ASSESSMENT: 'Assessment: what the person can do, needs and wants.',
  SERVICE_PLANNING: 'Planning (Serviceplanung): goals, and which help leads to them.',
  SERVICE_COORDINATION: 'Coordination: the planned help is arranged and followed (Linking, Monitoring).',
  EVALUATION: 'Evaluation: what was reached, and what was missing.',
  CLOSED: 'The case has ended.',
});

@RecordType({
  description:
    'A case of case management (Fallmanagement): one institution plans and coordinates what all do for a person.',
  table: 'core.case_management',
  author: 'EACH',
  category: 'CASE_PLAN',
  occasion: 'CASE',
  onPerson: { field: 'cases', many: true },
  naturalKey: ['caseNumber'],
  importKind: 'cases',
  newestBy: 'openedOn',
  dataDay: 'openedOn',
  periods: [['openedOn', 'closedOn']],
})
export class Case extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the case at the institution.' })
  caseNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day on which the case was opened.' })
  openedOn: string | null;

  @RecordField(CasePhase, { required: true, description: 'How far the case has come.' })
  phase: string | null;

  @RecordField(text({ max: 500, lines: true }), { description: 'What is to be reached.' })
  goal: string | null;

  @RecordField(day(), { description: 'Day on which the case was closed.' })
  closedOn: string | null;
}
