import { z } from 'zod';
import { INSTITUTIONS } from '../../access/vocabulary';
import { ALGORITHMS, DEMONSTRATION_HOST, type Issuer } from '../identity/issuer';

const text = z.string().min(1);
const common = {
  issuer: z.url({ protocol: /^https?$/ }),
  audience: text,
  jwksUri: z.url({ protocol: /^https?$/ }),
  clients: z.array(text).min(1).optional(),
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).optional(),
};
// Strict: a misspelt restriction, such as "client" for "clients", must not leave the door open.
const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('staff'),
    institution: z.enum(INSTITUTIONS),
    roleClaim: text.optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('person') }),
]);
type Entry = z.infer<typeof entry>;

/**
 * Reads OIDC_ISSUERS.
 *
 * @returns the issuers, or what is wrong with them, each with its place in the list
 */
export function readIssuers(json: string, production: boolean): { issuers: Issuer[] } | { problems: string[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { problems: ['is not JSON'] };
  }
  const result = z.array(entry).min(1).safeParse(parsed);
  if (!result.success) {
    return { problems: result.error.issues.map(({ path, message }) => `${place(path)}${message}`) };
  }
  const problems = [...result.data.flatMap((found, i) => unsafe(found, i, production)), ...ambiguous(result.data)];
  return problems.length > 0 ? { problems } : { issuers: result.data.map(toIssuer) };
}

function toIssuer({ jwksUri, ...rest }: Entry): Issuer {
  return { ...rest, keys: { jwksUri } };
}

function unsafe({ issuer, jwksUri }: Entry, index: number, production: boolean): string[] {
  const problems: string[] = [];
  if (new URL(issuer).hostname === DEMONSTRATION_HOST) {
    problems.push(`${place([index, 'issuer'])}is the issuer of the demonstration, which has its own keys`);
  }
  if (production && new URL(jwksUri).protocol !== 'https:') {
    problems.push(
      `${place([index, 'jwksUri'])}must begin with https in production: whoever changes keys on the way in is let in`,
    );
  }
  return problems;
}

/** One issuer may speak for several institutions only if the client tells which one. */
function ambiguous(entries: readonly Entry[]): string[] {
  const problems: string[] = [];
  entries.forEach((found, index) => {
    const others = entries.filter((other, i) => i < index && other.issuer === found.issuer);
    for (const other of others) {
      const shared =
        !found.clients || !other.clients || found.clients.some((client) => other.clients?.includes(client));
      if (shared) {
        problems.push(`${place([index])}repeats an issuer; then each entry needs "clients", none in common`);
      }
    }
  });
  return problems;
}

function place(path: readonly PropertyKey[]): string {
  return path.length > 0 ? `${path.map(String).join('.')}: ` : '';
}
