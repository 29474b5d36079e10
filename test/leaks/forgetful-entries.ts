import { jest } from '@jest/globals';
import type * as Entries from '../../src/access/log/log-entry.sql';

/** What the statement selects for its entry is still selected, so that it is the same in all else; it goes nowhere. */
const nowhere = (insert: string): string => insert.replace(/^insert into core\.access_entry \([^)]*\)/, '');

// Statements are made when their modules are loaded, so entries are forgotten from the beginning, in the whole spec file.
jest.mock('../../src/access/log/log-entry.sql', () => {
  const actual = jest.requireActual<typeof Entries>('../../src/access/log/log-entry.sql');
  return {
    ...actual,
    logEntries: (...given: Parameters<typeof Entries.logEntries>) => nowhere(actual.logEntries(...given)),
    logThing: (...given: Parameters<typeof Entries.logThing>) => nowhere(actual.logThing(...given)),
    logThingOfSession: (...given: Parameters<typeof Entries.logThingOfSession>) =>
      nowhere(actual.logThingOfSession(...given)),
  };
});
