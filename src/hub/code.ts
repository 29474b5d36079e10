import { taskPeriodSql } from '../subgraphs/core/consent/task/task-period';
import type { Policy } from '../access/policy/policy';
import { erasedRememberedSql } from '../subgraphs/core/rights/erased-remembered';
import { codeFiles } from '../platform/postgres/code/code-files';
import { codeObject, type CodeObject } from '../platform/postgres/code/code-object';
import { movingCode } from '../records/move/person-tables';
import { closingTriggers } from './backup/note-closings';
import { REGISTRY } from './subgraphs';

/**
 * Functions, triggers and policies of the database, save the locks of record types: the files of `database/`, and what
 * follows from the policy or from the declarations of records.
 */
export function databaseCode(policy: Policy): CodeObject[] {
  return [
    ...codeFiles(),
    codeObject('function', taskPeriodSql(policy)),
    codeObject('function', erasedRememberedSql(policy)),
    ...movingCode(REGISTRY),
    ...closingTriggers(REGISTRY),
  ];
}
