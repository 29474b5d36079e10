import { randomUUID } from 'node:crypto';
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
}

/** How a state shows in the compiled grants; a consent that was never given has none. */
const ENDED: Readonly<Record<ConsentState, string | null | undefined>> = {
  REQUESTED: undefined,
  REFUSED: undefined,
  GIVEN: null,
  RENEWED: null,
  WITHDRAWN: 'WITHDRAWN',
  REVOKED: 'REVOKED',
  EXPIRED: 'EXPIRED',
  INVALIDATED: 'INVALIDATED',
};

/**
 * Writes a consent and its compiled grants by SQL, as the person who gives it.
 * @returns the consent's id
 */
export async function writeConsent(database: TestDatabase, personId: string, consent: ConsentOf): Promise<string> {
  const id = randomUUID();
  const { state = 'GIVEN', fromDay = -30, untilDay = 335, recipients, categories, purposes } = consent;
  const period = [inDays(fromDay), inDays(untilDay)];
  const ended = ENDED[state];
  await database.database.transaction(settingsOfPerson(personId), async (transaction) => {
    await transaction.query({
      text: `insert into core.consent
          (id, person_id, state, recipients, categories, purposes, valid_from, valid_until, given_at, ended_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $7, case when $9 then now() end)`,
      values: [id, personId, state, recipients, categories, purposes, ...period, Boolean(ended)],
    });
    if (ended === undefined) return;
    await transaction.query({
      text: `insert into core.consent_grant
          (person_id, recipient, purpose, category, consent_id, consent_version, valid_from, valid_until, ended)
        select $1, r, p, c, $2, 1, $6, $7, $8
          from unnest($3::text[]) r, unnest($4::text[]) p, unnest($5::text[]) c`,
      values: [personId, id, recipients, purposes, categories, ...period, ended],
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
    await end(transaction, `update core.consent_grant set ended = 'WITHDRAWN' where consent_id = $1`);
  });
}

export function settingsOfPerson(personId: string): SessionSettings {
  return { institution: null, role: 'person', purpose: null, person: personId, actor: 'kit', request: randomUUID() };
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
