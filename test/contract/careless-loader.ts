import type { GraphQLResolveInfo } from 'graphql';
import { ASK_GRANTS } from '../../src/access/decision/decide';
import { announce } from '../../src/access/guard/announced';
import { logValues } from '../../src/access/log/log-entry.sql';
import { PersonDecisions, type PersonFacts } from '../../src/access/person-decisions';
import { sessionOf, type RequestContext } from '../../src/access/request-context';
import type { Category } from '../../src/access/vocabulary';
import { personIdOf } from '../../src/platform/identity/caller';
import { announcedBy } from '../../src/records/read/announced-selection';
import { PersonLoader, type LoadedPersons, type PersonRow } from '../../src/records/read/load-persons';
import type { Coverage } from '../../src/records/read/person-grants.sql';
import { recordsJson } from '../../src/records/read/person-records.sql';
import { finderParameter, finderValues, shownBy, type PersonFinder } from '../../src/records/read/person-statement';
import { selectPerson } from '../../src/records/read/selection';

/** Everything is covered, and every record tells its day. */
const everything: Coverage = {
  wholly: () => 'true',
  someDay: () => 'true',
  byDay: () => 'true',
  dayCovered: () => 'true',
};

const own = (category: Category) => ({ permit: true, category, basis: 'SELF' }) as const;

/**
 * A loader as somebody in a hurry might write it: it reads every record of every person that it finds and decides
 * nothing. What still stays closed is closed by the guard or by PostgreSQL. Of the access log it only pretends that it was told.
 */
export class CarelessLoader extends PersonLoader {
  override async load(
    context: RequestContext,
    info: GraphQLResolveInfo,
    paths: readonly (readonly string[])[],
    finder: PersonFinder,
  ): Promise<LoadedPersons> {
    const { asking, caller, policy } = context;
    const selection = selectPerson(this.registry, info, paths);
    const { records } = selection;
    const announced = announcedBy(selection);
    const decideWithoutPerson = (category: Category, isOwn: boolean) => (isOwn ? own(category) : ASK_GRANTS);
    const columns = records.map(
      (record) =>
        `'${record.declaration.onPerson!.field}', ${recordsJson(record, policy, asking, everything, decideWithoutPerson, shownBy(finder))}`,
    );
    const text = `with parameters as (select $1::text, $2::text, $3::text, $4::text, $5::uuid),
      k as materialized (${finder.sql(finderParameter(finder))})
      select k.cursor, json_build_object('id', k.id, 'now', (extract(epoch from now()) * 1000)::bigint,
        'grants', (${GRANTS}), 'statutesHeld', ${this.statutesHeld(context)}
        ${columns.map((column) => `, ${column}`).join('')}) as person
      from k ${finder.isSingle ? '' : 'where k.ordinal <= $6::int'} order by k.ordinal`;
    const values = [...logValues(context), ...finderValues(finder)];
    const rows = await context.database.once<{ person: PersonFacts; cursor: string }>(sessionOf(context), {
      text,
      values,
    });
    const self = personIdOf(caller);
    return {
      persons: rows.map(({ person }): PersonRow => {
        const decisions = new PersonDecisions(policy, asking, person, person.id === self);
        const whole = { row: [], columns: new Map() };
        return announce({ ...person, decisions, whole, shown: shownBy(finder) }, announced);
      }),
      cursors: rows.map(({ cursor }) => cursor),
      hasMore: false,
      total: null,
    };
  }

  private statutesHeld({ policy }: RequestContext): string {
    const held = policy.statutes.map(
      ({ id, whereRecipientHas }) =>
        `case when exists (select from ${this.registry.named(whereRecipientHas)!.table} x where x.person_id = k.id and x.status in ('APPLIED', 'GRANTED')
          and x.opened_on <= current_date and (x.closed_on is null or x.closed_on > current_date)) then '${id}' end`,
    );
    return `to_json(array_remove(array[${held.join(', ')}], null))`;
  }
}

const GRANTS = `select coalesce(json_agg(json_build_array(c.category, c.purpose,
  (extract(epoch from c.valid_from) * 1000)::bigint, (extract(epoch from c.valid_until) * 1000)::bigint,
  c.ended, c.secrecy_released, c.consent_id, c.consent_version, c.data_from, c.data_until, c.released, c.released_by)), '[]') from core.consent_grant c where c.person_id = k.id and c.recipient = $1`;
