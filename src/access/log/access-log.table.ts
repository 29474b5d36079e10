import { defineTable } from '../../platform/postgres/define-table';
import { INNER, STAFF, exported } from '../../platform/postgres/exported-values';

/**
 * The access log (Zugriffsprotokoll): one entry for each request and person, with what was asked and on which basis it
 * was given out, never with a value. Append-only; partitioned by month so that old entries can go as a whole.
 */
export const ACCESS_ENTRY_TABLE = defineTable(
  {
    name: 'AccessEntry',
    schema: 'core',
    tableName: 'access_entry',
    columns: {
      id: { name: 'id', type: 'bigint', primary: true, generated: 'increment' },
      at: { name: 'at', type: 'timestamptz', primary: true, default: () => 'now()' },
      // The transaction that wrote the entry, for comparison with the server's own logs.
      tx: { name: 'tx', type: 'bigint', default: () => 'core.current_tx()' },
      requestId: { name: 'request_id', type: 'uuid' },
      institution: { name: 'institution', type: 'text', nullable: true },
      actor: { name: 'actor', type: 'text' },
      role: { name: 'role', type: 'text' },
      purpose: { name: 'purpose', type: 'text', nullable: true },
      event: { name: 'event', type: 'text' },
      // No foreign key: the log outlives the person's records.
      personId: { name: 'person_id', type: 'uuid', nullable: true },
      fields: { name: 'fields', type: 'text', array: true },
      asked: { name: 'asked', type: 'text', array: true },
      permitted: { name: 'permitted', type: 'jsonb' },
    },
    indices: [
      { name: 'access_entry_by_person', columns: ['personId', 'at'] },
      // Block range indices: TypeORM cannot write them, so it only keeps its hands off.
      { name: 'access_entry_by_tx', columns: ['tx'], synchronize: false },
      { name: 'access_entry_by_time', columns: ['at'], synchronize: false },
    ],
  },
  {
    moves: { staysBecause: 'is sealed; the person reads it under former ids' },
    exported: {
      key: 'accessLog',
      // Row level security shows the entries under former ids as far as they are the person's.
      where: `t.person_id = any($6::uuid || (select array_agg(split_part(f, '/', 1)::uuid) from unnest(core.former_ids()) f))`,
      order: 't.at, t.id',
      columns: {
        ...{
          at: exported.instant,
          request_id: exported.id,
          institution: exported.word.nullable(),
          role: exported.word,
          purpose: exported.word.nullable(),
        },
        ...{
          event: exported.word,
          person_id: exported.id.nullable(),
          fields: exported.texts,
          asked: exported.texts,
          permitted: exported.json,
        },
      },
      leftOut: { id: INNER, tx: INNER, actor: STAFF },
    },
  },
);

/** A link of the chain over the access log: the hashes of a closed range of entries, and the hash of the link before. */
export const ACCESS_SEAL_TABLE = defineTable({
  name: 'AccessSeal',
  schema: 'core',
  tableName: 'access_seal',
  columns: {
    seq: { name: 'seq', type: 'bigint', primary: true },
    sealedAt: { name: 'sealed_at', type: 'timestamptz', default: () => 'now()' },
    fromTx: { name: 'from_tx', type: 'bigint' },
    untilTx: { name: 'until_tx', type: 'bigint' },
    // The first links go only by transactions.
    fromId: { name: 'from_id', type: 'bigint', nullable: true },
    untilId: { name: 'until_id', type: 'bigint', nullable: true },
    // Set where the link says that a month was erased.
    cut: { name: 'cut', type: 'jsonb', nullable: true },
    entryIds: { name: 'entry_ids', type: 'bigint', array: true },
    // Both are empty where all entries are erased and a later link says so.
    entryHashes: { name: 'entry_hashes', type: 'bytea', array: true },
    // The hash of both; null in links from before there was one.
    contentHash: { name: 'content_hash', type: 'bytea', nullable: true },
    previousHash: { name: 'previous_hash', type: 'bytea' },
    hash: { name: 'hash', type: 'bytea' },
  },
  indices: [
    { name: 'access_seal_by_until_id', columns: ['untilId'] },
    { name: 'access_seal_cuts', columns: ['seq'], synchronize: false },
  ],
});

/** The range of entries that is sealed next, once everybody has ended who was writing when its end was read. One row. */
export const ACCESS_HORIZON_TABLE = defineTable({
  name: 'AccessHorizon',
  schema: 'core',
  tableName: 'access_horizon',
  columns: {
    isOnly: {
      name: 'is_only',
      type: 'boolean',
      primary: true,
      default: true,
      primaryKeyConstraintName: 'access_horizon_pk',
    },
    untilId: { name: 'until_id', type: 'bigint' },
    writers: { name: 'writers', type: 'text', array: true },
  },
});
