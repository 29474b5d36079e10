import { describe, expect, it } from '@jest/globals';
import type { PersonCaller } from '../../src/platform/identity/caller';
import { underCurrentId } from '../../src/subgraphs/core/duplicate/current-person.store';
import { settingsOfPerson } from '../kit/consents';
import { useDatabase, type TestDatabase } from '../kit/database';
import { asDefiner, inTransaction } from '../kit/definer';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { waitedFor } from '../kit/waiting';

const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
const ROUNDS = 12;

/** Whoever comes in with the login of the one never gives for the other, however close to the split. */
describe('consents that are given in the moment of a split', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let day = 0;

  const merged = async (): Promise<{ kept: TestPerson; former: TestPerson; move: string }> => {
    const known = person(database).with('Identity', { by: 'city' });
    const [kept, former] = [await known.create(), await known.create()];
    return {
      kept,
      former,
      move: await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [former.id, kept.id]),
    };
  };
  /** Each of another length, so that none is the same as one before. */
  const input = (recipient: string) => ({
    ...{ recipients: [recipient], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
    validUntil: new Date(Date.now() + (90 + (day += 1)) * 86_400_000).toISOString(),
  });
  const recipientsOf = async ({ id }: TestPerson) => {
    const rows = await database.asOwner<{ recipient: string }>(
      'select distinct recipients[1] as recipient from core.consent where person_id = $1',
      [id],
    );
    return rows.map(({ recipient }) => recipient).sort();
  };

  it('are hers who gave them, at the hub, with either login and at a desk', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { kept, former, move } = await merged();
      const comesIn = (id: string) =>
        underCurrentId(() => Promise.resolve(self(id)), database.database)(undefined) as Promise<PersonCaller>;
      const gives = async (id: string, recipient: string) =>
        hub.ask(await comesIn(id), null, GIVE, { input: input(recipient) });
      const atDesk = () =>
        hub.ask(staff('city'), null, GIVE, { input: { ...input('jobcenter'), personId: former.id } });
      const giving = Array.from({ length: 6 }, (_, index) => [
        gives(former.id, 'jobcenter'),
        gives(kept.id, 'caritas'),
        ...(index % 2 ? [atDesk()] : []),
      ]).flat();
      const splitting = new Promise((resolve) => setTimeout(resolve, round * 3)).then(() =>
        asDefiner(database, 'undo_move($1)', [move]),
      );
      const answers = await Promise.all(giving);
      await splitting;
      for (const { codes } of answers) {
        expect(['', 'UNAVAILABLE', 'NO_SUCH_PERSON']).toContain(codes.join());
      }
      await gives(former.id, 'jobcenter');
      await gives(kept.id, 'caritas');
      expect([await recipientsOf(kept), await recipientsOf(former)]).toEqual([['caritas'], ['jobcenter']]);
    }
  }, 120_000);

  it('are refused at the database to who waited for the split and is somebody else then', async () => {
    const { kept, former, move } = await merged();
    await inTransaction(database.ownerUrl, async (client) => {
      await client.query('select core.undo_move($1)', [move]);
      const giving = writes(database, former, kept, 'GIVEN').catch((error: unknown) => error);
      await waitedFor(client);
      await client.query('commit');
      expect(await giving).toMatchObject({ code: 'UNAVAILABLE' });
    });
    expect([await recipientsOf(kept), await recipientsOf(former)]).toEqual([[], []]);
  });

  it('nor is what the other has given renewed', async () => {
    const { kept, former, move } = await merged();
    const { data } = await hub.ask<{ giveConsent: { id: string } }>(self(kept.id), null, GIVE, {
      input: input('caritas'),
    });
    await inTransaction(database.ownerUrl, async (client) => {
      await client.query('select core.undo_move($1)', [move]);
      const renewing = database.database.transaction(asOne(former, kept), (transaction) =>
        transaction.query({
          text: `update core.consent set valid_until = valid_until + interval '1 year', version = version + 1 where id = $1`,
          values: [data!.giveConsent.id],
        }),
      );
      await expect(renewing).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await client.query('commit');
    });
  });
});

const asOne = (former: TestPerson, kept: TestPerson) => ({ ...settingsOfPerson(kept.id), actor: former.id });

const writes = (database: TestDatabase, former: TestPerson, kept: TestPerson, state: string) =>
  database.database.transaction(asOne(former, kept), (transaction) =>
    transaction.query({
      text: `insert into core.consent (person_id, state, recipients, categories, purposes, valid_from, valid_until, given_at)
        values ($1, $2, '{caritas}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now() + interval '1 day', now())`,
      values: [kept.id, state],
    }),
  );
