import type { IncomingHttpHeaders } from 'node:http';

/** Headers that a page of another origin cannot send without asking first; the same as for queries by GET. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** Media types that a form of any page can send. */
const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** What to do about it where the page is the hub's own. */
export const FOREIGN =
  'Subscriptions are not open to pages of another origin. Behind a proxy, pass the Host of the browser on, or set PUBLIC_URL.';

/**
 * Whether a page of another origin sent this. The hub serves no other origin; whoever sends no Origin is no page, and
 * `null` is a page that hides where it is from. No page can set what browsers say of it (W3C, "Fetch Metadata Request
 * Headers"): that holds also where a proxy has put its own Host in place of the browser's.
 */
export function isForeign(headers: IncomingHttpHeaders, publicOrigin?: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origin === publicOrigin) return false;
  if (origin !== 'null' && headers['sec-fetch-site'] === 'same-origin') return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Whether a browser would have asked the hub before it sent this for a page of another origin. */
export function isPreflighted(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return (
    (type !== undefined && type !== '' && !SIMPLE_TYPES.includes(type)) ||
    PREFLIGHTED.some((name) => headers[name] !== undefined && headers[name] !== '')
  );
}
