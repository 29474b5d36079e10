import { ROLES, type Role } from '../vocabulary';
import { frozenMap } from './freeze';
import type { PatternKind, PatternPolicy, RolePolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

const FIELDS = {
  persons: 'MANY_PERSONS',
  withoutAction: 'WITHOUT_ACTION',
  sameSurname: 'SAME_SURNAME',
  refusedCodes: 'REFUSED_CODES',
} as const satisfies Record<string, PatternKind>;
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

const MOST = 1_000_000;

/** Reads what counts as unusual, for every role that sees records: a role that was forgotten would go unwatched. */
export function readPatterns(
  reader: YamlReader,
  place: Place,
  roles: ReadonlyMap<Role, Pick<RolePolicy, 'reaches'>>,
): PatternPolicy {
  const fields = reader.record(place, ['actionWithinDays', 'roles']);
  const watched = ROLES.filter((role) => roles.get(role)?.reaches === 'CONTENT');
  const words = reader.record(fields.roles, watched);
  return Object.freeze({
    actionWithinDays: reader.integer(fields.actionWithinDays, 1, 365) ?? 1,
    thresholds: frozenMap(
      watched.map((role) => {
        const numbers = reader.record(words[role], NAMES);
        const read = NAMES.map((name) => [FIELDS[name], reader.integer(numbers[name], 0, MOST) ?? 0] as const);
        return [role, Object.freeze(Object.fromEntries(read) as Record<PatternKind, number>)] as const;
      }),
    ),
  });
}
