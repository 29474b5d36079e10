import { agreedEnd } from '../access/consent/agreed-end.sql';
import type { Client } from 'pg';
import type { SessionSettings } from '../platform/postgres/session';
import type { BatchOutcome, BatchWriter, LineRange } from './batch-writer';
import { CONSENT_NUMBER } from './consent-columns';
import { leftAlone } from './decided.sql';
import { FILE_NUMBER } from './import-column';
import { keyHash, OWN_PERSON } from './records-writer';
import { rowProblem } from './row-problem';
import { judged, outcomeOf, rejectedLines, type OutcomeRow } from './row-tests';
import { LEFT_OUT, ROWS, staged } from './staging';

/** Rows with the consent that each means, as it was before. */
const CONSENTS = 'import_consent';

/** From these no consent returns; one that expired can be renewed. */
const FINAL = `'WITHDRAWN', 'REVOKED', 'INVALIDATED'`;

const TESTS = [
  { fails: 'r.person_id is null', problem: rowProblem('UNKNOWN_FILE_NUMBER', FILE_NUMBER) },
  {
    // An institution can have two file numbers of a person who was merged; the consent is the survivor's.
    fails: 'r.person_before <> r.person_id and r.person_before <> core.goes_on_as(r.person_id)',
    problem: rowProblem('CONSENT_OF_OTHER_PERSON', FILE_NUMBER),
  },
  // A file that was exported before a withdrawal must never bring the consent back (Art. 7(3) GDPR).
  {
    fails: `r.state_before in (${FINAL}) and r.c_state not in (${FINAL})`,
    problem: rowProblem('CONSENT_ENDED', 'state'),
  },
];

const PROBLEMS = [...TESTS, { problem: rowProblem('DUPLICATE_KEY', CONSENT_NUMBER) }];

/**
 * Somebody has decided about the consent in the hub, so a file says how it was before: it may still end the consent, but
 * neither widen, renew nor change it (Art. 7(3) GDPR). Of imports the events carry the actor `import:<run>`.
 */
const DECIDED_IN_HUB = `exists (select from core.consent_event e where e.consent_id = c.id and e.actor not like 'import:%')`;

/** What was refused in the hub and signed on a later day: the paper is what the person decided last. Of one day the hub wins. */
const SIGNED_AFTER_REFUSAL = `c.state = 'REFUSED' and s.c_state in ('GIVEN', 'RENEWED')
  and s.${staged('given_on')} > (select (max(e.at) at time zone 'Europe/Berlin')::date from core.consent_event e
    where e.consent_id = c.id and e.actor not like 'import:%')`;

/** Column of `core.consent`, and its value from a row of the file. */
interface ConsentColumn {
  readonly column: string;
  readonly from: string;
  readonly value: string;
  /** True where the consent keeps what it had if the cell could not be read. */
  readonly mayBeLeftOut?: true;
}

/** The value of a row for the consent `c` that is there. */
const nextValue = ({ column, from, value, mayBeLeftOut }: ConsentColumn): string =>
  mayBeLeftOut ? `case when '${from}' = any (s.${LEFT_OUT}) then c.${column} else ${value} end` : value;

/** A day on paper begins and ends at midnight in Germany; the last day counts (section 188 BGB). */
const midnight = (day: string) => `(${day})::timestamp at time zone 'Europe/Berlin'`;

const COLUMNS: readonly ConsentColumn[] = [
  { column: 'state', from: 'state', value: 's.c_state' },
  ...['recipients', 'categories', 'purposes'].map((name) => ({
    column: name,
    from: name,
    value: `string_to_array(s.${staged(name)}, '|')`,
  })),
  { column: 'given_at', from: 'given_on', value: midnight('s.c_given_on') },
  { column: 'valid_from', from: 'valid_from', value: midnight('s.c_valid_from') },
  { column: 'valid_until', from: 'valid_until', value: midnight('s.c_valid_until + 1') },
  { column: 'ended_at', from: 'ended_on', value: midnight('s.c_ended_on') },
  { column: 'language', from: 'language', value: 's.c_language', mayBeLeftOut: true },
  { column: 'secrecy_release', from: 'secrecy_release', value: 'coalesce(s.c_secrecy_release, false)' },
];

/**
 * Writes consents that institutions hold on paper; their events and grants follow by a trigger. Only the institution
 * that captured a consent changes it here.
 */
export class ConsentsWriter implements BatchWriter {
  readonly tables = [
    {
      name: CONSENTS,
      definition: `(line integer primary key, id uuid not null, person_id uuid, state_before text,
        is_new boolean not null, is_changed boolean not null, is_decided boolean not null, failed integer[] not null) on commit delete rows`,
    },
  ];
  private readonly columns: readonly ConsentColumn[];

  /** @param given logical columns that the file gives */
  constructor(given: ReadonlySet<string>) {
    this.columns = COLUMNS.filter(({ from }) => given.has(from));
  }

  async write(client: Client, { institution }: SessionSettings, { first, last }: LineRange): Promise<BatchOutcome> {
    await client.query(`truncate pg_temp.${CONSENTS}`);
    // Whoever withdraws at this moment is waited for: the next statement sees what came of it.
    await client.query(
      `select from core.consent where captured_by = $1 and consent_number in
         (select c_consent_number from pg_temp.${ROWS} where line between $2 and $3) for update`,
      [institution, first, last],
    );
    await client.query(this.resolve(), [institution, first, last]);
    await client.query(this.insert(), [institution]);
    await client.query(this.update());
    return outcome(client);
  }

  columnOf(): null {
    return null;
  }

  private resolve(): string {
    const list = (values: readonly string[]) => `row(${values.join(', ')})`;
    // What was given for a minor ends on the 18th birthday, whatever the file says: reading it again is no change.
    const before = list(this.columns.map(({ column }) => (column === 'valid_until' ? agreedEnd('c') : `c.${column}`)));
    const now = list(this.columns.map(nextValue));
    const signedLater = this.columns.some(({ from }) => from === 'given_on')
      ? ` and (${SIGNED_AFTER_REFUSAL}) is not true`
      : '';
    return `with resolved as materialized (
        select s.*, l.person_id, c.id, c.person_id as person_before, c.state as state_before,
          ${before} is distinct from ${now} as is_changed,
          s.c_state not in (${FINAL}) and ${DECIDED_IN_HUB}${signedLater} as is_decided
        from pg_temp.${ROWS} s
        ${OWN_PERSON}
        left join lateral (select x.* from core.consent x
          where x.captured_by = $1::text and x.consent_number = s.${staged(CONSENT_NUMBER)} limit 1) c on true
        where s.line between $2::int and $3::int
      ), ${judged(keyHash([CONSENT_NUMBER], 't'), TESTS)}
      insert into pg_temp.${CONSENTS} (line, id, person_id, state_before, is_new, is_changed, is_decided, failed)
      select r.line, coalesce(r.id, gen_random_uuid()), r.person_id, r.state_before, r.id is null,
        r.id is null or r.is_changed, r.is_decided, r.failed
      from judged r`;
  }

  private insert(): string {
    const columns = this.columns.map(({ column }) => column).join(', ');
    return `insert into core.consent (id, person_id, captured_by, consent_number, channel, ${columns})
      select i.id, i.person_id, $1, s.${staged(CONSENT_NUMBER)}, 'PAPER', ${this.columns.map(({ value }) => value).join(', ')}
      from pg_temp.${CONSENTS} i join pg_temp.${ROWS} s on s.line = i.line where i.is_new and i.failed = '{}'`;
  }

  private update(): string {
    const sets = this.columns.map((each) => `${each.column} = ${nextValue(each)}`).join(', ');
    return `update core.consent c set ${sets}, version = c.version + 1, updated_at = now()
      from pg_temp.${CONSENTS} i join pg_temp.${ROWS} s on s.line = i.line
      where c.id = i.id and not i.is_new and i.is_changed and not i.is_decided and i.failed = '{}'`;
  }
}

async function outcome(client: Client): Promise<BatchOutcome> {
  const { rows } = await client.query<OutcomeRow>(
    `select count(*) filter (where is_new and failed = '{}')::int as inserted,
       count(*) filter (where not is_new and is_changed and not is_decided and failed = '{}')::int as updated,
       ${leftAlone(`select line, '{state}'::text[] as columns from pg_temp.${CONSENTS}
         where not is_new and is_changed and is_decided and failed = '{}'`)},
       ${rejectedLines(`pg_temp.${CONSENTS}`)}
     from pg_temp.${CONSENTS}`,
  );
  return outcomeOf(PROBLEMS, rows[0]!);
}
