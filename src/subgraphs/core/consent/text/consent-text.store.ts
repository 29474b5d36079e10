import { randomUUID } from 'node:crypto';
import { BINDING_LANGUAGE, hashOf, type Wording } from './wording';
import { countedEntry, logEntries, logThing, logValues, parameter } from '../../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import type { Purpose } from '../../../../access/vocabulary';
import { GeleitError, notFound } from '../../../../platform/errors';
import type { Transaction } from '../../../../platform/postgres/database';
import { keepingRules, type Rules } from '../../../../platform/postgres/keeping-rules';
import { rememberKey, type RepeatableInput } from '../../../../records/write/idempotency';
import type { ActivationPreview, ConsentText } from './consent-text.type';

interface TextRow extends Record<string, unknown> {
  readonly text: ConsentText;
}

const TEXT_JSON = `json_build_object('id', t.id, 'purpose', t.purpose, 'language', t.language, 'version', t.version,
  'change', t.change, 'title', t.title, 'body', t.body, 'ifRefused', t.if_refused, 'rights', t.rights, 'hash', t.hash,
  'bindingHash', t.binding_hash, 'state', t.state, 'authorInstitution', t.author_institution,
  'reviewed', t.reviewed_at is not null, 'reviewedInstitution', t.reviewed_institution, 'reviewedAt', t.reviewed_at,
  'activatedAt', t.activated_at)`;

export interface TextFilter {
  readonly purpose?: Purpose | null;
  readonly language?: string | null;
  readonly state?: string | null;
  readonly version?: number | null;
  readonly ids?: readonly string[] | null;
}

/** Wordings by purpose and language, German first. One statement. */
export async function consentTexts(context: RequestContext, filter: TextFilter): Promise<ConsentText[]> {
  const rows = await context.database.once<TextRow>(sessionOf(context), {
    name: 'consent-texts',
    text: `select ${TEXT_JSON} as text from core.consent_text t
           where ($1::text is null or t.purpose = $1) and ($2::text is null or t.language = $2)
             and ($3::text is null or t.state = $3) and ($4::int is null or t.version = $4)
             and ($5::uuid[] is null or t.id = any($5))
           order by t.purpose, t.version desc, t.language <> '${BINDING_LANGUAGE}', t.language`,
    values: [
      filter.purpose ?? null,
      filter.language ?? null,
      filter.state ?? null,
      filter.version ?? null,
      filter.ids ?? null,
    ],
  });
  return rows.map(({ text }) => text);
}

/** That a wording was written is about nobody, and on record like any other change. */
const log = (event: 'READ' | 'WRITE', from: string) =>
  logThing({ event, thing: 'ConsentText', person: 'null::uuid', from });

const WRITTEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(parameter).join(', ');
const DRAFT_SQL = `with written as (insert into core.consent_text (purpose, language, version, change, title, body,
    if_refused, rights, hash, binding_hash, author, author_institution, id)
  values (${WRITTEN}, ${parameter(13)}) returning *),
logged as (${log('WRITE', 'from written')})
select ${TEXT_JSON} as text from written t`;

const EARLIER_SQL = `with found as materialized (select * from core.consent_text t where t.id = ${parameter(1)}::uuid),
logged as (${log('READ', 'from found')})
select ${TEXT_JSON} as text from found t`;

const REVIEW_SQL = `with reviewed as (update core.consent_text t set reviewed_by = ${parameter(2)},
    reviewed_institution = ${parameter(3)}, reviewed_at = now()
  where t.id = ${parameter(1)}::uuid and t.state = 'DRAFT' and t.reviewed_at is null returning *),
logged as (${log('WRITE', 'from reviewed')})
select ${TEXT_JSON} as text from reviewed t`;

/**
 * Writes a draft. A German text begins the next version of its purpose; any other translates one that exists.
 * @throws GeleitError NOT_FOUND (no German text to translate), ALREADY_EXISTS, IDEMPOTENCY_KEY_REUSED
 */
export async function draftConsentText(
  context: RequestContext,
  input: Omit<Wording, 'version'> & RepeatableInput & { version: number | null; change: string },
): Promise<ConsentText> {
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const id = randomUUID();
    const earlier = await rememberKey(transaction, context, 'draftConsentText', input, id);
    if (earlier) return earlierDraft(transaction, context, earlier);
    const isBinding = input.language === BINDING_LANGUAGE;
    const { rows } = await transaction.query<{ version: number; hash: string; change: string }>({
      name: 'consent-text-binding',
      text: `select version, hash, change from core.consent_text
             where purpose = $1 and language = '${BINDING_LANGUAGE}' and ($2::int is null or version = $2)
             order by version desc limit 1`,
      values: [input.purpose, isBinding ? null : input.version],
    });
    const german = rows[0];
    if (!isBinding && !german) throw new GeleitError('NOT_FOUND', 'There is no German text to translate.');
    const wording = { ...input, version: isBinding ? (german?.version ?? 0) + 1 : german!.version };
    const written = await transaction.query<TextRow>({
      name: 'consent-text-draft',
      text: DRAFT_SQL,
      values: [
        ...logValues(context),
        wording.purpose,
        wording.language,
        wording.version,
        isBinding ? input.change : german!.change,
        wording.title,
        wording.body,
        wording.ifRefused,
        wording.rights,
        hashOf(wording),
        isBinding ? null : german!.hash,
        context.caller.actor,
        controllerOf(context),
        id,
      ],
    });
    return written.rows[0]!.text;
  });
}

/** The draft that was written with a key, as it is now. */
async function earlierDraft(transaction: Transaction, context: RequestContext, id: string): Promise<ConsentText> {
  const values = [...logValues(context), id];
  const { rows } = await transaction.query<TextRow>({ name: 'consent-text-of-key', text: EARLIER_SQL, values });
  if (!rows[0]) throw notFound('draft');
  return rows[0].text;
}

const RULES: Rules = {
  consent_text_four_eyes: ['CONSENT_FOUR_EYES', 'A text is reviewed by somebody other than its author.'],
  consent_text_two_institutions: [
    'CONSENT_FOUR_EYES',
    'A wording is for all institutions: another one than that of its author reviews it.',
  ],
};

/**
 * The institution as one of the joint controllers that determine the wording together (Art. 26 GDPR). PostgreSQL says the
 * same once more of the immigration authority.
 * @throws GeleitError FORBIDDEN
 */
function controllerOf({ asking, policy }: RequestContext): string {
  const { institution } = asking;
  if (institution === null || policy.institutions.get(institution)?.neverReceives !== undefined) {
    throw new GeleitError('FORBIDDEN', 'Only institutions that can receive data decide on the wording of consents.');
  }
  return institution;
}

/**
 * Puts the mark of a review on a draft of another institution.
 * @throws GeleitError NOT_FOUND, CONSENT_FOUR_EYES, FORBIDDEN
 */
export async function reviewConsentText(context: RequestContext, id: string): Promise<ConsentText> {
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const review = transaction.query<TextRow>({
      name: 'consent-text-review',
      text: REVIEW_SQL,
      values: [...logValues(context), id, context.caller.actor, controllerOf(context)],
    });
    const { rows } = await keepingRules(RULES, review);
    if (!rows[0]) throw new GeleitError('NOT_FOUND', 'There is no draft of that id without review.');
    return rows[0].text;
  });
}

const COUNTED = { fields: ['ActivationPreview'], categories: [] };

/** On record are the persons whose consents are listed, and how many consents were counted. */
const PREVIEW_SQL = `with under as materialized (
    select c.id as consent_id, c.person_id, c.recipients, c.categories, core.outlives_wording(c, n) as stays
    from core.consent_text n join core.consent c on n.purpose = any(c.purposes)
    where n.purpose = ${parameter(1)}::text and n.version = ${parameter(2)}::int and n.language = '${BINDING_LANGUAGE}'
      and c.state in ('GIVEN', 'RENEWED') and c.valid_until > now()
      and ($1::text in (c.captured_by, c.requested_by) or $1::text = any(c.recipients))),
  listed as materialized (select * from under order by stays, consent_id limit ${parameter(3)}::int),
  logged as (${logEntries([
    {
      ...{ event: 'READ', fields: ['ConsentUnderWording'], categories: [], permitted: `'{}'::jsonb` },
      ...{ person: 'o.person_id', from: 'from (select distinct person_id from listed) o' },
    },
    countedEntry(COUNTED, '(select count(*) from under)', ''),
  ])})
  select json_build_object(
    'staying', (select count(*) from under where stays),
    'shrinking', (select count(*) from under where not stays),
    'institutions', (select coalesce(json_agg(json_build_object('institution', institution, 'consents', consents)), '[]')
      from (select institution, count(*) as consents from under, unnest(recipients) institution where not stays
        group by 1 order by 1) i),
    'consents', (select coalesce(json_agg(json_build_object('consentId', consent_id, 'recipients', recipients,
      'categories', categories, 'staysValid', stays) order by stays, consent_id), '[]') from listed)) as preview`;

/** How many consents of the own institution ended with it is a number that was told. */
const ACTIVATE_SQL = `with activated as materialized (
    select core.activate_wording(${parameter(1)}, ${parameter(2)}::int) as shrunk),
  logged as (${logEntries([countedEntry({ fields: ['ActivationResult'], categories: [] }, 'a.shrunk', 'from activated a where a.shrunk is not null')])})
  select shrunk from activated`;

/**
 * Which consents that concern the own institution would outlive a version, and whose access would shrink; nothing is
 * changed. Row level security leaves out those between others once more.
 */
export async function activationPreview(
  context: RequestContext,
  purpose: Purpose,
  version: number,
  first: number,
): Promise<ActivationPreview> {
  const [row] = await context.database.once<{ preview: ActivationPreview }>(sessionOf(context), {
    name: 'consent-text-preview',
    text: PREVIEW_SQL,
    values: [...logValues(context), purpose, version, first],
  });
  return row!.preview;
}

/**
 * Activates a reviewed version with its reviewed translations. The version before retires; where the change is material,
 * consents that rest on it lose the purpose at this moment, whoever they concern.
 * @returns how many of those lost it that concern the own institution: exactly those of its preview
 * @throws GeleitError CONSENT_TEXT_UNUSABLE, FORBIDDEN
 */
export async function activateConsentText(context: RequestContext, purpose: Purpose, version: number): Promise<number> {
  controllerOf(context);
  const [row] = await context.database.once<{ shrunk: number | null }>(sessionOf(context), {
    name: 'consent-text-activate',
    text: ACTIVATE_SQL,
    values: [...logValues(context), purpose, version],
  });
  if (row?.shrunk == null) {
    throw new GeleitError(
      'CONSENT_TEXT_UNUSABLE',
      'The German text of this version is missing, unreviewed or retired.',
    );
  }
  return row.shrunk;
}
