import { day } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordReference, RecordType } from '../../../records/record-type';
import { ContactPerson } from './contact-person.record';

@RecordType({
  description:
    "A person's contact at an institution. That there is one tells something, so it needs consent like other contacts.",
  table: 'core.contact_assignment',
  author: 'EACH',
  category: 'CONTACT',
  onPerson: { field: 'contactPersons', many: true },
  naturalKey: ['contactPerson', 'personId'],
  importKind: 'contact-assignments',
  newestBy: 'since',
})
export class ContactAssignment extends PersonRecord {
  @RecordReference(() => ContactPerson, {
    required: true,
    importColumn: 'contact_code',
    description: 'The member of staff.',
  })
  contactPerson: ContactPerson | null;

  @RecordField(day(), { description: 'Since when.' })
  since: string | null;
}
