import { randomUUID } from 'node:crypto';
import { INSTITUTIONS } from '../access/vocabulary';
import type { ImportDatabase } from '../import/import-database';
import type { SessionSettings } from '../platform/postgres/session';

/** Whom institutions have asked for a link by their files confirms it: the people of the demonstration, and nobody else. */
export async function everybodyConfirms(database: ImportDatabase): Promise<void> {
  for (const institution of INSTITUTIONS) {
    const house = settings({ institution, role: 'service', actor: 'demonstration' });
    const { rows } = await database.transaction(house, (client) =>
      client.query<{ id: string; person: string }>(
        `select id, person_id as person from core.link where institution = $1 and state = 'PENDING' and expires_at > now()`,
        [institution],
      ),
    );
    for (const { id, person } of rows) {
      await database.transaction(settings({ role: 'person', person, actor: person }), (client) =>
        client.query('select from core.answer_link($1, true)', [id]),
      );
    }
  }
}

const settings = (who: Pick<SessionSettings, 'role' | 'actor'> & Partial<SessionSettings>): SessionSettings => ({
  ...{ institution: null, purpose: null, person: null, request: randomUUID() },
  ...who,
});
