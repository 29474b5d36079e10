import { z } from 'zod';

const id = z.uuid();
const text = z.string();
const word = z.string();
const texts = z.array(z.string());
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const count = z.int();
const flag = z.boolean();
const json = z.json();

/** A table about persons besides those of the record types, with what of it the export has. */
export interface ExportedTable {
  /** Property of the document. */
  readonly key: string;
  readonly table: string;
  /** SQL of the condition on `t` that selects the person `$6`. Default: the column `person_id`. */
  readonly where?: string;
  /** SQL of the order, on `t`. */
  readonly order: string;
  readonly columns: Readonly<Record<string, z.ZodType>>;
  /** SQL of columns that are not given out as they are. */
  readonly as?: Readonly<Record<string, string>>;
  /** Columns that are not in the export, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
}

const STAFF = 'names a member of staff, who is a third person; the institution is told (Art. 15(1)(c) and (4) GDPR)';
const ITSELF = 'is the person, whose export it is';
const INNER = 'serves only the hub and tells nothing';

/** Names of third persons in a consent. */
const OF_OTHERS = ['captured_by_actor', 'checked_by_actor', 'interpreter', 'guardian', 'agreed_guardian'] as const;

export const EXPORTED_TABLES: readonly ExportedTable[] = [
  {
    key: 'registered',
    table: 'core.person',
    where: 't.id = $6::uuid',
    order: 't.id',
    columns: { id, created_by: word, created_at: instant, merged_into: id.nullable() },
    leftOut: {},
  },
  {
    key: 'consents',
    table: 'core.consent',
    order: 't.recorded_at, t.id',
    columns: {
      ...{ id, version: count, state: word, recipients: texts, categories: texts, purposes: texts },
      ...{ given_at: instant.nullable(), valid_from: instant, valid_until: instant, ended_at: instant.nullable() },
      ...{ captured_by: word.nullable(), consent_number: text.nullable(), language: word.nullable() },
      ...{
        recorded_at: instant,
        updated_at: instant,
        text_ids: z.array(id),
        exceptions: json,
        excepts_from: instant.nullable(),
        withdrawn: json,
      },
      ...{ data_from: day.nullable(), data_until: day.nullable(), erase_by: day.nullable() },
      ...{ requested_by: word.nullable(), requested_at: instant.nullable(), request_reason: text.nullable() },
      ...{ channel: word, checked_at: instant.nullable(), scan_id: id.nullable(), given_by: word },
      ...{
        secrecy_release: flag,
        end_reason: text.nullable(),
        represented_until: instant.nullable(),
        agreed_until: instant.nullable(),
      },
      ...{ agreed_by_person_at: instant.nullable(), agreed_by_guardian_at: instant.nullable() },
    },
    leftOut: {
      person_id: ITSELF,
      captured_by_actor: STAFF,
      checked_by_actor: STAFF,
      interpreter: 'names a third person',
      guardian: 'names a third person',
      agreed_guardian: 'names a third person',
    },
  },
  {
    key: 'consentHistory',
    table: 'core.consent_event',
    order: 't.consent_id, t.version',
    columns: {
      ...{ consent_id: id, version: count, state_before: word.nullable(), state_after: word, at: instant },
      ...{ institution: word.nullable(), snapshot: json },
    },
    as: { snapshot: `t.snapshot - '{${OF_OTHERS.join(',')}}'::text[]` },
    leftOut: { person_id: ITSELF, actor: STAFF },
  },
  {
    key: 'representations',
    table: 'core.representation',
    order: 't.recorded_at, t.id',
    columns: {
      ...{ id, kind: word, document: word, institution: word, recorded_at: instant, valid_until: instant },
      ...{ revoked_at: instant.nullable(), revoke_reason: text.nullable() },
    },
    leftOut: {
      person_id: ITSELF,
      guardian: 'names a third person',
      guardian_name: 'names a third person',
      actor: STAFF,
      revoked_by: STAFF,
    },
  },
  {
    key: 'receipts',
    table: 'core.consent_receipt',
    order: 't.issued_at, t.id',
    columns: { id, consent_id: id, version: count, state: word, issued_at: instant, key_id: text, jws: text },
    leftOut: { person_id: ITSELF },
  },
  {
    key: 'consentScans',
    table: 'core.consent_scan',
    order: 't.recorded_at, t.id',
    columns: {
      ...{ id, institution: word, media_type: text, size: count, sha256: text, recorded_at: instant },
      content: z.string().meta({ contentEncoding: 'base64' }),
    },
    as: { content: `translate(encode(t.content, 'base64'), E'\\n', '')` },
    leftOut: { person_id: ITSELF, actor: STAFF },
  },
  {
    key: 'withdrawalTasks',
    table: 'core.withdrawal_task',
    order: 't.created_at, t.id',
    columns: {
      ...{ id, consent_id: id, consent_version: count, institution: word, categories: texts, purposes: texts },
      ...{ first_received_at: instant, last_received_at: instant, created_at: instant, due_at: instant },
      ...{ cause: word, measure: word.nullable(), legal_reason: text.nullable(), acknowledged_at: instant.nullable() },
    },
    leftOut: { person_id: ITSELF, acknowledged_by: STAFF, due_announced_at: INNER },
  },
  {
    key: 'transfers',
    table: 'core.transfer',
    order: 't.transferred_at, t.id',
    columns: {
      ...{ id, consent_id: id, recipient: word, categories: texts, institution: word.nullable() },
      ...{ law: text, notice: text, notice_de: text, transferred_at: instant },
    },
    leftOut: { person_id: ITSELF, actor: STAFF },
  },
  {
    key: 'rightsRequests',
    table: 'core.rights_request',
    order: 't.created_at, t.id',
    columns: {
      ...{ id, version: count, institution: word, kind: word, state: word, record_type: word.nullable() },
      ...{ record_id: id.nullable(), field: word.nullable(), created_at: instant, due_at: instant },
      ...{ extension_reason: text.nullable(), answered_at: instant.nullable(), reason_code: word.nullable() },
      ...{
        legal_basis: text.nullable(),
        answer: text.nullable(),
        lift_at: instant.nullable(),
        outcome: json.nullable(),
      },
    },
    leftOut: { person_id: ITSELF, record_table: INNER, answered_by: STAFF },
  },
  {
    key: 'rightsRequestContents',
    table: 'core.rights_request_content',
    order: 't.request_id',
    columns: { request_id: id, words: text.nullable(), proposed_value: text.nullable() },
    leftOut: { person_id: ITSELF, institution: 'stands in the request' },
  },
  {
    key: 'rightsNotices',
    table: 'core.rights_notice',
    order: 't.created_at, t.id',
    columns: {
      ...{ id, request_id: id, institution: word, kind: word, author: word, record_type: word, field: word.nullable() },
      ...{
        first_received_at: instant,
        last_received_at: instant,
        created_at: instant,
        acknowledged_at: instant.nullable(),
      },
    },
    leftOut: { person_id: ITSELF, acknowledged_by: STAFF },
  },
  {
    key: 'links',
    table: 'core.link',
    order: 't.requested_at, t.id',
    columns: {
      ...{ id, institution: word, state: word, way: word, booklet_id: id.nullable(), booklet_number: text.nullable() },
      ...{ file_number: text, requested_at: instant, expires_at: instant.nullable(), confirmation: word.nullable() },
      ...{ document_check: word.nullable(), confirmed_at: instant.nullable(), move_id: id.nullable() },
      ...{ ended_at: instant.nullable(), ended_by_institution: word.nullable() },
    },
    leftOut: { person_id: ITSELF, requested_by: STAFF, confirmed_by: STAFF, ended_by: STAFF },
  },
  {
    key: 'moves',
    table: 'core.person_move',
    where: 't.to_person = $6::uuid',
    order: 't.at, t.id',
    columns: {
      ...{ id, kind: word, from_person: id, to_person: id, institution: word.nullable() },
      ...{ actor_institution: word.nullable(), at: instant, undone_by: id.nullable() },
    },
    leftOut: { actor: STAFF },
  },
  {
    key: 'formerIds',
    table: 'core.person_alias',
    order: 't.since, t.former_id',
    columns: { former_id: id, institution: word.nullable(), since: instant, ended_at: instant.nullable() },
    leftOut: { person_id: ITSELF, move_id: 'stands in the move' },
  },
  {
    key: 'accessLog',
    table: 'core.access_entry',
    // Row level security shows the entries under former ids as far as they are the person's.
    where: `t.person_id = any($6::uuid || (select array_agg(split_part(f, '/', 1)::uuid) from unnest(core.former_ids()) f))`,
    order: 't.at, t.id',
    columns: {
      ...{ at: instant, request_id: id, institution: word.nullable(), role: word, purpose: word.nullable() },
      ...{ event: word, person_id: id.nullable(), fields: texts, asked: texts, permitted: json },
    },
    leftOut: { id: INNER, tx: INNER, actor: STAFF },
  },
];

/** Tables about persons that are not in the export, with the reason. */
export const LEFT_OUT_TABLES: Readonly<Record<string, string>> = {
  'core.consent_grant': 'is compiled from the consents and tells nothing that they do not',
  'core.match_key': 'is derived from the identity, to find who was registered twice',
  'core.match_task': INNER,
  'core.duplicate_agreement': 'tells of another person, as the pair does',
  'core.duplicate_pair': 'tells of another person; what came of it is in the moves',
};

/** Fields of reference data that are not in the export, with the reason. */
export const LEFT_OUT_FIELDS: Readonly<Record<string, string>> = {
  'ContactPerson.code': STAFF,
  'ContactPerson.displayName': STAFF,
  'ContactPerson.phone': STAFF,
  'ContactPerson.email': STAFF,
};
