import type { RequestContext } from '../access/request-context';
import type { PersonLoader } from './read/load-persons';

/** The request context as resolvers get it: with the loader of the records that this process serves. */
export interface RecordContext extends RequestContext {
  readonly persons: PersonLoader;
}
