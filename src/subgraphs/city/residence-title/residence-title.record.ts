import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const ResidenceTitleKind = oneOf(
  'ResidenceTitleKind',
  [
    'EU_FREEDOM_OF_MOVEMENT',
    'RESIDENCE_PERMIT',
    'SETTLEMENT_PERMIT',
    'BLUE_CARD',
    'PERMISSION_TO_STAY',
    'TOLERATION',
    'VISA',
  ],
  'Residence title (Aufenthaltstitel, section 4 AufenthG) or other right to stay.',
);

@RecordType({
  description: 'Residence title and its expiry. Narrower than RESIDENCE: never for Caritas.',
  table: 'city.residence_title',
  author: 'city',
  category: 'RESIDENCE_TITLE',
  onPerson: { field: 'residenceTitles', many: true },
  naturalKey: ['titleNumber'],
  importKind: 'residence-titles',
  newestBy: 'expiresOn',
})
export class ResidenceTitle extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the title.' })
  titleNumber: string | null;

  @RecordField(ResidenceTitleKind, { required: true, description: 'Kind of the title.' })
  title: string | null;

  @RecordField(day(), { description: 'Last day on which the title holds.' })
  expiresOn: string | null;
}
