import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { RecordAccess } from '../../../access/record-access.type';
import { addRecordFields, PERSON, PersonReference } from '../../../records/api/person-type';
import { Booklet } from '../booklet/booklet.record';
import { Case } from '../case/case.record';
import { Contact } from '../contact/contact.record';
import { Household } from '../household/household.record';
import { Identity } from '../identity/identity.record';
import { ContactAssignment } from '../institution/contact-assignment.record';
import { LanguageAssessment } from '../language-assessment/language-assessment.record';
import { Measure } from '../measure/measure.record';
import { PersonLink } from './person-link.record';

/** The person as the core subgraph knows them; the other subgraphs add the records of their institutions. */
@ObjectType('Person', { description: PERSON, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Person extends PersonReference {
  @Field(() => [RecordAccess], {
    description: 'What the caller may see of this person for the stated purpose, and why.',
  })
  @Open('Describes decisions; the same answer whether or not a value exists.')
  access: RecordAccess[];
}

addRecordFields(Person, [
  ...[PersonLink, Identity, Contact, Household, Booklet, ContactAssignment],
  ...[LanguageAssessment, Case, Measure],
]);
