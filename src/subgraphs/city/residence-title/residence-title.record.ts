import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const ResidenceTitleKind = oneOf(
  'ResidenceTitleKind',
  'Residence title (Aufenthaltstitel, section 4 AufenthG) or other right to stay.',
  {
    EU_FREEDOM_OF_MOVEMENT: 'Freizügigkeit of citizens of the EU and their families (FreizügG/EU); needs no title.',
    RESIDENCE_PERMIT: 'Aufenthaltserlaubnis, for a time and a purpose (section 7 AufenthG).',
    SETTLEMENT_PERMIT: 'Niederlassungserlaubnis, without an end (section 9 AufenthG).',
    BLUE_CARD: 'Blaue Karte EU, for highly qualified work (section 18g AufenthG).',
    PERMISSION_TO_STAY: 'Aufenthaltsgestattung, while an application for asylum is decided (section 55 AsylG).',
    TOLERATION: 'Duldung: the deportation is suspended (section 60a AufenthG); no title.',
    VISA: 'Visum (section 6 AufenthG).',
  },
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
  @RecordField(text({ max: 40 }), { required: true, description: 'Number on the document, such as the card (eAT).' })
  titleNumber: string | null;

  @RecordField(ResidenceTitleKind, { required: true, description: 'Kind of the title.' })
  title: string | null;

  @RecordField(day(), { description: 'Last day on which the title holds.' })
  expiresOn: string | null;
}
