import { country, oneOf, partialDay, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { DerivedColumn, RecordField, RecordType } from '../../../records/record-type';
import { soundsOf } from '../duplicate/similarity/name-parts';
import { nameKey } from './name-key';

export const Sex = oneOf(
  'Sex',
  ['FEMALE', 'MALE', 'DIVERSE', 'UNKNOWN'],
  'Sex as in the register (section 22(3) PStG).',
);

@RecordType({
  description: 'Who a person is, as an institution has recorded it; your own record before those of others.',
  table: 'core.identity',
  author: 'EACH',
  category: 'IDENTITY',
  onPerson: { field: 'identity', many: false },
  naturalKey: ['personId'],
  importKind: 'identities',
  searchedBy: [['institution', 'nameKey', 'birthDate']],
})
export class Identity extends PersonRecord {
  @RecordField(text({ max: 200 }), { required: true, description: 'Given names.' })
  givenName: string | null;

  @RecordField(text({ max: 200 }), { required: true, description: 'Family name.' })
  familyName: string | null;

  @DerivedColumn(text({ max: 200 }), {
    description: 'Family name without case and accents, for the search.',
    derive: ({ familyName }) => (typeof familyName === 'string' ? nameKey(familyName) : undefined),
  })
  nameKey: string;

  @DerivedColumn(text({ max: 400 }), {
    required: false,
    description: 'How the given names sound, for the search for registrations of the same human.',
    derive: ({ givenName }) => (typeof givenName === 'string' ? soundsOf(givenName) : undefined),
  })
  givenSounds: string | null;

  @DerivedColumn(text({ max: 400 }), {
    required: false,
    description: 'How the family name sounds.',
    derive: ({ familyName }) => (typeof familyName === 'string' ? soundsOf(familyName) : undefined),
  })
  familySounds: string | null;

  @RecordField(partialDay(), {
    required: true,
    description: 'Day of birth, or its year or month where no more is known.',
  })
  birthDate: string | null;

  @RecordField(Sex, { description: 'Sex.' })
  sex: string | null;

  @RecordField(country(), { description: 'Nationality.' })
  nationality: string | null;
}
