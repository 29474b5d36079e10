import { country, day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const ImmigrationRoute = oneOf(
  'ImmigrationRoute',
  [
    'EU_MOBILITY',
    'FAMILY_REUNIFICATION',
    'REFUGEE',
    'ETHNIC_GERMAN_RESETTLER',
    'LABOUR_MIGRATION',
    'STUDY',
    'UNACCOMPANIED_MINOR',
  ],
  'The way by which a person came.',
);

const Destination = oneOf(
  'Destination',
  ['OTHER_GERMAN_CITY', 'COUNTRY_OF_ORIGIN', 'OTHER_COUNTRY', 'UNKNOWN'],
  'Where a person moved to.',
);

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
