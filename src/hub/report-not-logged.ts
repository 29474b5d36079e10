import type { Logger } from '../platform/telemetry/logger';

/**
 * Tells the operator of fields that were withheld because the access log was not told of them: each field of the schema once
 * in the life of the process, since every further request has the same fault.
 */
export function reportNotLogged(logger: Logger): (place: string) => void {
  const told = new Set<string>();
  return (place) => {
    if (told.has(place)) return;
    told.add(place);
    logger.error({ place }, 'a field was withheld because the access log was not told of it');
  };
}
