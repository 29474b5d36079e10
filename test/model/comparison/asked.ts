import type { InstitutionId, Purpose, StaffRole } from '../../../src/access/vocabulary';
import { REGISTRY } from '../../../src/hub/subgraphs';
import type { StaffCaller } from '../../../src/platform/identity/caller';
import { sealedSchema } from '../../kit/hub';
import { protectedFields } from '../../kit/protected-fields';
import type { Kind } from '../reference/seen';

/** Everybody to whom anything can be open, each in a role of its own. */
const ROLES: readonly (readonly [InstitutionId, StaffRole])[] = [
  ['city', 'counsellor'],
  ['jobcenter', 'case-manager'],
  ['employment-agency', 'service'],
  ['caritas', 'counsellor'],
];

export const STAFF: readonly StaffCaller[] = ROLES.map(([institution, role]) => ({
  ...{ kind: 'staff', institution, role, actor: `${institution}-${role}`, expiresAt: Number.MAX_SAFE_INTEGER },
}));

export const PURPOSES: readonly (Purpose | null)[] = [
  'CASE_MANAGEMENT',
  'LABOUR_MARKET_INTEGRATION',
  'ARRIVAL_COUNSELLING',
  'BENEFIT_ADMINISTRATION',
  null,
];

/** All fields of a person that hold records, but for the file number, which is nobody's but the own house's. */
export const KINDS: readonly Kind[] = protectedFields(sealedSchema())
  .filter(({ name }) => name !== 'file')
  .map((field) => {
    const { name: type, author } = REGISTRY.onPerson(field.name)!;
    return { field, type, author: author === 'EACH' ? null : author };
  });
