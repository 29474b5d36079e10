import { randomUUID } from 'node:crypto';
import { CONSENT_TRANSITIONS } from '../registry/consent-transitions';
import { logThing, logValues, parameter } from '../../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import { GeleitError, notFound } from '../../../../platform/errors';
import { personIdOf } from '../../../../platform/identity/caller';
import { currentIdSql } from '../registry/current-id.sql';
import type { ConsentScan } from './consent-scan.type';
import type { ScanFile } from './scan-file';

const SCAN_JSON = `json_build_object('id', s.id, 'mediaType', s.media_type, 'size', s.size, 'sha256', s.sha256,
  'recordedAt', s.recorded_at)`;

const SAVE_SQL = `with named as materialized (select set_config('geleit.named_person', ${parameter(2)}::uuid::text, true)),
  written as (
    insert into core.consent_scan as s (id, person_id, institution, actor, media_type, size, sha256, content)
    select ${parameter(1)}, ${currentIdSql(parameter(2))}, $1, $3, ${parameter(3)}, ${parameter(4)}, ${parameter(5)}, ${parameter(6)}
    from named returning s.*),
  logged as (${logThing({ event: 'WRITE', thing: 'ConsentScan', person: 's.person_id', from: 'from written s' })})
  select ${SCAN_JSON} as scan from written s`;

const READ_SQL = `with found as materialized (
    select s.* from core.consent_scan s where s.id = ${parameter(1)}::uuid
      and (s.institution = $1::text or s.person_id = ${parameter(2)}::uuid)),
  logged as (${logThing({ event: 'READ', thing: 'ConsentScan', person: 's.person_id', from: 'from found s' })})
  select s.media_type, s.content from found s`;

/**
 * Keeps the scan of a form that a person of the own institution has signed.
 * @throws GeleitError FORBIDDEN, NO_SUCH_PERSON
 */
export async function saveScan(context: RequestContext, personId: string, file: ScanFile): Promise<ConsentScan> {
  if (!CONSENT_TRANSITIONS.CAPTURE.roles.includes(context.asking.role)) {
    throw new GeleitError('FORBIDDEN', 'Your role is not entitled to capture consents on paper.');
  }
  const { mediaType, content, sha256 } = file;
  const [row] = await context.database.once<{ scan: ConsentScan }>(sessionOf(context), {
    name: 'consent-scan-save',
    text: SAVE_SQL,
    values: [...logValues(context), randomUUID(), personId, mediaType, content.length, sha256, content],
  });
  return row!.scan;
}

/**
 * The file itself, for the person and for staff of the institution that captured it. Reading it is on record.
 * @throws GeleitError NOT_FOUND
 */
export async function readScan(context: RequestContext, id: string): Promise<{ mediaType: string; content: Buffer }> {
  const [row] = await context.database.once<{ media_type: string; content: Buffer }>(sessionOf(context), {
    name: 'consent-scan-read',
    text: READ_SQL,
    values: [...logValues(context), id, personIdOf(context.caller)],
  });
  if (!row) throw notFound('scan');
  return { mediaType: row.media_type, content: row.content };
}

/** What is known of several scans without their content, as far as the caller may know of them. One statement. */
export async function scansById(context: RequestContext, ids: readonly string[]): Promise<ConsentScan[]> {
  const rows = await context.database.once<{ scan: ConsentScan }>(sessionOf(context), {
    name: 'consent-scans',
    text: `select ${SCAN_JSON} as scan from core.consent_scan s where s.id = any($1::uuid[])`,
    values: [[...ids]],
  });
  return rows.map(({ scan }) => scan);
}
