/**
 * SQL: the end that was agreed, of a consent or grant. What was given for a minor may end before it, on the 18th birthday, by
 * `valid_until`, which decides.
 * @param alias of a row of `core.consent` or `core.consent_grant`
 */
export const agreedEnd = (alias: string): string => `coalesce(${alias}.agreed_until, ${alias}.valid_until)`;
