import { expect, it, jest } from '@jest/globals';
import type { RequestContext } from '../access/request-context';
import { byPerson, rowLoader, rowsLoader } from './loader-of';

const request = () => ({ loaders: new Map() }) as unknown as RequestContext;

it('the rows of several persons are read at once, and each gets their own in the order read', async () => {
  const rows = [
    { personId: 'b', n: 1 },
    { personId: 'a', n: 2 },
    { personId: 'b', n: 3 },
  ];
  const read = jest.fn((_: RequestContext, _ids: readonly string[]) => Promise.resolve(rows));
  const context = request();
  const found = await Promise.all(['a', 'b', 'c'].map((id) => byPerson(context, read).load(id)));
  expect(found.map((own) => own.map(({ n }) => n))).toEqual([[2], [1, 3], []]);
  expect(read.mock.calls).toEqual([[context, ['a', 'b', 'c']]]);
});

it('a row of somebody for whom nobody asked goes to nobody', async () => {
  const read = () => Promise.resolve([{ of: 'b' }, { of: undefined }]);
  await expect(rowsLoader(request(), 'key', read, (row) => row.of).load('a')).resolves.toEqual([]);
});

it('there is one row of an id, or null', async () => {
  const context = request();
  const read = jest.fn((_: readonly string[]) => Promise.resolve([{ id: 'b' }, { id: 'a' }]));
  const found = await Promise.all(['a', 'c', 'b', 'a'].map((id) => rowLoader(context, 'key', read).load(id)));
  expect(found).toEqual([{ id: 'a' }, null, { id: 'b' }, { id: 'a' }]);
  expect(read.mock.calls).toEqual([[['a', 'c', 'b']]]);
});

it('no request gets what another has loaded', async () => {
  const read = jest.fn((_: readonly string[]) => Promise.resolve([{ id: 'a' }]));
  await rowLoader(request(), 'key', read).load('a');
  await rowLoader(request(), 'key', read).load('a');
  expect(read).toHaveBeenCalledTimes(2);
});
