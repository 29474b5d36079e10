import { combinationsOutsideCeiling } from '../access/policy/ceiling';
import type { Policy } from '../access/policy/policy';
import {
  CONSENT_CATEGORIES,
  CONSENT_STATES,
  INSTITUTIONS,
  PURPOSE_NAMES,
  type ConsentCategory,
  type ConsentState,
  type InstitutionId,
  type Purpose,
} from '../access/vocabulary';
import { day, flag, language, text } from '../records/kinds';
import { FILE_NUMBER, type CellKind, type ImportColumn, type RowValues } from './import-column';
import { rowProblem, type RowProblem } from './row-problem';

export const CONSENT_NUMBER = 'consent_number';

/** A consent on paper that has ended, and says how. */
const ENDED_STATES: readonly string[] = ['WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED'] satisfies ConsentState[];

/** What institutions deliver of a consent on paper. Recipients, categories and purposes are lists with `|` between. */
export function consentColumns(fileNumber: CellKind): ImportColumn[] {
  const required = (name: string, description: string, kind: CellKind): ImportColumn => ({
    ...{ name, description, kind },
    required: true,
  });
  const optional = (name: string, description: string, kind: CellKind): ImportColumn => ({
    ...required(name, description, kind),
    required: false,
  });
  const list = (name: string, description: string, words: readonly string[]): ImportColumn => ({
    ...required(name, description, wordList(words)),
    isList: true,
  });
  return [
    required(CONSENT_NUMBER, 'Number of the consent at the institution.', text({ max: 40 })),
    required(FILE_NUMBER, "The institution's own file number of the person.", fileNumber),
    list('recipients', 'Institutions to which it opens data.', INSTITUTIONS),
    list('categories', 'Data that it opens.', CONSENT_CATEGORIES),
    list('purposes', 'What for.', PURPOSE_NAMES),
    required('given_on', 'Day of the signature.', day()),
    required('valid_from', 'First day on which it holds.', day()),
    {
      ...required('valid_until', 'Last day on which it holds.', day()),
      ifNone: 'no consent holds for ever; give the last day that was agreed',
    },
    required('state', 'Whether it lives, or how it ended.', word(CONSENT_STATES)),
    optional('ended_on', 'Day on which it ended before its time.', day()),
    // Of a consent nothing else may be missing: all of it says what is open, to whom and until when.
    { ...optional('language', 'Language of the form.', language()), mayBeLeftOut: true },
    // Release from professional secrecy (Schweigepflichtentbindung, section 203 StGB); none where the cell is empty.
    optional('secrecy_release', 'Whether professional secrecy is released.', flag()),
  ];
}

/**
 * What only several cells together can tell: a consent must have time to hold, must not be given and ended at once, nor
 * given or ended in the future, and name nothing that the policy would never let through. This holds for consents that
 * have ended, too: they must not look as if such a thing had been open.
 * @param today the day of the import
 */
export function checkConsentRow(policy: Policy, row: RowValues, today: string): readonly RowProblem[] {
  if (String(row.valid_until) < String(row.valid_from)) return [rowProblem('PERIOD_REVERSED', 'valid_until')];
  const tooLate = ['given_on', 'ended_on'].filter((column) => row[column] && String(row[column]) > today);
  if (tooLate.length > 0) return tooLate.map((column) => rowProblem('DAY_IN_FUTURE', column));
  if (row.ended_on && !ENDED_STATES.includes(String(row.state))) return [rowProblem('END_WITHOUT_STATE', 'state')];
  const outside = combinationsOutsideCeiling(policy, {
    recipients: words(row.recipients) as InstitutionId[],
    categories: words(row.categories) as ConsentCategory[],
    purposes: words(row.purposes) as Purpose[],
  });
  if (outside.length === 0) return [];
  const reasons = [...new Set(outside.map(({ reason }) => reason))];
  return [rowProblem('CONSENT_OUTSIDE_POLICY', 'categories', reasons.join(' '))];
}

function words(cell: unknown): string[] {
  return String(cell).split('|');
}

function word(allowed: readonly string[]): CellKind {
  return {
    sqlType: 'text',
    accepts: `one of ${allowed.join(', ')}`,
    exampleCode: allowed[0],
    fromText: (cell) => cell,
    check: (value) =>
      allowed.includes(String(value))
        ? null
        : { code: 'UNKNOWN_VALUE', message: `must be one of ${allowed.join(', ')}` },
  };
}

/** Several words of a list. They are put in the order of the list, so that another order is no change. */
function wordList(allowed: readonly string[]): CellKind {
  return {
    sqlType: 'text',
    accepts: `several of ${allowed.join(', ')}, with | between them`,
    exampleCode: allowed[0],
    fromText(cell) {
      const given = new Set(words(cell).map((each) => each.trim()));
      const known = allowed.filter((each) => given.has(each));
      return known.length === given.size ? known.join('|') : cell;
    },
    check: (value) =>
      words(value).every((each) => allowed.includes(each))
        ? null
        : { code: 'UNKNOWN_VALUE', message: `must be of ${allowed.join(', ')}, with | between them` },
  };
}
