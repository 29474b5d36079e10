import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';
import { BOOKLET_STATUS_MEANINGS } from './booklet-life';

export const BookletStatusKind = oneOf(
  'BookletStatus',
  'Whether the person has the booklet, declined it, or has it no longer.',
  BOOKLET_STATUS_MEANINGS,
);

export const DeclinedReason = oneOf('DeclinedReason', 'Why a person did not want the booklet.', {
  ALREADY_INFORMED: 'The person knows their way around already.',
  DATA_RESERVATIONS: 'The person does not want their data to be shared.',
  OTHER: 'Another reason, or none given.',
});

@RecordType({
  description: 'The companion booklet (Begleitheft) that an institution offered to a person.',
  table: 'core.booklet',
  author: 'EACH',
  category: 'IDENTITY',
  onPerson: { field: 'booklet', many: false },
  naturalKey: ['personId'],
  importKind: 'booklets',
  recordedThrough: ['issueBooklet', 'declineBooklet'],
  newestBy: 'issuedOn',
  uniqueBy: [['bookletNumber']],
})
export class Booklet extends PersonRecord {
  @RecordField(text({ max: 20, pattern: /^[A-Z]{1,4}-\d{1,8}$/, form: 'of letters and a number, e.g. RH-0001' }), {
    description: 'Number printed on the booklet; unique in the municipality. It leads nobody to the person.',
  })
  bookletNumber: string | null;

  @RecordField(BookletStatusKind, { required: true, description: 'Issued, declined, lost or closed.' })
  status: string | null;

  @RecordField(day(), { description: 'Day on which it was issued or declined.' })
  issuedOn: string | null;

  @RecordField(DeclinedReason, { description: 'Why it was declined.' })
  declinedReason: string | null;
}
