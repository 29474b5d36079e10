import { text } from '../../../records/kinds';
import { RecordBase, RecordField, RecordReference, RecordType } from '../../../records/record-type';
import { Office } from './office.record';

@RecordType({
  description: 'A member of staff whom a person or another institution can turn to (Ansprechpartner).',
  table: 'core.contact_person',
  author: 'EACH',
  open: 'Published contact of an institution; whom it accompanies is not in it.',
  onPerson: null,
  naturalKey: ['code'],
  importKind: 'contact-persons',
})
export class ContactPerson extends RecordBase {
  @RecordField(text({ max: 40 }), { required: true, description: 'Short code within the institution.' })
  code: string | null;

  @RecordField(text({ max: 200, lines: true }), { required: true, description: 'Name as it is shown.' })
  displayName: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'What the person is there for.' })
  function: string | null;

  @RecordReference(() => Office, { importColumn: 'office_code', description: 'Office where the person works.' })
  office: Office | null;

  @RecordField(text({ max: 40 }), { description: 'Telephone number.' })
  phone: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'E-mail address.' })
  email: string | null;
}
