import { describe, expect, it } from '@jest/globals';
import type { Statement } from '../platform/postgres/database';
import { refuseUnlessRepresented } from './represents';
import type { RequestContext } from './request-context';

/** The request of a guardian, or another person's; the database gives this answer. */
function request(rows: readonly object[], role: 'guardian' | 'person' = 'guardian') {
  const asked: Statement[] = [];
  const once = (_: unknown, statement: Statement) => {
    asked.push(statement);
    return Promise.resolve(rows);
  };
  const context = {
    asking: { institution: null, role, purpose: null },
    caller: { kind: 'person', role, personId: 'child', actor: 'parent', expiresAt: 0 },
    database: { once },
    requestId: 'request',
  } as unknown as RequestContext;
  return { asked, refused: refuseUnlessRepresented(context) };
}

describe('a guardian', () => {
  it('speaks for a person whom they represent', async () => {
    await expect(request([{ may: true }]).refused).resolves.toBeUndefined();
  });

  it.each([
    ['the database says no', [{ may: false }]],
    ['it knows nothing', [{ may: null }]],
    ['it says nothing at all', []],
  ])('is refused where %s, always with the same words', async (_, rows) => {
    await expect(request(rows).refused).rejects.toMatchObject({
      message: 'No such person.',
      extensions: { code: 'NO_SUCH_PERSON' },
    });
  });
});

it('a person who speaks for themself is not asked about', async () => {
  const { asked, refused } = request([], 'person');
  await refused;
  expect(asked).toEqual([]);
});
