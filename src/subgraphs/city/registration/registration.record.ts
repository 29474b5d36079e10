import { country, day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const ImmigrationRoute = oneOf('ImmigrationRoute', 'The way by which a person came.', {
  EU_MOBILITY: 'Free movement of citizens of the EU and their families (FreizügG/EU).',
  FAMILY_REUNIFICATION: 'To join family members (Familiennachzug, sections 27 to 36a AufenthG).',
  REFUGEE: 'To seek protection: asylum, refugee status, subsidiary or temporary protection.',
  ETHNIC_GERMAN_RESETTLER: 'As a resettler of German descent (Spätaussiedler, section 4 BVFG).',
  LABOUR_MIGRATION: 'For work (sections 18 to 21 AufenthG).',
  STUDY: 'For studies, school or training (sections 16 to 17 AufenthG).',
  UNACCOMPANIED_MINOR: 'As a minor without parents (unbegleitete minderjährige Ausländer, section 42a SGB VIII).',
});

const Destination = oneOf('Destination', 'Where a person moved to.', {
  OTHER_GERMAN_CITY: 'Another municipality in Germany.',
  COUNTRY_OF_ORIGIN: 'The country from which the person had come.',
  OTHER_COUNTRY: 'Another country.',
  UNKNOWN: 'Moved away without saying where.',
});

@RecordType({
  description:
    'Registration at the city (Anmeldung, section 17 BMG), and deregistration (Abmeldung) if the person left.',
  table: 'city.registration',
  author: 'city',
  category: 'RESIDENCE',
  onPerson: { field: 'registrations', many: true },
  naturalKey: ['registrationNumber'],
  importKind: 'registrations',
  newestBy: 'registeredOn',
  dataDay: 'registeredOn',
  periods: [['registeredOn', 'deregisteredOn']],
})
export class Registration extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number in the register of residents.' })
  registrationNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day of the registration.' })
  registeredOn: string | null;

  @RecordField(day(), { description: 'Day of the deregistration.' })
  deregisteredOn: string | null;

  @RecordField(ImmigrationRoute, { description: 'The way by which the person came.' })
  route: string | null;

  @RecordField(country(), { description: 'Country of the previous residence.' })
  previousCountry: string | null;

  @RecordField(Destination, { description: 'Where the person moved to.' })
  destination: string | null;
}
