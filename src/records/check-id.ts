import { noSuchPerson, notFound } from '../platform/errors';
import { isUuid } from './uuid-kind';

/**
 * An id that the caller names, fit to be looked for. What can be no id is answered like an id that leads to nothing.
 * @throws GeleitError NOT_FOUND
 */
export function checkId(id: unknown, thing: string): string {
  if (!isUuid(id)) throw notFound(thing);
  return id;
}

/**
 * The id of a person whom the caller names, fit to be looked for.
 * @throws GeleitError NO_SUCH_PERSON
 */
export function checkPersonId(id: unknown): string {
  if (!isUuid(id)) throw noSuchPerson();
  return id;
}
