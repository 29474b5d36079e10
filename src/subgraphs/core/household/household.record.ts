import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const HouseholdKind = oneOf('HouseholdKind', 'What a household consists of.', {
  FAMILY: 'One or two parents with children.',
  COUPLE: 'Two partners without children.',
  SINGLE: 'One person only.',
});

const Relationship = oneOf('Relationship', 'What a person is to the head of the household.', {
  HEAD: 'The head of the household themself.',
  PARTNER: 'Wife, husband or partner of the head.',
  CHILD: 'Child of the head or of their partner.',
  OTHER: 'Another relative or member.',
});

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
