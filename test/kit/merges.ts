import { expect } from '@jest/globals';
import type { Caller } from '../../src/platform/identity/caller';
import { self, type Hub } from './hub';

export const OPEN_MERGES = `{ me { openRequests { id kind institution recipientLabels dataLabels purposeLabels } } }`;
export const CONFIRM_MERGE = 'mutation ($id: ID!) { confirmMerge(id: $id) { state } }';

export interface OpenMerge {
  readonly id: string;
  readonly kind: string;
  readonly institution: string;
  readonly recipientLabels: readonly string[];
  readonly dataLabels: readonly string[];
  readonly purposeLabels: readonly string[];
}

/** The proposals to merge that wait for somebody. */
export async function openMerges(hub: Hub, caller: Caller): Promise<readonly OpenMerge[]> {
  const { data, errors } = await hub.ask<{ me: { openRequests: OpenMerge[] } | null }>(caller, null, OPEN_MERGES);
  expect(errors).toEqual([]);
  return (data!.me?.openRequests ?? []).filter(({ kind }) => kind === 'MERGE');
}

/** The person confirms the one proposal that waits for them, with the login of one registration. @returns the state then */
export async function confirmsMerge(hub: Hub, personId: string): Promise<string> {
  const [merge, ...others] = await openMerges(hub, self(personId));
  expect(others).toEqual([]);
  const { data, errors } = await hub.ask<{ confirmMerge: { state: string } }>(self(personId), null, CONFIRM_MERGE, {
    id: merge!.id,
  });
  expect(errors).toEqual([]);
  return data!.confirmMerge.state;
}
