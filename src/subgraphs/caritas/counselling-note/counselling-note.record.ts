import { day, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

@RecordType({
  description: "A counsellor's own note. Under professional secrecy (section 203 StGB): no consent opens it to others.",
  table: 'caritas.counselling_note',
  author: 'caritas',
  category: 'COUNSELLING_NOTES',
  onPerson: { field: 'counsellingNotes', many: true },
  naturalKey: ['noteNumber'],
  importKind: 'counselling-notes',
  newestBy: 'writtenOn',
  dataDay: 'writtenOn',
})
export class CounsellingNote extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the note in the files of Caritas.' })
  noteNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day on which it was written.' })
  writtenOn: string | null;

  @RecordField(text({ max: 10_000, lines: true }), { required: true, description: 'The note.' })
  text: string | null;
}
