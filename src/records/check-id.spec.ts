import { expect, it } from '@jest/globals';
import { GeleitError } from '../platform/errors';
import { checkId, checkPersonId } from './check-id';

const ID = '0b5c2f9e-6f0a-4a3e-9d1c-2b7e8f4a1c3d';

it('an id is handed on', () => {
  expect(checkId(ID, 'task')).toBe(ID);
  expect(checkPersonId(ID)).toBe(ID);
});

it.each([null, undefined, '', 'x', `${ID} `, ID.toUpperCase()])('what can be no id leads to nothing: %j', (id) => {
  expect(() => checkId(id, 'task')).toThrow(new GeleitError('NOT_FOUND', 'No such task.'));
  expect(() => checkPersonId(id)).toThrow(new GeleitError('NO_SUCH_PERSON', 'No such person.'));
});
