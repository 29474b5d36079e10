import type { HubAtWork } from '../hub-at-work';
import type { Reference } from '../reference/reference';
import { differencesForPersons } from './compare-person';
import { differencesForStaff } from './compare-staff';

/** Everything that anybody may see, as it is and as it should be. @throws Error with all differences */
export async function compareAll(real: HubAtWork, reference: Reference): Promise<void> {
  const found = [...(await differencesForStaff(real, reference)), ...(await differencesForPersons(real, reference))];
  if (found.length > 0)
    throw new Error(`What is seen differs from what may be seen:\n  ${found.slice(0, 12).join('\n  ')}`);
}
