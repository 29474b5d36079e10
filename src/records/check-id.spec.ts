import { expect, it } from '@jest/globals';
import type { GeleitError } from '../platform/errors';
import { checkId, checkPersonId } from './check-id';

const ID = '0b5c2f9e-6f0a-4a3e-9d1c-2b7e8f4a1c3d';

it('an id is handed on', () => {
  expect(checkId(ID, 'task')).toBe(ID);
  expect(checkPersonId(ID)).toBe(ID);
});

function refusal(check: () => string): unknown {
  try {
    return check();
  } catch (error) {
    const { code, message } = error as GeleitError;
    return { code, message };
  }
}

it.each([null, undefined, '', 'x', `${ID} `, ID.toUpperCase()])('what can be no id leads to nothing: %j', (id) => {
  expect(refusal(() => checkId(id, 'task'))).toEqual({ code: 'NOT_FOUND', message: 'No such task.' });
  expect(refusal(() => checkPersonId(id))).toEqual({ code: 'NO_SUCH_PERSON', message: 'No such person.' });
});
