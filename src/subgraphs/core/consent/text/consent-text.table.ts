import { defineTable } from '../../../../platform/postgres/define-table';
import { idColumn } from '../../../../platform/postgres/entity-columns';

/** What a person reads before they consent, for one purpose in one language. Its words never change under its version. */
export const CONSENT_TEXT_TABLE = defineTable({
  name: 'ConsentText',
  schema: 'core',
  tableName: 'consent_text',
  columns: {
    id: idColumn(),
    purpose: { name: 'purpose', type: 'text' },
    language: { name: 'language', type: 'text' },
    version: { name: 'version', type: 'integer' },
    // EDITORIAL or MATERIAL: whether consents to older versions go on.
    change: { name: 'change', type: 'text' },
    title: { name: 'title', type: 'text' },
    body: { name: 'body', type: 'text' },
    ifRefused: { name: 'if_refused', type: 'text' },
    rights: { name: 'rights', type: 'text' },
    hash: { name: 'hash', type: 'text' },
    // Hash of the German text that this one translates; null for German itself.
    bindingHash: { name: 'binding_hash', type: 'text', nullable: true },
    // DRAFT, ACTIVE or RETIRED.
    state: { name: 'state', type: 'text', default: 'DRAFT' },
    author: { name: 'author', type: 'text' },
    // Null where it was written before anybody noted whose it was: then nobody can review it.
    authorInstitution: { name: 'author_institution', type: 'text', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
    reviewedBy: { name: 'reviewed_by', type: 'text', nullable: true },
    reviewedInstitution: { name: 'reviewed_institution', type: 'text', nullable: true },
    reviewedAt: { name: 'reviewed_at', type: 'timestamptz', nullable: true },
    activatedAt: { name: 'activated_at', type: 'timestamptz', nullable: true },
    retiredAt: { name: 'retired_at', type: 'timestamptz', nullable: true },
  },
  uniques: [{ name: 'consent_text_natural_key', columns: ['purpose', 'language', 'version'] }],
  checks: [
    { name: 'consent_text_reviewed', expression: `state = 'DRAFT' or reviewed_at is not null` },
    { name: 'consent_text_four_eyes', expression: 'reviewed_by <> author' },
    {
      name: 'consent_text_two_institutions',
      expression: `(reviewed_at is null or (state <> 'DRAFT' and author_institution is null)
        or (reviewed_by is not null and coalesce(reviewed_institution <> author_institution, false)))`,
    },
  ],
});
