import type { Statement } from '../../platform/postgres/database';

/**
 * Lets what is alike be written one after the other until the end of the transaction: of two requests at the same moment
 * the second one sees what the first one wrote. Sent before the statement that looks.
 * @param things which things, so that others need not wait
 * @param id whose things
 * @param idSql SQL of the id, where `$1`, the id that was given, may stand for another one
 */
export function oneAtATime(things: string, id: string, idSql = '$1'): Statement {
  return {
    name: `one-at-a-time ${things}`,
    text: `select pg_advisory_xact_lock(hashtextextended('${things} of ' || ${idSql}, 0))`,
    values: [id],
  };
}
