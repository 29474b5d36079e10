import { PURPOSE_NAMES, PURPOSES, ROLES, type Purpose, type Role } from '../vocabulary';
import { frozenMap, frozenSet } from './freeze';
import type { PurposePolicy, RolePolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

// Where something is missing the readers go on with a stand-in that allows nothing; it never leaves `loadPolicy`, which
// throws as soon as there is a mistake.

/** Evaluation and statistics never reach a record (Art. 89 GDPR, section 75 SGB X); no policy can change that. */
const ALWAYS_AGGREGATES: readonly Purpose[] = ['EVALUATION', 'STATISTICS'];

type Purposes = ReadonlyMap<Purpose, PurposePolicy>;
type Reach = PurposePolicy['reaches'];

export function readPurposes(reader: YamlReader, place: Place | undefined): Purposes {
  const words = reader.record(place, PURPOSE_NAMES);
  return frozenMap(
    PURPOSE_NAMES.map((id) => {
      const fields = reader.record(words[id], ['code', 'label', 'labelDe', 'reaches']);
      reader.word(fields.code, [PURPOSES[id]]);
      const reaches = reader.word<Reach>(
        fields.reaches,
        ALWAYS_AGGREGATES.includes(id) ? ['AGGREGATES'] : ['RECORDS', 'AGGREGATES'],
      );
      const purpose: PurposePolicy = {
        id,
        label: reader.text(fields.label) ?? '',
        labelDe: reader.text(fields.labelDe) ?? '',
        reaches: reaches ?? 'AGGREGATES',
      };
      return [id, Object.freeze(purpose)] as const;
    }),
  );
}

/**
 * Reads purposes in the compact notation of the policy: `AC LP CM`, or '-' for none.
 * @param reach what the purposes must reach here, or null where none is allowed at all
 */
export function readPurposeCodes(
  reader: YamlReader,
  place: Place | undefined,
  purposes: Purposes,
  reach: Reach | null,
): ReadonlySet<Purpose> {
  const found = new Set<Purpose>();
  const text = reader.text(place);
  if (place === undefined || text === undefined || text === '-') return frozenSet(found);
  const allowed = PURPOSE_NAMES.filter((name) => purposes.get(name)?.reaches === reach);
  const allowedCodes = [...allowed.map((name) => PURPOSES[name]), `'-'`].join(', ');
  for (const code of text.split(/\s+/)) {
    const purpose = allowed.find((name) => PURPOSES[name] === code);
    if (purpose !== undefined && !found.has(purpose)) found.add(purpose);
    else if (purpose !== undefined) reader.report(place, `purpose "${code}" written twice; keep one.`);
    else if (PURPOSE_NAMES.some((name) => PURPOSES[name] === code)) {
      reader.report(place, `purpose "${code}" is not allowed here${whyNot(reach)}. Allowed here: ${allowedCodes}.`);
    } else reader.report(place, `unknown purpose "${code}". Allowed here: ${allowedCodes}.`);
  }
  return frozenSet(found);
}

function whyNot(reach: Reach | null): string {
  if (reach === 'RECORDS') return ', because it reaches aggregates only';
  return reach === 'AGGREGATES' ? ', because it reaches records' : '';
}

const REACHES: readonly RolePolicy['reaches'][] = ['CONTENT', 'FIGURES', 'METADATA', 'NOTHING'];
/** What those reach who belong to no institution is not for a policy to say. */
const ONLY: Readonly<Partial<Record<Role, readonly RolePolicy['reaches'][]>>> = {
  person: ['SELF'],
  guardian: ['REPRESENTED'],
};
const PURPOSES_REACH: Readonly<Partial<Record<RolePolicy['reaches'], Reach>>> = {
  CONTENT: 'RECORDS',
  FIGURES: 'AGGREGATES',
};

export function readRoles(
  reader: YamlReader,
  place: Place | undefined,
  purposes: Purposes,
): ReadonlyMap<Role, RolePolicy> {
  const words = reader.record(place, ROLES);
  return frozenMap(
    ROLES.map((id) => {
      const fields = reader.record(words[id], ['label', 'labelDe', 'reaches', 'purposes']);
      const reaches = reader.word(fields.reaches, ONLY[id] ?? REACHES) ?? 'NOTHING';
      const role: RolePolicy = {
        id,
        label: reader.text(fields.label) ?? '',
        labelDe: reader.text(fields.labelDe) ?? '',
        reaches,
        purposes: readPurposeCodes(reader, fields.purposes, purposes, PURPOSES_REACH[reaches] ?? null),
      };
      return [id, Object.freeze(role)] as const;
    }),
  );
}
