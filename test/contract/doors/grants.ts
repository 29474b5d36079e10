/** What the hub's role may do with a table that is no record type's, and why no more; columns in brackets where not all. */
export const GRANTS: Readonly<Record<string, readonly [grants: string, word: string]>> = {
  'core.access_entry': [
    'SELECT, INSERT (request_id, institution, actor, role, purpose, event, person_id, fields, asked, permitted)',
    "Number, moment and transaction are PostgreSQL's own word.",
  ],
  'core.access_seal': ['SELECT', 'Hashes alone; a function seals.'],
  'core.consent': ['SELECT, INSERT, UPDATE', 'Triggers keep who consents for whom to what.'],
  'core.consent_event': ['SELECT', 'Follows from the consent.'],
  'core.consent_grant': ['SELECT', 'Follows from the consent.'],
  'core.consent_receipt': ['SELECT, INSERT', 'A receipt never changes.'],
  'core.consent_scan': ['SELECT, INSERT', 'A scan never changes.'],
  'core.consent_text': [
    'SELECT, INSERT, UPDATE (reviewed_by, reviewed_at, reviewed_institution)',
    'Words never change; a function activates.',
  ],
  'core.duplicate_agreement': ['SELECT', 'The matcher writes.'],
  'core.duplicate_decision': ['SELECT', 'Follows from the pair.'],
  'core.duplicate_pair': [
    'SELECT, UPDATE (version, state, survivor, reason)',
    'Who confirmed is written by functions.',
  ],
  'core.duplicate_reviewer': ['SELECT', 'Follows from the policy.'],
  'core.idempotency_key': ['SELECT, INSERT', 'A key never changes.'],
  'core.import_run': ['SELECT, INSERT, UPDATE', 'How far an import has come; about nobody.'],
  'core.link': ['SELECT', 'Functions link.'],
  'core.pattern_finding': [
    'SELECT, INSERT, UPDATE (count, threshold, state, note, reviewed_at, reviewed_by)',
    'What was found stays; how it was reviewed can change.',
  ],
  'core.person': ['SELECT, INSERT', 'Functions merge.'],
  'core.person_alias': ['SELECT', 'Functions move.'],
  'core.person_move': ['SELECT', 'Functions move.'],
  'core.rate_limit': ['SELECT, INSERT, UPDATE', 'Counters of attempts, under hashes.'],
  'core.representation': [
    'SELECT, INSERT, UPDATE (revoked_at, revoked_by, revoke_reason)',
    'It is revoked, never exchanged.',
  ],
  'core.rights_notice': ['SELECT, UPDATE (acknowledged_at, acknowledged_by)', 'A function notifies.'],
  'core.rights_request': [
    'SELECT, INSERT (id, person_id, institution, kind, record_type, record_table, record_id, field, due_at), ' +
      'UPDATE (version, state, due_at, extension_reason, answered_at, answered_by, reason_code, legal_basis, answer, lift_at, outcome)',
    'Who asked for what never changes.',
  ],
  'core.rights_request_content': ['SELECT, INSERT', 'What was said never changes.'],
  'core.staff_name_mark': ['INSERT', 'A function counts; nobody reads the marks.'],
  'core.transfer': ['SELECT, INSERT', 'A transfer never changes.'],
  'core.withdrawal_task': [
    'SELECT, UPDATE (measure, legal_reason, acknowledged_at, acknowledged_by)',
    'A trigger writes tasks; their institution answers them.',
  ],
};

/** Tables that the hub's role cannot even name; functions of the owner and `migrate` use them. */
export const CLOSED_TABLES = [
  ...[
    'core.access_horizon',
    'core.announcement',
    'core.backup_taken',
    'core.booklet_code',
    'core.clock_mark',
    'core.closing',
    'core.erased_source',
  ],
  ...['core.erasure_key', 'core.match_key', 'core.match_task', 'core.person_move_row', 'core.person_table'],
];
