import { language, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

@RecordType({
  description: 'How to reach a person, as an institution has recorded it; your own record before those of others.',
  table: 'core.contact',
  author: 'EACH',
  category: 'CONTACT',
  onPerson: { field: 'contact', many: false },
  naturalKey: ['personId'],
  importKind: 'contacts',
})
export class Contact extends PersonRecord {
  @RecordField(text({ max: 200, lines: true }), { description: 'Street and house number.' })
  street: string | null;

  @RecordField(text({ max: 10 }), { description: 'Postal code (Postleitzahl).' })
  postalCode: string | null;

  @RecordField(text({ max: 100 }), { description: 'Town of the address.' })
  town: string | null;

  @RecordField(text({ max: 40 }), { description: 'Telephone number.' })
  phone: string | null;

  @RecordField(text({ max: 200, pattern: /^[^@\s]+@[^@\s]+$/, form: 'of an e-mail address' }), {
    description: 'E-mail address.',
  })
  email: string | null;

  @RecordField(language(), { description: 'Language in which the person wants to be addressed.' })
  preferredLanguage: string | null;
}
