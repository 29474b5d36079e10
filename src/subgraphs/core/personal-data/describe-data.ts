import { labelsIn } from '../../../access/policy/labels';
import type { Policy } from '../../../access/policy/policy';
import { declarationOf, type RecordDeclaration } from '../../../records/declaration';
import type { FieldValue } from '../../../records/kinds';
import type { RecordRegistry } from '../../../records/registry';
import type { PersonalData } from './personal-data.store';
import type { InstitutionData, PersonalRecord, PersonalValue } from './personal-data.type';

/** A record by field name; reference data lie below the field that points to them. */
interface Values {
  readonly [field: string]: FieldValue | Values | null | undefined;
}

/** Groups a person's records by the institution that wrote them, in the order of the policy, in words that they read. */
export function describeData(
  policy: Policy,
  registry: RecordRegistry,
  { rows, cut }: PersonalData,
  language: string | null,
): InstitutionData[] {
  const words = labelsIn(policy.labels, language);
  return [...policy.institutions.keys()].flatMap((institution) => {
    const own = rows.filter((row) => row.institution === institution);
    if (own.length === 0) return [];
    const records = own.map((row): PersonalRecord => {
      const declaration = registry.named(row.type)!;
      const category = declaration.category!;
      return {
        id: row.record.id,
        type: row.type,
        description: declaration.description,
        category,
        categoryLabel: words.of('categories', category),
        recordedAt: row.recordedAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
        values: valuesOf(declaration, row.record as Values),
        disputes: row.record.disputes ?? [],
        restrictedAt: row.restrictedAt?.toISOString() ?? null,
      };
    });
    return [
      {
        institution,
        institutionLabel: words.of('institutions', institution),
        isComplete: !own.some(({ type }) => cut.has(type)),
        records,
      },
    ];
  });
}

/** The values of a record in the order of its declaration; those of reference data under `field.inner`. */
function valuesOf({ fields }: RecordDeclaration, record: Values, prefix = ''): PersonalValue[] {
  return fields
    .filter(({ exposed }) => exposed)
    .flatMap(({ name, description, reference }): PersonalValue[] => {
      const value = record[name];
      if (value === null || value === undefined) return [];
      if (typeof value !== 'object') return [{ name: `${prefix}${name}`, label: description, value: String(value) }];
      return reference ? valuesOf(declarationOf(reference.target()), value, `${prefix}${name}.`) : [];
    });
}
