import { GeleitError } from '../../../platform/errors';
import type { HubContext } from '../options';

/** The longest that a timer of Node can wait, in milliseconds; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** When the caller's token expires, in milliseconds since 1970; no clock tolerance, which is for clocks and not for use. */
export function expiryOf({ caller }: HubContext): number {
  return (caller?.expiresAt ?? Infinity) * 1_000;
}

export const tokenExpired = () => new GeleitError('TOKEN_EXPIRED', 'The token has expired.');

/** Calls back at a moment, however far away it is. @returns a function that calls it off */
export function at(moment: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = moment - Date.now();
    if (left <= 0) callback();
    else timer = setTimeout(wait, Math.min(left, LONGEST_TIMER)).unref();
  };
  timer = setTimeout(wait, 0).unref();
  return () => clearTimeout(timer);
}
