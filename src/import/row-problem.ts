import type { ValueProblem } from '../records/kinds';

/** Why a row was rejected or left alone, beside what the kind of a value says (`ValueProblem`). The codes are stable. */
export const ROW_PROBLEMS = {
  REQUIRED: 'must be given',
  UNREADABLE: 'holds a character that cannot be read; check the encoding of the export',
  TOO_MANY_CELLS: 'the row has more cells than the header has columns',
  TOO_FEW_CELLS: 'the row has fewer cells than the header has columns',
  ROWS_IN_CELL:
    'a quotation mark seems to have swallowed the rows that follow; double or remove the quotation marks within cells',
  MAY_BE_CUT:
    'the file ends here without a line end, so this row may be cut off; if it is whole, import it from this file',
  ENCODED_TWICE: 'holds letters that were encoded twice, such as Ã¼ for ü; export again as UTF-8, or correct the cell',
  NUMBER_ROUNDED:
    'holds a number that a spreadsheet has shortened; make the column text in the spreadsheet and export again',
  DUPLICATE_KEY: 'an earlier row of this file has the same key',
  UNKNOWN_FILE_NUMBER: 'your institution has no person with this file number; import the person first',
  UNKNOWN_REFERENCE: 'there is no record with this number; import it first',
  UNKNOWN_BOOKLET: 'no institution has issued a booklet with this number',
  BOOKLET_OF_OTHER_PERSON: 'the booklet belongs to another person than the file number',
  ALREADY_LINKED:
    'your institution knows the carrier of this booklet, or asks to be linked with them, under another file number',
  ERASED:
    'your institution has erased this record at the person’s request; leave it out, or record it once by hand if there is a new legal ground',
  DECIDED_IN_HUB: 'was decided in the hub, which stays; change it there if the file is right',
  NUMBER_TAKEN: 'another record has this number already',
  BAD_VALUE: 'the database cannot store a value of this row',
  PERIOD_REVERSED: 'must not lie before the first day',
  DAY_IN_FUTURE: 'must not lie in the future',
  END_WITHOUT_STATE: 'a consent with a day of its end must say in the state how it ended',
  CONSENT_OUTSIDE_POLICY: 'the policy does not allow to consent to this',
  CONSENT_ENDED: 'the consent has ended and cannot come back; capture a new one under a new number',
  CONSENT_OF_OTHER_PERSON: 'the consent is that of another person; capture a new one under a new number',
} as const;
export type RowProblemCode = keyof typeof ROW_PROBLEMS | ValueProblem['code'];

/** One thing wrong with a row. No value is repeated: a value may be personal data. */
export interface RowProblem {
  readonly code: RowProblemCode;
  /** Logical column, or null where the row as a whole is wrong. */
  readonly column: string | null;
  readonly reason: string;
}

export function rowProblem(code: keyof typeof ROW_PROBLEMS, column: string | null, more = ''): RowProblem {
  return { code, column, reason: more === '' ? ROW_PROBLEMS[code] : `${ROW_PROBLEMS[code]}: ${more}` };
}
