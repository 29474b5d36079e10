import { logEntries, logValues, parameter, type LogEntrySql } from '../../../access/log/log-entry.sql';
import { onRecord } from '../../../access/log/refusal';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError, notFound } from '../../../platform/errors';
import type { Page } from '../../../records/api/page';
import { loggedPage, pageParameter, type LoggedList } from '../../../records/read/logged-page';
import { guardianRequired } from '../representation/guardian-required';
import type { Link, LinkState } from './link.type';

/** A link with the person it leads to, who is not shown before it is active. */
export type LinkRow = Link & { readonly personId: string };

const [FIRST, SECOND, THIRD, FOURTH] = [1, 2, 3, 4].map(parameter);

const stateOf = (l: string) =>
  `case when ${l}.state = 'PENDING' and ${l}.expires_at <= now() then 'EXPIRED' else ${l}.state end`;

/** Staff are third persons to the person and their guardian: their pseudonyms stay in the institution (Art. 15(4) GDPR). */
const forStaff = (column: string) => `case when $4 not in ('person', 'guardian') then ${column} end`;

/** Which parent it was who confirmed is nothing that the institution has to know. */
const confirmedBy = (l: string) =>
  forStaff(
    `case when ${l}.confirmed_by = ${l}.person_id::text or ${l}.confirmation = 'PRESENCE' then ${l}.confirmed_by end`,
  );

function linkJson(l: string): string {
  return `json_build_object('id', ${l}.id, 'personId', ${l}.person_id, 'institution', ${l}.institution,
    'state', ${stateOf(l)}, 'way', ${l}.way, 'bookletNumber', ${l}.booklet_number,
    'fileNumber', case when $4 <> 'data-protection-officer' then ${l}.file_number end,
    'requestedAt', ${l}.requested_at, 'requestedBy', ${forStaff(`${l}.requested_by`)}, 'expiresAt', ${l}.expires_at,
    'confirmation', ${l}.confirmation, 'documentCheck', ${l}.document_check, 'confirmedAt', ${l}.confirmed_at,
    'confirmedBy', ${confirmedBy(l)}, 'movedRecords', ${l}.move_id is not null, 'endedAt', ${l}.ended_at,
    'endedByInstitution', ${l}.ended_by_institution)`;
}

const BASIS = `case $4 when 'person' then '{"FILE_NUMBER": ["SELF"]}' when 'guardian' then '{"FILE_NUMBER": ["REPRESENTATION"]}'
    when 'data-protection-officer' then '{}'
    else '{"FILE_NUMBER": ["OWN_RECORD"]}' end::jsonb`;

const entry = (event: LogEntrySql['event'], person: string, from: string): LogEntrySql => ({
  event,
  person,
  fields: ['Link'],
  categories: ['FILE_NUMBER'],
  permitted: event === 'REFUSED' ? `'{}'::jsonb` : BASIS,
  from,
});

/** What a function of the database made of a link, and why it made nothing of it. */
interface Step extends Record<string, unknown> {
  readonly link: LinkRow | null;
  readonly problem: string | null;
}

/** The step and its log entry in one statement; a code that leads to nobody is on record as refused. */
function stepSql(call: string): string {
  const log = logEntries([
    entry('WRITE', '(t.made).person_id', 'from tried t where (t.made).id is not null'),
    entry('REFUSED', 'null::uuid', 'from tried t where (t.made).id is null'),
  ]);
  return `with tried as materialized (select made, problem from core.${call}), logged as (${log})
    select case when (t.made).id is not null then ${linkJson('(t.made)')} end as link, t.problem from tried t`;
}

const BY_CODE = {
  name: 'link-by-code',
  text: stepSql(
    `link_by_code(${FIRST}::bytea, ${SECOND}::text, ${THIRD}::text, make_interval(days => ${FOURTH}::int))`,
  ),
};
const ANSWER = { name: 'link-answer', text: stepSql(`answer_link(${FIRST}::uuid, ${SECOND}::boolean)`) };
const UNLINK = { name: 'link-end', text: stepSql(`unlink(${FIRST}::uuid)`) };

/** What a member of staff enters. */
export interface CodeAttempt {
  readonly hash: Buffer;
  readonly fileNumber: string;
  /** Null where the person shall confirm the link. */
  readonly documentCheck: string | null;
  readonly confirmWithinDays: number;
}

/**
 * Follows a code. The statement is the same whether the code was never issued, was revoked or belongs to another
 * municipality, and so is the answer.
 * @throws GeleitError BOOKLET_CODE_INVALID, LINK_STATE_CONFLICT, ALREADY_EXISTS
 */
export async function linkByCode(context: RequestContext, attempt: CodeAttempt): Promise<LinkRow> {
  const { hash, fileNumber, documentCheck, confirmWithinDays } = attempt;
  const { link, problem } = await step(context, BY_CODE, [hash, fileNumber, documentCheck, confirmWithinDays]);
  if (problem === 'UNKNOWN') throw onRecord(invalidCode());
  if (!link) throw onRecord(conflict(problem));
  return link;
}

/**
 * The person confirms or refuses a link. Below 15 the guardian confirms; to refuse opens nothing, and stays the child's too.
 * @throws GeleitError NOT_FOUND, GUARDIAN_REQUIRED, LINK_STATE_CONFLICT, ALREADY_EXISTS
 */
export async function answerLink(context: RequestContext, id: string, confirms: boolean): Promise<LinkRow> {
  return settled(await step(context, ANSWER, [id, confirms]));
}

/**
 * The institution or the person ends a link. What the institution wrote goes with it, under its former id or a new one.
 * @throws GeleitError NOT_FOUND, LINK_STATE_CONFLICT
 */
export async function unlink(context: RequestContext, id: string): Promise<LinkRow> {
  return settled(await step(context, UNLINK, [id]));
}

/** Puts on record that somebody was locked out, and how often they have tried since. */
export async function logLockOut(context: RequestContext, attempts: number): Promise<void> {
  const lockedOut = { ...entry('REFUSED', 'null::uuid', ''), fields: ['Link', `lockedOut.${attempts}`] };
  await context.database.once(sessionOf(context), {
    name: `link-locked-out-${attempts}`,
    text: logEntries([lockedOut]),
    values: logValues(context),
  });
}

async function step(
  context: RequestContext,
  { name, text }: { name: string; text: string },
  values: readonly unknown[],
): Promise<Step> {
  const rows = await context.database.once<Step>(sessionOf(context), {
    ...{ name, text },
    values: [...logValues(context), ...values],
  });
  return rows[0] ?? { link: null, problem: null };
}

function settled({ link, problem }: Step): LinkRow {
  if (!link) throw onRecord(notFound('link'));
  if (problem !== null) throw conflict(problem);
  return link;
}

/** The links of several persons, newest first: all for the person, the own ones for an institution. */
export async function linksOf(context: RequestContext, personIds: readonly string[]): Promise<readonly LinkRow[]> {
  const rows = await context.database.once<{ link: LinkRow }>(sessionOf(context), {
    name: 'links-of-persons',
    text: `with found as materialized (select l.* from core.link l where l.person_id = any(${FIRST}::uuid[])),
      logged as (${READ})
      select ${linkJson('l')} as link from found l order by l.requested_at desc, l.id`,
    values: [...logValues(context), [...personIds]],
  });
  return rows.map(({ link }) => link);
}

const READ = logEntries([entry('READ', 'f.person_id', 'from (select distinct person_id from found) f')]);

const [STATE, AFTER_AT, AFTER_ID] = [1, 2, 3].map(pageParameter);

const LINKS: LoggedList = {
  name: 'link-page',
  thing: 'Link',
  rows: `select l.* from core.link l
    where l.institution = $1 and (${STATE}::text is null or ${stateOf('l')} = ${STATE}::text)
      and (${AFTER_AT}::timestamptz is null or (l.requested_at, l.id) < (${AFTER_AT}::timestamptz, ${AFTER_ID}::uuid))`,
  order: ['requested_at desc', 'id desc'],
  shown: linkJson('p'),
  entry: { categories: ['FILE_NUMBER'], permitted: BASIS },
};

/** A page of the links of the caller's institution, newest first. */
export function linkPage(
  context: RequestContext,
  state: LinkState | null,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<LinkRow>> {
  return loggedPage(context, LINKS, [state, ...(after ?? [null, null])], limit);
}

/** The answer to every code that leads to nobody, whatever the reason. */
export const invalidCode = () => new GeleitError('BOOKLET_CODE_INVALID', 'This code leads to nobody.');

const PROBLEMS: Record<string, string> = {
  LINKED_ALREADY: 'Your institution is linked to this person already.',
  FILE_LINKED_ALREADY: 'The file number belongs to a person whom another booklet led to. End that link first.',
};

const conflict = (problem: string | null) =>
  problem === 'BY_GUARDIAN'
    ? guardianRequired('confirms links')
    : new GeleitError(
        'LINK_STATE_CONFLICT',
        PROBLEMS[problem ?? ''] ?? 'The request was answered, has expired or has ended.',
      );
