import { describe, expect, it } from '@jest/globals';
import { self } from '../kit/hub';
import { rheinePolicy } from '../kit/policy';
import type { Caller } from '../../src/platform/identity/caller';
import { requestContext, type ContextParts } from '../../src/hub/context-of-request';

const [GUARDIAN, CHILD] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

describe('a guardian who speaks for a child', () => {
  it('brings along nothing of what the hub knows of the guardian’s own ids', async () => {
    const parts = {
      policy: rheinePolicy(),
      database: { once: () => Promise.resolve([{ may: true }]) },
      identify: () => Promise.resolve({ ...self(GUARDIAN), hasOneId: true } as Caller),
    } as unknown as ContextParts;
    const { caller } = await requestContext(parts, { 'x-represents': CHILD }, 'request');
    expect(caller).toMatchObject({ role: 'guardian', personId: CHILD, hasOneId: false });
  });
});
