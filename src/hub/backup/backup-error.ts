/** Why a backup or a restoration did not take place, and what to do about it. The codes are stable. */
const REMEDIES = {
  BACKUP_FOLDER_TAKEN: 'Name a folder that is not there yet; a backup never overwrites anything.',
  BACKUP_NOT_WRITABLE: 'Name a folder in a directory in which you may write.',
  BACKUP_DISK_FULL: 'Make room on this disk and try again. Nothing was left behind.',
  BACKUP_ROWS_HIDDEN: 'Run "geleit migrate" as the owner of the tables, which opens them to a backup, and try again.',
  BACKUP_NOT_READABLE: 'Name the folder of a whole backup, whose manifest.json you may read.',
  BACKUP_DAMAGED: 'Use another copy of this backup, or an earlier backup. Nothing was restored.',
  BACKUP_OF_OTHER_VERSION:
    'Restore it with the version of Geleit that made it, and then run "geleit migrate" with this one.',
  DATABASE_NOT_EMPTY: 'Create a new, empty database and name it in DATABASE_URL.',
  RESTORATION_RUNNING: 'Wait until the other restoration into this database has ended.',
  RESTORATION_DIFFERS: 'Nothing was restored. Use another copy of this backup, and tell the makers of Geleit.',
  JOURNAL_NOT_READABLE: 'Name the files of the journal, or the folder of DECISION_JOURNAL, as the hub wrote them.',
  JOURNAL_NOT_APPLIED: 'Nothing of the journal was applied, and the hub stays shut out. Tell the makers of Geleit.',
  NOTHING_TO_FINISH: 'Name the folder of a backup: geleit restore <folder>.',
} as const;
export type BackupErrorCode = keyof typeof REMEDIES;

/** The message is for the operator: folder, tables and numbers, no value of a row. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupErrorCode,
    problem: string,
  ) {
    super(`${problem} ${REMEDIES[code]} (${code})`);
    this.name = 'BackupError';
  }
}

/** A hub cannot serve before a restoration has come to its end: what was withdrawn after the backup would be open again. */
export class RestorationError extends Error {
  constructor() {
    super(
      'A backup was restored into this database, and what was decided after it is not there yet: "geleit restore --help" says how ' +
        'to finish. (RESTORATION_UNFINISHED)',
    );
    this.name = 'RestorationError';
  }
}
