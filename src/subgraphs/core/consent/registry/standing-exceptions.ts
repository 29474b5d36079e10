import type { ConsentRow } from './consent-row.sql';
import type { StandingException } from './consent.type';

/** The exceptions that hold, of consents in whatever state: those that are lifted for everybody whom they name are none. */
export function standingExceptions(consents: readonly ConsentRow[]): readonly StandingException[] {
  return consents.flatMap(({ id, exceptions, exceptsFrom }) =>
    exceptsFrom === null
      ? []
      : exceptions
          .filter(({ recipients, liftedFor }) => !recipients?.every((one) => liftedFor?.includes(one)))
          .map((exception) => ({ ...exception, consentId: id, from: exceptsFrom })),
  );
}
