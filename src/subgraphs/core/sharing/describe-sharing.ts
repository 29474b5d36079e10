import { labelsIn } from '../../../access/policy/labels';
import type { InstitutionPolicy, Policy } from '../../../access/policy/policy';
import { openCells, sharingState, type OpenCell, type RecordKind } from './sharing';
import { dayColumn } from '../../../records/declaration';
import type { RecordRegistry } from '../../../records/registry';
import type { SharingFacts } from './sharing.store';
import type { InstitutionSharing, SharedData } from './sharing.type';

type Words = ReturnType<typeof labelsIn>;

/**
 * Every institution of the policy, with what it could see at this moment: also those that see nothing, which is where
 * everything begins, and those that never will.
 */
export function describeSharing(
  policy: Policy,
  registry: RecordRegistry,
  facts: SharingFacts,
  language: string | null,
): InstitutionSharing[] {
  const words = labelsIn(policy.labels, language);
  const kinds = kindsOf(registry);
  return [...policy.institutions.values()].map((institution) => {
    const open = openCells(policy, institution, facts.of(institution.id), kinds);
    return ofInstitution(policy, institution, open, words);
  });
}

function ofInstitution(
  policy: Policy,
  institution: InstitutionPolicy,
  open: readonly OpenCell[],
  words: Words,
): InstitutionSharing {
  const state = sharingState(institution, open);
  return {
    institution: institution.id,
    institutionLabel: words.of('institutions', institution.id),
    state,
    explanation: words.of('sharing', state),
    neverBecause: institution.neverReceives ?? null,
    open: open.map((cell) => ofCell(policy, cell, words)),
  };
}

function ofCell(policy: Policy, { category, purpose, permit, fields, mayLack }: OpenCell, words: Words): SharedData {
  const statute = policy.statutes.find(({ id }) => id === permit.statute);
  return {
    category,
    categoryLabel: words.of('categories', category),
    purpose,
    purposeLabel: words.of('purposes', purpose),
    basis: permit.basis,
    basisLabel: words.of('bases', permit.basis),
    consentId: permit.consentId ?? null,
    consentVersion: permit.consentVersion ?? null,
    until: permit.until === undefined ? null : new Date(permit.until).toISOString(),
    law: statute?.law ?? null,
    explanation: statute?.explanation ?? null,
    explanationDe: statute?.explanationDe ?? null,
    fields: [...fields],
    mayLack,
  };
}

/** The kinds of records that a process serves, as the guard meets them. */
function kindsOf(registry: RecordRegistry): readonly RecordKind[] {
  return registry.all.flatMap((declaration) => {
    const { author, category, onPerson } = declaration;
    if (!onPerson || !category) return [];
    const hasDay = dayColumn(declaration) !== undefined;
    return [{ field: onPerson.field, category, author: author === 'EACH' ? null : author, hasDay }];
  });
}
