import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What they look at is all in their arguments, is open to the hub's role, or they run as the owner anyway. */
const TRIGGERS_OF_THE_CALLER = [
  'consent_text_in_force()',
  'rights_request_changed()',
  'rights_request_moved()',
  'seal_collapses()',
];

/** Whoever may call them is the owner already, or a function that runs as the owner. */
const OF_THE_OWNER = [
  ...['access_log_lived', 'add_end_tasks', 'add_withdrawal_tasks', 'begin_matching', 'begin_move'],
  ...['birth_days', 'caller_still_is', 'comes_of_age', 'compile_consent', 'complete_link'],
  ...['confirm_side', 'consent_represented_until', 'current_person', 'described', 'end_at_split'],
  ...['end_move', 'ended_consents', 'erasable_request', 'erased_mark', 'except_for_both'],
  ...['has_records', 'imports_persons', 'is_confirmed', 'is_former', 'is_own_house'],
  ...['leads_through', 'mark_erased', 'merged_ids', 'move_person', 'move_row'],
  ...['moves_into', 'note_sides', 'represents', 'sides_of', 'sides_of_event'],
  ...['sides_of_house', 'sides_of_link', 'split_consent', 'split_links', 'split_meanwhile'],
  ...['split_requests', 'take_lifts_back', 'take_link_back', 'undo_move'],
];

/** Only functions of the owner call them. */
const NOT_CALLED_BY_THE_HUB = [
  'consent_category(text)',
  'consent_covers(core.consent, text, text, text)',
  'consent_said(core.consent)',
  'is_withdrawn(core.consent)',
  'lift(jsonb, text[])',
  'withdrawn_part(text[], text[], text[], timestamptz)',
];

/** Beside these there is one on the same table, named owner_all or owner_select, that opens as much. */
const REDUNDANT = [
  ['compiler_lock', 'core.consent'],
  ['compiler_select', 'core.consent'],
  ['geleit_match', 'core.person'],
  ...['consent', 'link', 'rights_notice', 'rights_request', 'withdrawal_task'].map((table) => [
    'geleit_move',
    `core.${table}`,
  ]),
] as const;

const MATCHING = `current_setting('geleit.matching', true) = 'on'`;

/** Each function and policy has the rights that it needs, and no more. */
export class LeastPrivilege1795392648002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // An institution sees its own links: whether one of them has ended it finds out with its own rights.
    for (const name of ['ended_link_before(uuid, boolean)', ...TRIGGERS_OF_THE_CALLER, ...OF_THE_OWNER]) {
      await runner.query(`alter function core.${name} security invoker`);
    }
    for (const name of NOT_CALLED_BY_THE_HUB) {
      await runner.query(`revoke execute on function core.${name} from geleit_app`);
    }
    for (const [policy, table] of REDUNDANT) await runner.query(`drop policy if exists ${policy} on ${table}`);
    for (const [table, command] of [
      ['contact', 'select'],
      ['identity', 'update'],
    ] as const) {
      await runner.query(`drop policy geleit_match on core.${table}`);
      await runner.query(
        `create policy geleit_match on core.${table} for ${command} to current_user using (${MATCHING})`,
      );
    }
  }

  /** What opens tables to moves `migrate` puts back by itself. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['contact', 'identity']) {
      await runner.query(`drop policy geleit_match on core.${table}`);
      await runner.query(
        `create policy geleit_match on core.${table} to current_user using (${MATCHING}) with check (${MATCHING})`,
      );
    }
    await runner.query('create policy compiler_lock on core.consent for update to current_user using (true)');
    await runner.query('create policy compiler_select on core.consent for select to current_user using (true)');
    await runner.query(`create policy geleit_match on core.person for select to current_user using (${MATCHING})`);
    for (const name of NOT_CALLED_BY_THE_HUB) {
      await runner.query(`grant execute on function core.${name} to geleit_app`);
    }
    for (const name of ['ended_link_before(uuid, boolean)', ...TRIGGERS_OF_THE_CALLER, ...OF_THE_OWNER]) {
      await runner.query(`alter function core.${name} security definer`);
    }
  }
}
