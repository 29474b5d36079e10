import { importJWK, SignJWT } from 'jose';
import type { InstitutionId } from '../../access/vocabulary';
import { type DemonstrationKeys, openKeys, publicPart } from './demonstration-keys';
import { DEFAULT_ROLE_CLAIM, DEMONSTRATION_HOST, type Issuer } from './issuer';
import { bookletOf, isPersonaName, PERSONA_NAMES, PERSONAS } from './personas';

export const DEMONSTRATION_AUDIENCE = 'geleit-demonstration';

const INSTITUTIONS = ['city', 'jobcenter', 'employment-agency', 'caritas'] as const satisfies InstitutionId[];
const PERSONS = addressOf('persons');
const ADDRESSES = [...INSTITUTIONS.map(addressOf), PERSONS];

const DEFAULT_LIFETIME_S = 8 * 60 * 60;

/** What the demonstration needs to know of the configuration. */
export interface DemonstrationSettings {
  readonly production: boolean;
  readonly dataDir: string;
}

/** The issuers of the demonstration: one for each institution, one for the persons. @throws Error in production */
export async function demonstrationIssuers(settings: DemonstrationSettings): Promise<Issuer[]> {
  const keys = await open(settings);
  const common = (issuer: string): Pick<Issuer, 'issuer' | 'audience' | 'algorithms' | 'keys'> => ({
    issuer,
    audience: DEMONSTRATION_AUDIENCE,
    algorithms: ['ES256'],
    keys: { jwks: { keys: [publicPart(keyOf(keys, issuer))] } },
  });
  return [
    ...INSTITUTIONS.map((institution): Issuer => ({ ...common(addressOf(institution)), kind: 'staff', institution })),
    { ...common(PERSONS), kind: 'person' },
  ];
}

export interface TokenOptions {
  /** Finds the id of the person who carries a booklet. */
  readonly lookUpBooklet: (bookletNumber: string) => Promise<string | undefined>;
  /** Default: eight hours. */
  readonly lifetimeSeconds?: number;
}

/**
 * Signs a token for a persona.
 *
 * @throws Error in production, for an unknown persona, or for a booklet that nobody carries
 */
export async function mintDemonstrationToken(
  settings: DemonstrationSettings,
  persona: string,
  { lookUpBooklet, lifetimeSeconds = DEFAULT_LIFETIME_S }: TokenOptions,
): Promise<string> {
  const keys = await open(settings);
  const { issuer, subject, claims } = await identityOf(persona, lookUpBooklet);
  const key = keyOf(keys, issuer);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(DEMONSTRATION_AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .sign(await importJWK(key, 'ES256'));
}

interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Record<string, string>;
}

async function identityOf(persona: string, lookUpBooklet: TokenOptions['lookUpBooklet']): Promise<Identity> {
  if (isPersonaName(persona)) {
    const { institution, role, actor } = PERSONAS[persona];
    return { issuer: addressOf(institution), subject: actor, claims: { [DEFAULT_ROLE_CLAIM]: role } };
  }
  const booklet = bookletOf(persona);
  if (!booklet) {
    throw new Error(`There is no such persona. There are: ${PERSONA_NAMES.join(', ')}, person:<booklet number>.`);
  }
  const personId = await lookUpBooklet(booklet);
  if (!personId) throw new Error('Nobody carries a booklet of this number.');
  return { issuer: PERSONS, subject: personId, claims: {} };
}

async function open({ production, dataDir }: DemonstrationSettings): Promise<DemonstrationKeys> {
  if (production) {
    throw new Error('The demonstration issuer does not run with NODE_ENV=production. Set OIDC_ISSUERS.');
  }
  return openKeys(dataDir, ADDRESSES);
}

function keyOf(keys: DemonstrationKeys, issuer: string): DemonstrationKeys[string] {
  const key = keys[issuer];
  if (!key) throw new Error(`There is no key for ${issuer}. Remove demonstration-keys.json; new ones are made.`);
  return key;
}

function addressOf(name: InstitutionId | 'persons'): string {
  return `https://${DEMONSTRATION_HOST}/${name}`;
}
