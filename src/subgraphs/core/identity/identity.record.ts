import { nationality, oneOf, partialDay, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { DerivedColumn, RecordField, RecordType } from '../../../records/record-type';
import { soundsOf } from '../duplicate/similarity/name-parts';
import { nameKey } from './name-key';

export const Sex = oneOf('Sex', 'Sex as in the register (section 22(3) PStG).', {
  FEMALE: 'Female (weiblich).',
  MALE: 'Male (männlich).',
  DIVERSE: 'Diverse (divers).',
  UNKNOWN: 'The register says nothing, or it is not known what it says.',
});

@RecordType({
  description: 'Who a person is, as an institution has recorded it; your own record before those of others.',
  table: 'core.identity',
  author: 'EACH',
  category: 'IDENTITY',
  onPerson: { field: 'identity', many: false },
  naturalKey: ['personId'],
  importKind: 'identities',
  anyOf: ['givenName', 'familyName'],
  searchedBy: [['institution', 'nameKey', 'birthDate']],
})
export class Identity extends PersonRecord {
  @RecordField(text({ max: 200 }), { description: 'Given names; none where the person has one name only.' })
  givenName: string | null;

  @RecordField(text({ max: 200 }), {
    description:
      'Family name, also the only name of who has one (ICAO Doc 9303-3); none where only a given name is known.',
  })
  familyName: string | null;

  @DerivedColumn(text({ max: 200 }), {
    required: false,
    description: 'Family name without case and accents, for the search.',
    derive: ({ familyName }) => ofName(familyName, nameKey, null),
  })
  nameKey: string | null;

  @DerivedColumn(text({ max: 200 }), {
    required: false,
    description: 'Given names without case and accents: who has no family name is found by them.',
    derive: ({ givenName }) => ofName(givenName, nameKey, null),
  })
  givenKey: string | null;

  @DerivedColumn(text({ max: 400 }), {
    required: false,
    description: 'How the given names sound, for the search for registrations of the same human.',
    derive: ({ givenName }) => ofName(givenName, soundsOf, ''),
  })
  givenSounds: string | null;

  @DerivedColumn(text({ max: 400 }), {
    required: false,
    description: 'How the family name sounds.',
    derive: ({ familyName }) => ofName(familyName, soundsOf, ''),
  })
  familySounds: string | null;

  @RecordField(partialDay(), {
    required: true,
    description: 'Day of birth, or its year or month where no more is known.',
  })
  birthDate: string | null;

  @RecordField(Sex, { description: 'Sex as in the register.' })
  sex: string | null;

  @RecordField(nationality(), {
    description:
      'Nationality (ISO 3166-1 alpha-2); `XXA` stateless, `XXX` unclear (ICAO Doc 9303-3); null where nothing is said of it.',
  })
  nationality: string | null;
}

/** What follows from a name; `none` where the person has no such name, and undefined where nothing is said of it. */
function ofName<None>(name: unknown, fold: (name: string) => string, none: None): string | None | undefined {
  return typeof name === 'string' ? fold(name) : name === null ? none : undefined;
}
