import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const HouseholdKind = oneOf('HouseholdKind', ['FAMILY', 'COUPLE', 'SINGLE'], 'What a household consists of.');

const Relationship = oneOf(
  'Relationship',
  ['HEAD', 'PARTNER', 'CHILD', 'OTHER'],
  'What a person is to the head of the household.',
);

@RecordType({
  description: "A person's place in a household, as an institution has recorded it.",
  table: 'core.household_membership',
  author: 'EACH',
  category: 'HOUSEHOLD',
  onPerson: { field: 'household', many: false },
  naturalKey: ['householdNumber', 'personId'],
  importKind: 'households',
  newestBy: 'since',
})
export class Household extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the household in the file of its author.' })
  householdNumber: string | null;

  @RecordField(HouseholdKind, { required: true, description: 'Family, couple or single person.' })
  householdKind: string | null;

  @RecordField(Relationship, { description: 'What the person is to the head of the household.' })
  relationship: string | null;

  @RecordField(day(), { description: 'Since when the person belongs to the household.' })
  since: string | null;
}
