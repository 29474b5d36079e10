import { PURPOSES, type Category, type InstitutionId, type Purpose } from '../vocabulary';
import { markdownTable } from './markdown-table';
import { needsTransfer } from './authorship';
import type { CategoryPolicy, ImportRule, InstitutionPolicy, Policy, StatutePolicy } from './policy';

/** A field of the schema as the printed policy shows it. */
export interface PolicyField {
  readonly type: string;
  readonly field: string;
  /** Null where the field is open to everybody who may use the hub. */
  readonly category: Category | null;
  /** Why a field without category is open. */
  readonly openReason?: string;
  /** The only institution that writes such records; absent where every institution may. */
  readonly owner?: InstitutionId;
}

const HOW_TO_READ = `Generated from the policy file and the schema; do not edit. A cell lists the purposes for which the person **may** consent
to disclosure to that institution, and nothing is disclosed without that consent.

- \`-\`: never, even with consent.
- \`own\`: what the institution wrote itself, and nothing else; needs no consent, is bound to the own roles of the category.
- \`§\` after a purpose: allowed by a statute without consent, under the condition listed at the end.
- \`open\`: reference data without relation to a person.

The institution that wrote a record always sees it through its "own roles". The person sees everything about themself
(Art. 15 GDPR).`;

/**
 * Prints the policy for people who have to approve it: institutions, purposes, roles, the matrix of categories, then
 * every field of the schema by institution and purpose, the statutes and the legal sources.
 * @returns Markdown, the same for the same policy and fields in the same order
 */
export function printPolicy(policy: Policy, fields: readonly PolicyField[]): string {
  const parts = [
    `# Policy of ${policy.municipality}`,
    HOW_TO_READ,
    '## Institutions',
    printInstitutions(policy),
    '## Purposes',
    printPurposes(policy),
    '## Roles',
    printRoles(policy),
    '## Categories',
    printCategories(policy),
    '## Fields',
    printFields(policy, fields),
    '## Transfers',
    printTransfers(policy),
    '## Disclosures by statute',
    printStatutes(policy),
    '## Imports',
    IMPORTS[policy.import.changedInHub],
    '## Legal sources',
    markdownTable([
      ['law', 'about', 'German'],
      ...policy.sources.map(({ law, about, aboutDe }) => [law, about, aboutDe]),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function printInstitutions(policy: Policy): string {
  const rows = [...policy.institutions.values()].map((institution) => [
    institution.id,
    institution.name,
    institution.nameDe,
    institution.neverReceives === undefined ? codes(institution.purposes) : '-',
    institution.retrieval ? 'yes' : 'no',
    remarkOn(institution),
  ]);
  const head = ['institution', 'name', 'German', 'may state', 'automated retrieval (section 79 SGB X)', 'remark'];
  return markdownTable([head, ...rows]);
}

function remarkOn({ neverReceives, secrecy }: InstitutionPolicy): string {
  if (neverReceives !== undefined) return `never receives anything: ${neverReceives}`;
  return secrecy === undefined ? '' : `professional secrecy (${secrecy}): what it wrote needs consent and release`;
}

/** What institutions without automated retrieval see of others, and what they are told. */
function printTransfers(policy: Policy): string {
  const served = [...policy.institutions.values()].filter(
    ({ retrieval, neverReceives }) => !retrieval && neverReceives === undefined,
  );
  const rows = served.map(({ id }) => [
    id,
    needsTransfer(policy, id) ? 'after each transfer that is made' : "by the person's consent, a standing transfer",
  ]);
  const table = markdownTable([['recipient without automated retrieval', 'sees what others wrote'], ...rows]);
  const { transfers } = policy;
  return transfers ? `${table}\n\n${transfers.law}: ${transfers.notice}\n\n${transfers.noticeDe}` : table;
}

function printPurposes(policy: Policy): string {
  const rows = [...policy.purposes.values()].map(({ id, label, labelDe, reaches }) => [
    PURPOSES[id],
    id,
    label,
    labelDe,
    reaches === 'RECORDS' ? 'records' : 'figures only',
  ]);
  return markdownTable([['code', 'x-purpose', 'purpose', 'German', 'reaches'], ...rows]);
}

const REACHES = {
  CONTENT: 'records, within the decision',
  FIGURES: 'figures only',
  METADATA: 'policy, consents and access log without content',
  NOTHING: 'no person at all',
  SELF: 'everything about themself',
  REPRESENTED: 'everything about a minor whom they represent, save what is under professional secrecy',
} as const;

function printRoles(policy: Policy): string {
  const rows = [...policy.roles.values()].map(({ id, label, labelDe, reaches, purposes }) => [
    id,
    label,
    labelDe,
    REACHES[reaches],
    codes(purposes),
  ]);
  return markdownTable([['role', 'name', 'German', 'sees', 'may state'], ...rows]);
}

function printCategories(policy: Policy): string {
  const rows = [...policy.categories.values()].map((category) => [
    category.id,
    category.label,
    category.labelDe,
    category.consentCategory,
    ...[...policy.institutions.keys()].map((id) => cell(policy, category, id)),
    [...category.ownRoles].join(', ') || '-',
    category.secrecy ?? '',
  ]);
  const head = ['category', 'name', 'German', 'a consent names', ...policy.institutions.keys(), 'own roles', 'secrecy'];
  return markdownTable([head, ...rows]);
}

function printFields(policy: Policy, fields: readonly PolicyField[]): string {
  const institutions = [...policy.institutions.keys()];
  const rows = fields.map((field) => {
    const category = field.category === null ? undefined : policy.categories.get(field.category);
    const name = `${field.type}.${field.field}`;
    if (field.category === null) return [name, '', ...institutions.map(() => 'open'), field.openReason ?? ''];
    const cells = institutions.map((id) => (category ? fieldCell(policy, category, id, field.owner) : '-'));
    return [name, field.category, ...cells, category?.secrecy ?? ''];
  });
  return markdownTable([['field', 'category', ...institutions, 'remark'], ...rows]);
}

function fieldCell(policy: Policy, category: CategoryPolicy, id: InstitutionId, owner?: InstitutionId): string {
  if (policy.institutions.get(id)?.neverReceives !== undefined) return '-';
  const isOwnOnly = owner === undefined && category.ceiling.size === 0;
  return owner === id || isOwnOnly ? 'own' : cell(policy, category, id);
}

function cell(policy: Policy, category: CategoryPolicy, id: InstitutionId): string {
  const byStatute = new Set(
    policy.statutes.filter((s) => s.category === category.id && s.recipient === id).map(({ purpose }) => purpose),
  );
  return codes(new Set([...(category.ceiling.get(id) ?? []), ...byStatute]), byStatute);
}

/** Purposes in the order of the vocabulary, so that two cells can be compared at a glance. */
function codes(purposes: ReadonlySet<Purpose>, byStatute: ReadonlySet<Purpose> = new Set()): string {
  const inOrder = (Object.keys(PURPOSES) as Purpose[]).filter((purpose) => purposes.has(purpose));
  return inOrder.map((purpose) => PURPOSES[purpose] + (byStatute.has(purpose) ? '§' : '')).join(' ') || '-';
}

const IMPORTS: Readonly<Record<ImportRule, string>> = {
  HUB_WINS: `Where a file of an institution differs from what was decided or changed in the hub, the hub wins (\`HUB_WINS\`).`,
  FILE_WINS: `Where a file of an institution differs from what its staff changed in the hub, the file wins, unless it was exported
before the change (\`FILE_WINS\`). What a person decided wins in any case.`,
};

function printStatutes(policy: Policy): string {
  if (policy.statutes.length === 0) return 'None.';
  const rows = policy.statutes.map((statute) => [
    statute.law,
    statute.category,
    statute.recipient,
    PURPOSES[statute.purpose],
    `the person has a ${statute.whereRecipientHas} there, ${livingWords(statute)}`,
    statute.explanation,
    statute.explanationDe,
  ]);
  const head = ['law', 'category', 'recipient', 'purpose', 'condition', 'what the person is told', 'German'];
  return markdownTable([head, ...rows]);
}

/** Which of the recipient's records count. */
function livingWords({ whileLiving: { field, states, from, until } }: StatutePolicy): string {
  return `with ${field} ${states.join(' or ')}, from ${from} until the day before ${until}`;
}
