import { describe, expect, it } from '@jest/globals';
import { GeleitError } from '../errors';
import { databaseError } from './database-error';

const RLS = { code: '42501', routine: 'ExecWithCheckOptions' };

describe('an error of PostgreSQL', () => {
  it.each([
    ['a person without a link', { ...RLS, message: 'neue Zeile verletzt Policy' }, 'NO_SUCH_PERSON'],
    ['a person that does not exist', { code: '23503', constraint: 'identity_person_fk' }, 'NO_SUCH_PERSON'],
    ['a course that does not exist', { code: '23503', constraint: 'language_enrolment_course_id_fk' }, 'NOT_FOUND'],
    ['a number that is taken', { code: '23505', detail: 'Key (file_number)=(17) already exists.' }, 'ALREADY_EXISTS'],
    ['a text with NUL', { code: '22021' }, 'INVALID_INPUT'],
    ['30 February', { code: '22008' }, 'INVALID_INPUT'],
    [
      'no privilege on the log',
      { code: '42501', message: 'permission denied for table access_entry' },
      'ACCESS_LOG_UNAVAILABLE',
    ],
    ['a refused entry', { ...RLS, message: 'new row … for table "access_entry_2026_07"' }, 'ACCESS_LOG_UNAVAILABLE'],
    ['no partition', { code: '23514', table: 'access_entry' }, 'ACCESS_LOG_UNAVAILABLE'],
    ['an append-only log', { code: '42501', message: 'geleit: access_entry is append-only' }, 'ACCESS_LOG_UNAVAILABLE'],
    ['a restart', { code: '57P01', message: 'terminating connection' }, 'UNAVAILABLE'],
    ['a refused connection', { code: 'ECONNREFUSED' }, 'UNAVAILABLE'],
    ['a full disk under the log', { code: '53100', message: 'could not extend file for access_entry' }, 'UNAVAILABLE'],
    ['a network that is not there', { code: 'ENETUNREACH' }, 'UNAVAILABLE'],
    ['a name that nobody resolves at the moment', { code: 'EAI_AGAIN' }, 'UNAVAILABLE'],
    ['a lost connection', { message: 'Connection terminated unexpectedly' }, 'UNAVAILABLE'],
    ['a deadlock', { code: '40P01', message: 'while inserting into access_entry' }, 'UNAVAILABLE'],
    ['a conflict of two transactions', { code: '40001' }, 'UNAVAILABLE'],
    ['a server that only reads', { code: '25006', message: 'cannot execute INSERT' }, 'UNAVAILABLE'],
    ['a transaction that took too long', { code: '25P03' }, 'UNAVAILABLE'],
    ['no answer', { message: 'Query read timeout' }, 'UNAVAILABLE'],
    ['a hub that has let go', { message: 'Cannot use a pool after calling end on the pool' }, 'UNAVAILABLE'],
    ['a full pool', { message: 'timeout exceeded when trying to connect' }, 'UNAVAILABLE'],
  ])('becomes one of the catalogue: %s', (_, properties, code) => {
    const translated = databaseError(Object.assign(new Error(), properties));
    expect(translated).toBeInstanceOf(GeleitError);
    expect((translated as GeleitError).code).toBe(code);
    expect(JSON.stringify(translated)).not.toContain('17');
  });

  it.each([
    [
      'a missing privilege',
      { code: '42501', message: 'permission denied for table identity', routine: 'aclcheck_error' },
    ],
    ['a forgotten context', { code: '42501', routine: 'exec_stmt_raise' }],
    ['a mistake in SQL', { code: '42703' }],
    ['something else', {}],
  ])('stays what it is, and is masked: %s', (_, properties) => {
    const error = Object.assign(new Error(), properties);
    expect(databaseError(error)).toBe(error);
  });
});
