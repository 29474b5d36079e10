import { randomUUID } from 'node:crypto';
import type { Exception } from '../../src/access/consent/compile';
import type { ConsentCategory, ConsentState, InstitutionId, Purpose } from '../../src/access/vocabulary';
import type { Transaction } from '../../src/platform/postgres/database';
import type { SessionSettings } from '../../src/platform/postgres/session';
import type { TestDatabase } from './database';

/** A consent as a test wants it to be; nothing checks it against the policy, so that the locks have to. */
export interface ConsentOf {
  readonly recipients: readonly InstitutionId[];
  readonly categories: readonly ConsentCategory[];
  readonly purposes: readonly Purpose[];
  /** Default: GIVEN. */
  readonly state?: ConsentState;
  /** Days from now, negative for the past. Default: -30. */
  readonly fromDay?: number;
  /** Days from now. Default: 335. */
  readonly untilDay?: number;
  /** What it leaves out of all consents of the person. */
  readonly exceptions?: readonly Exception[];
  /** First and last day of the data that it covers. Default: any day. */
  readonly dataFrom?: string | null;
  readonly dataUntil?: string | null;
  /** Releases the authors from professional secrecy. Default: false. */
  readonly secrecyRelease?: boolean;
}

/**
 * Writes a consent by SQL, as the person who gives it.
 * @returns the consent's id
 */
export async function writeConsent(database: TestDatabase, personId: string, consent: ConsentOf): Promise<string> {
  const id = randomUUID();
  const { state = 'GIVEN', fromDay = -30, untilDay = 335, recipients, categories, purposes } = consent;
  const { exceptions = [], dataFrom = null, dataUntil = null, secrecyRelease = false } = consent;
  const period = [inDays(fromDay), inDays(untilDay)];
  const ended = ['WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED'].includes(state);
  await database.database.transaction(settingsOfPerson(personId), async (transaction) => {
    await transaction.query({
      text: `insert into core.consent
          (id, person_id, state, recipients, categories, purposes, valid_from, valid_until, given_at, ended_at,
           exceptions, data_from, data_until, secrecy_release)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $7, case when $9 then now() end, $10::jsonb, $11, $12, $13)`,
      values: [
        ...[id, personId, state, recipients, categories, purposes, ...period, ended],
        ...[JSON.stringify(exceptions), dataFrom, dataUntil, secrecyRelease],
      ],
    });
  });
  return id;
}

/** Ends a consent now, as the person would. */
export async function withdrawConsent(database: TestDatabase, personId: string, consentId: string): Promise<void> {
  const end = (transaction: Transaction, text: string) => transaction.query({ text, values: [consentId] });
  await database.database.transaction(settingsOfPerson(personId), async (transaction) => {
    await end(
      transaction,
      `update core.consent set state = 'WITHDRAWN', ended_at = now(), version = version + 1 where id = $1`,
    );
  });
}

export function settingsOfPerson(personId: string): SessionSettings {
  return { institution: null, role: 'person', purpose: null, person: personId, actor: personId, request: randomUUID() };
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
