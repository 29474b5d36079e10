import { defineTable } from '../../../../platform/postgres/define-table';
import { ITSELF, STAFF, THIRD_PERSON, exported } from '../../../../platform/postgres/exported-values';
import { idColumn, personColumn } from '../../../../platform/postgres/entity-columns';

/** Names of third persons in a consent. */
const OF_OTHERS = ['captured_by_actor', 'checked_by_actor', 'interpreter', 'guardian', 'agreed_guardian'] as const;

/** A consent (Einwilligung, Art. 4 No. 11 GDPR) in its current state; how it came there is in its events. */
export const CONSENT_TABLE = defineTable(
  {
    name: 'Consent',
    schema: 'core',
    tableName: 'consent',
    columns: {
      id: idColumn(),
      personId: personColumn('consent'),
      version: { name: 'version', type: 'integer', default: 1 },
      state: { name: 'state', type: 'text' },
      recipients: { name: 'recipients', type: 'text', array: true },
      categories: { name: 'categories', type: 'text', array: true },
      purposes: { name: 'purposes', type: 'text', array: true },
      givenAt: { name: 'given_at', type: 'timestamptz', nullable: true },
      validFrom: { name: 'valid_from', type: 'timestamptz' },
      validUntil: { name: 'valid_until', type: 'timestamptz' },
      endedAt: { name: 'ended_at', type: 'timestamptz', nullable: true },
      capturedBy: { name: 'captured_by', type: 'text', nullable: true },
      consentNumber: { name: 'consent_number', type: 'text', nullable: true },
      language: { name: 'language', type: 'text', nullable: true },
      // The wordings that the person has read, one for each purpose.
      textIds: { name: 'text_ids', type: 'uuid', array: true, default: '{}' },
      // List of {recipients?, categories?, purposes?, liftedFor?}: each is subtracted from all the person's consents.
      exceptions: { name: 'exceptions', type: 'jsonb', default: '[]' },
      // List of {recipients, categories, purposes, at}: what the person took back of it, here or by another consent.
      withdrawn: { name: 'withdrawn', type: 'jsonb', default: '[]' },
      // From when they hold: from the first giving on, and beyond the end of the consent. A trigger sets it.
      exceptsFrom: { name: 'excepts_from', type: 'timestamptz', nullable: true },
      // The period of the data that the consent covers, both days included; not the period in which it holds.
      dataFrom: { name: 'data_from', type: 'date', nullable: true },
      dataUntil: { name: 'data_until', type: 'date', nullable: true },
      // Until then the recipients have to erase what they took over.
      eraseBy: { name: 'erase_by', type: 'date', nullable: true },
      requestedBy: { name: 'requested_by', type: 'text', nullable: true },
      requestedAt: { name: 'requested_at', type: 'timestamptz', nullable: true },
      requestReason: { name: 'request_reason', type: 'text', nullable: true },
      // PORTAL, ASSISTED or PAPER.
      channel: { name: 'channel', type: 'text', default: 'PORTAL' },
      capturedByActor: { name: 'captured_by_actor', type: 'text', nullable: true },
      interpreter: { name: 'interpreter', type: 'text', nullable: true },
      // The second member of staff, who has compared the capture with the paper (four eyes).
      checkedByActor: { name: 'checked_by_actor', type: 'text', nullable: true },
      checkedAt: { name: 'checked_at', type: 'timestamptz', nullable: true },
      scanId: {
        name: 'scan_id',
        type: 'uuid',
        nullable: true,
        foreignKey: { target: 'ConsentScan', inverseSide: 'id', name: 'consent_scan_fk' },
      },
      // PERSON, GUARDIAN or PERSON_AND_GUARDIAN.
      givenBy: { name: 'given_by', type: 'text', default: 'PERSON' },
      // Name of the guardian (gesetzlicher Vertreter, section 1629 BGB) as on the form.
      guardian: { name: 'guardian', type: 'text', nullable: true },
      // When the first or the second of two agreed, each at a screen of their own.
      agreedByPersonAt: { name: 'agreed_by_person_at', type: 'timestamptz', nullable: true },
      agreedByGuardianAt: { name: 'agreed_by_guardian_at', type: 'timestamptz', nullable: true },
      agreedGuardian: { name: 'agreed_guardian', type: 'uuid', nullable: true },
      // What was agreed, where the 18th birthday ends it before: this is told to institutions, by `valid_until` is decided.
      agreedUntil: { name: 'agreed_until', type: 'timestamptz', nullable: true },
      // The 18th birthday, if the person was a minor at the giving: `valid_until` never lies behind it. A trigger sets it.
      representedUntil: { name: 'represented_until', type: 'timestamptz', nullable: true },
      // Release from professional secrecy (Schweigepflichtentbindung, section 203 StGB).
      secrecyRelease: { name: 'secrecy_release', type: 'boolean', default: false },
      endReason: { name: 'end_reason', type: 'text', nullable: true },
      recordedAt: { name: 'recorded_at', type: 'timestamptz', default: () => 'now()' },
      updatedAt: { name: 'updated_at', type: 'timestamptz', default: () => 'now()' },
    },
    uniques: [{ name: 'consent_natural_key', columns: ['capturedBy', 'consentNumber'] }],
    indices: [
      { name: 'consent_by_person', columns: ['personId', 'recordedAt'] },
      { name: 'consent_by_time', columns: ['recordedAt', 'id'] },
      // Partial indices: TypeORM cannot compare their conditions, so it only keeps its hands off.
      { name: 'consent_with_exceptions', columns: ['personId'], synchronize: false },
      { name: 'consent_by_end', columns: ['validUntil'], synchronize: false },
      { name: 'consent_by_erasure', columns: ['eraseBy'], synchronize: false },
    ],
  },
  {
    moves: { on: ['MERGE'] },
    exported: {
      key: 'consents',
      order: 't.recorded_at, t.id',
      columns: {
        ...{
          id: exported.id,
          version: exported.count,
          state: exported.word,
          recipients: exported.texts,
          categories: exported.texts,
          purposes: exported.texts,
        },
        ...{
          given_at: exported.instant.nullable(),
          valid_from: exported.instant,
          valid_until: exported.instant,
          ended_at: exported.instant.nullable(),
        },
        ...{
          captured_by: exported.word.nullable(),
          consent_number: exported.text.nullable(),
          language: exported.word.nullable(),
        },
        ...{
          recorded_at: exported.instant,
          updated_at: exported.instant,
          text_ids: exported.id.array(),
          exceptions: exported.json,
          excepts_from: exported.instant.nullable(),
          withdrawn: exported.json,
        },
        ...{
          data_from: exported.day.nullable(),
          data_until: exported.day.nullable(),
          erase_by: exported.day.nullable(),
        },
        ...{
          requested_by: exported.word.nullable(),
          requested_at: exported.instant.nullable(),
          request_reason: exported.text.nullable(),
        },
        ...{
          channel: exported.word,
          checked_at: exported.instant.nullable(),
          scan_id: exported.id.nullable(),
          given_by: exported.word,
        },
        ...{
          secrecy_release: exported.flag,
          end_reason: exported.text.nullable(),
          represented_until: exported.instant.nullable(),
          agreed_until: exported.instant.nullable(),
        },
        ...{ agreed_by_person_at: exported.instant.nullable(), agreed_by_guardian_at: exported.instant.nullable() },
      },
      leftOut: {
        person_id: ITSELF,
        captured_by_actor: STAFF,
        checked_by_actor: STAFF,
        interpreter: THIRD_PERSON,
        guardian: THIRD_PERSON,
        agreed_guardian: THIRD_PERSON,
      },
    },
  },
);

/** What happened to a consent, when, by whom. Append-only; a trigger writes it. */
export const CONSENT_EVENT_TABLE = defineTable(
  {
    name: 'ConsentEvent',
    schema: 'core',
    tableName: 'consent_event',
    columns: {
      consentId: { name: 'consent_id', type: 'uuid', primary: true },
      version: { name: 'version', type: 'integer', primary: true },
      personId: { name: 'person_id', type: 'uuid' },
      stateBefore: { name: 'state_before', type: 'text', nullable: true },
      stateAfter: { name: 'state_after', type: 'text' },
      at: { name: 'at', type: 'timestamptz', default: () => 'now()' },
      actor: { name: 'actor', type: 'text' },
      institution: { name: 'institution', type: 'text', nullable: true },
      // The whole consent as it was from then on: what was known on any day can be told.
      snapshot: { name: 'snapshot', type: 'jsonb' },
    },
    indices: [
      { name: 'consent_event_by_person', columns: ['personId', 'at'] },
      // Block range index: TypeORM cannot write it, so it only keeps its hands off.
      { name: 'consent_event_by_time', columns: ['at'], synchronize: false },
    ],
  },
  {
    moves: { staysBecause: 'tells what was true at its time' },
    exported: {
      key: 'consentHistory',
      order: 't.consent_id, t.version',
      columns: {
        ...{
          consent_id: exported.id,
          version: exported.count,
          state_before: exported.word.nullable(),
          state_after: exported.word,
          at: exported.instant,
        },
        ...{ institution: exported.word.nullable(), snapshot: exported.json },
      },
      as: { snapshot: `t.snapshot - '{${OF_OTHERS.join(',')}}'::text[]` },
      leftOut: { person_id: ITSELF, actor: STAFF },
    },
  },
);

/**
 * The consents, compiled: one row for each person, recipient, purpose and category that a living consent names. The
 * look-ahead statement and row level security probe it; only a trigger of `core.consent` writes it.
 */
export const CONSENT_GRANT_TABLE = defineTable(
  {
    name: 'ConsentGrant',
    schema: 'core',
    tableName: 'consent_grant',
    columns: {
      personId: { name: 'person_id', type: 'uuid', primary: true },
      recipient: { name: 'recipient', type: 'text', primary: true },
      purpose: { name: 'purpose', type: 'text', primary: true },
      category: { name: 'category', type: 'text', primary: true },
      consentId: { name: 'consent_id', type: 'uuid', primary: true },
      consentVersion: { name: 'consent_version', type: 'integer' },
      // An exception can cut a grant in two: then a cell of a consent has more than one row.
      validFrom: { name: 'valid_from', type: 'timestamptz', primary: true },
      validUntil: { name: 'valid_until', type: 'timestamptz' },
      // As in Consent; null also where something else than the consent's own end ends it.
      agreedUntil: { name: 'agreed_until', type: 'timestamptz', nullable: true },
      ended: { name: 'ended', type: 'text', nullable: true },
      dataFrom: { name: 'data_from', type: 'date', nullable: true },
      dataUntil: { name: 'data_until', type: 'date', nullable: true },
      // The person has handed the data over to a recipient that may retrieve none (section 79 SGB X).
      released: { name: 'released', type: 'boolean', default: true },
      // Institutions that have transferred to it what they wrote.
      releasedBy: { name: 'released_by', type: 'text', array: true, default: '{}' },
      secrecyReleased: { name: 'secrecy_released', type: 'boolean', default: false },
    },
    indices: [
      // From the recipient's side: whom the institution knows through a consent.
      { name: 'consent_grant_by_recipient', columns: ['recipient', 'personId'] },
      { name: 'consent_grant_by_consent', columns: ['consentId'] },
    ],
  },
  {
    moves: { staysBecause: 'is compiled anew from the consent that moves' },
    exported: { leftOutBecause: 'is compiled from the consents and tells nothing that they do not' },
  },
);
