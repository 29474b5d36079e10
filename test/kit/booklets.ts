import { expect } from '@jest/globals';
import { HandOutBookletDocument, type HandOutBookletMutation } from '../generated/operations';
import type { InstitutionId } from '../../src/access/vocabulary';
import { staff, type Hub } from './hub';

/** A booklet with its codes, as the person got it. */
export type HandedOut = NonNullable<HandOutBookletMutation['issueBooklet']>;

/** Hands a booklet out to a person whom the institution knows. */
export async function handOut(
  hub: Hub,
  institution: InstitutionId,
  personId: string,
  bookletNumber?: string,
): Promise<HandedOut> {
  const { data, errors } = await hub.ask(staff(institution), null, HandOutBookletDocument, {
    input: { personId, bookletNumber },
  });
  expect(errors).toEqual([]);
  return data!.issueBooklet!;
}
