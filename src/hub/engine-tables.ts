import { ACCESS_ENTRY_TABLE, ACCESS_HORIZON_TABLE, ACCESS_SEAL_TABLE } from '../access/log/access-log.table';
import { IMPORT_RUN_TABLE } from '../import/import-run.table';
import { ANNOUNCEMENT_TABLE } from '../platform/live/announcement.table';
import type { Table } from '../platform/postgres/define-table';
import {
  PERSON_ALIAS_TABLE,
  PERSON_MOVE_ROW_TABLE,
  PERSON_MOVE_TABLE,
  PERSON_TABLE_TABLE,
} from '../records/move/person-move.table';
import { IDEMPOTENCY_KEY_TABLE } from '../records/write/idempotency.table';
import { BACKUP_TAKEN_TABLE } from './backup/backup-taken.table';
import { CLOSING_TABLE } from './backup/closing.table';

/** Tables of what is no feature: the access log, moves, imports, backups, live events. */
export const ENGINE_TABLES: readonly Table[] = [
  ...[ACCESS_ENTRY_TABLE, ACCESS_SEAL_TABLE, ACCESS_HORIZON_TABLE],
  ...[PERSON_TABLE_TABLE, PERSON_MOVE_TABLE, PERSON_MOVE_ROW_TABLE, PERSON_ALIAS_TABLE],
  ...[IDEMPOTENCY_KEY_TABLE, IMPORT_RUN_TABLE, ANNOUNCEMENT_TABLE, BACKUP_TAKEN_TABLE, CLOSING_TABLE],
];
