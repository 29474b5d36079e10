import { day, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

@RecordType({
  description:
    'That an institution knows a person, with its own file number (Aktenzeichen). Only that institution and the person see it.',
  table: 'core.person_link',
  author: 'EACH',
  category: 'FILE_NUMBER',
  onPerson: { field: 'file', many: false },
  naturalKey: ['fileNumber'],
  importKind: 'links',
  // Otherwise an institution could link itself to every person whose id it has learnt, and so keep them in sight.
  recordedThrough: ['registerPerson', 'linkPerson'],
  newestBy: 'since',
  uniqueBy: [['institution', 'personId']],
})
export class PersonLink extends PersonRecord {
  @RecordField(text({ max: 60 }), { required: true, description: "The institution's own file number." })
  fileNumber: string | null;

  @RecordField(day(), { description: 'Since when the institution knows the person.' })
  since: string | null;
}
