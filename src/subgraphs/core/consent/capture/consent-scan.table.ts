import { defineTable } from '../../../../platform/postgres/define-table';
import { ITSELF, STAFF, exported } from '../../../../platform/postgres/exported-values';
import { idColumn, personColumn } from '../../../../platform/postgres/entity-columns';

/** The scan of a form on paper, as it was signed. Never changed. */
export const CONSENT_SCAN_TABLE = defineTable(
  {
    name: 'ConsentScan',
    schema: 'core',
    tableName: 'consent_scan',
    columns: {
      id: idColumn(),
      personId: personColumn('consent_scan'),
      institution: { name: 'institution', type: 'text' },
      actor: { name: 'actor', type: 'text' },
      mediaType: { name: 'media_type', type: 'text' },
      // Bytes.
      size: { name: 'size', type: 'integer' },
      sha256: { name: 'sha256', type: 'text' },
      content: { name: 'content', type: 'bytea' },
      recordedAt: { name: 'recorded_at', type: 'timestamptz', default: () => 'now()' },
    },
    indices: [{ name: 'consent_scan_by_person', columns: ['personId'] }],
    checks: [
      { name: 'consent_scan_whole', expression: `size = length(content) and sha256 = encode(sha256(content), 'hex')` },
    ],
  },
  {
    moves: { on: ['MERGE'] },
    exported: {
      key: 'consentScans',
      order: 't.recorded_at, t.id',
      columns: {
        ...{
          id: exported.id,
          institution: exported.word,
          media_type: exported.text,
          size: exported.count,
          sha256: exported.text,
          recorded_at: exported.instant,
        },
        content: exported.file,
      },
      as: { content: `translate(encode(t.content, 'base64'), E'\\n', '')` },
      leftOut: { person_id: ITSELF, actor: STAFF },
    },
  },
);
