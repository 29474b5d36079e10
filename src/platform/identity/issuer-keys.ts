import { createRemoteJWKSet } from 'jose';
import type { Issuer, KeySource } from './issuer';
import { KEY_TIMES } from './keys';

/** What a hub that asks for itself may ask its issuers: probes come every few seconds, from many. */
const ASKED_AGAIN_AFTER_MS = 15_000;

/** Whether callers can be let in. */
export interface IssuerKeysState {
  readonly ok: boolean;
  readonly detail?: string;
}

/**
 * Whether the keys of the issuers can be fetched. One of several that does not answer keeps out its own people only, so the
 * hub goes on serving the others and says which; where none answers, nobody could be let in.
 */
export async function checkIssuerKeys(issuers: readonly Issuer[]): Promise<IssuerKeysState> {
  if (issuers.length === 0) return { ok: false, detail: 'No issuer is registered.' };
  const answered = await Promise.all(issuers.map(({ keys }) => handsOutKeys(keys)));
  const silent = [...new Set(issuers.filter((_, index) => !answered[index]).map(({ issuer }) => issuer))];
  if (silent.length === 0) return { ok: true };
  return {
    ok: answered.includes(true),
    detail: `The keys of ${silent.join(', ')} cannot be fetched. Check jwksUri in OIDC_ISSUERS, and the way there.`,
  };
}

async function handsOutKeys(keys: KeySource): Promise<boolean> {
  if ('jwks' in keys) return true;
  const find = createRemoteJWKSet(new URL(keys.jwksUri), { timeoutDuration: KEY_TIMES.timeout });
  return find.reload().then(
    () => (find.jwks()?.keys.length ?? 0) > 0,
    () => false,
  );
}

/** The same for probes: what was found is told for a while without asking again. */
export function watchIssuerKeys(issuers: readonly Issuer[]): () => Promise<IssuerKeysState> {
  let found: Promise<IssuerKeysState> | undefined;
  let askedAt = -Infinity;
  return () => {
    if (found && performance.now() - askedAt < ASKED_AGAIN_AFTER_MS) return found;
    askedAt = performance.now();
    return (found = checkIssuerKeys(issuers));
  };
}
