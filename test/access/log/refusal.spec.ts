import { describe, expect, it } from '@jest/globals';
import { self, staff } from '../../kit/hub';
import { GeleitError, noSuchPerson } from '../../../src/platform/errors';
import type { Caller } from '../../../src/platform/identity/caller';
import type { Statement } from '../../../src/platform/postgres/database';
import type { RequestContext } from '../../../src/access/request-context';
import { onRecord, refusalsOnRecord } from '../../../src/access/log/refusal';

const ANNA = '11111111-1111-4111-8111-11111111111a';

/** A request whose statements are kept; the log cannot be written where `fails` says so. */
function request(caller: Caller, fails?: Error) {
  const sent: Statement[] = [];
  const database = {
    once: (_: unknown, statement: Statement) => {
      sent.push(statement);
      return fails ? Promise.reject(fails) : Promise.resolve([]);
    },
  };
  const asking = { institution: caller.kind === 'staff' ? caller.institution : null, role: caller.role, purpose: null };
  const context = { caller, asking, requestId: 'r', database } as unknown as RequestContext;
  /** Of each entry: the code in its fields, and the person. */
  const recorded = () => sent.map(({ text, values }) => [/refused\.(\w+)/.exec(text)?.[1], values?.at(-1)]);
  return { context, recorded };
}

const refused = (context: RequestContext, person: unknown, error: unknown) =>
  refusalsOnRecord(context, 'Mutation.try', person, () => Promise.reject(error as Error));

describe('a refusal', () => {
  it.each([
    ['the id that staff named, in whatever case', staff('city'), ` ${ANNA.toUpperCase()} `, ANNA],
    ['nobody, where staff named what is no id', staff('city'), 'K-1', null],
    ['nobody, where staff named nobody', staff('city'), undefined, null],
    ['whoever asks for themself', self(ANNA), undefined, ANNA],
  ])('is on record with %s', async (_, caller, named, person) => {
    const { context, recorded } = request(caller);
    await expect(refused(context, named, noSuchPerson())).rejects.toMatchObject({
      extensions: { code: 'NO_SUCH_PERSON' },
    });
    expect(recorded()).toEqual([['NO_SUCH_PERSON', person]]);
  });

  it('is on record by the code that a client gets: that of the database, or of a fault', async () => {
    const { context, recorded } = request(staff('city'));
    const taken = Object.assign(new Error('taken'), { code: '23505' });
    await expect(refused(context, ANNA, taken)).rejects.toBe(taken);
    await expect(refused(context, ANNA, new TypeError('a bug'))).rejects.toThrow('a bug');
    expect(recorded()).toEqual([
      ['ALREADY_EXISTS', ANNA],
      ['INTERNAL_SERVER_ERROR', ANNA],
    ]);
  });

  it('leaves no entry where it tells nothing, or is on record already, and neither does an answer', async () => {
    const { context, recorded } = request(staff('city'));
    for (const error of [new GeleitError('PAGE_SIZE_INVALID', 'Too many.'), onRecord(noSuchPerson())]) {
      await expect(refused(context, ANNA, error)).rejects.toBe(error);
    }
    expect(await refusalsOnRecord(context, 'Mutation.try', ANNA, () => 'done')).toBe('done');
    expect(recorded()).toEqual([]);
  });

  it('that cannot be put on record is not told', async () => {
    const { context } = request(staff('city'), new GeleitError('ACCESS_LOG_UNAVAILABLE', 'No log.'));
    await expect(refused(context, ANNA, noSuchPerson())).rejects.toMatchObject({
      extensions: { code: 'ACCESS_LOG_UNAVAILABLE' },
    });
  });
});
