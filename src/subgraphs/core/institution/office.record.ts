import { text } from '../../../records/kinds';
import { RecordBase, RecordField, RecordType } from '../../../records/record-type';

@RecordType({
  description: 'An office of an institution, e.g. a district office (Stadtteilbüro).',
  table: 'core.office',
  author: 'EACH',
  open: 'Published address and opening hours of an institution.',
  onPerson: null,
  naturalKey: ['code'],
  importKind: 'offices',
})
export class Office extends RecordBase {
  @RecordField(text({ max: 40 }), { required: true, description: 'Short code of the office within its institution.' })
  code: string | null;

  @RecordField(text({ max: 200, lines: true }), { required: true, description: 'Name of the office.' })
  name: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'Street and house number.' })
  street: string | null;

  @RecordField(text({ max: 10 }), { description: 'Postal code (Postleitzahl).' })
  postalCode: string | null;

  @RecordField(text({ max: 100 }), { description: 'Town of the address.' })
  town: string | null;

  @RecordField(text({ max: 40 }), { description: 'Telephone number.' })
  phone: string | null;

  @RecordField(text({ max: 500, lines: true }), { description: 'When the office is open.' })
  openingHours: string | null;
}
