import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { writeConsent } from '../../../kit/consents';
import { useDatabase } from '../../../kit/database';
import { asDefiner, inTransaction } from '../../../kit/definer';
import { self, staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import { waitedFor } from '../../../kit/waiting';
import { importInto, useFiles } from '../../../import/import-files.fixture';
import { followMerges } from '../../../../src/subgraphs/core/duplicate/matcher.store';

const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
const CAPTURE = 'mutation ($input: CaptureConsentInput!) { captureConsent(input: $input) { id version state } }';
const CHECK = 'mutation ($input: CheckConsentInput!) { checkConsentCapture(input: $input) { state } }';
const MERGE = `move_person('MERGE', $1, $2, null)`;
const SCOPE = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;

describe('a consent that is taken down for a person who was merged', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  const second = { ...staff('city'), actor: 'city-second-counsellor' };

  /** Both are known to the city, the survivor first. */
  const two = async (): Promise<readonly [TestPerson, TestPerson]> => {
    const known = person(database).with('Identity', { by: 'city' }).with('LanguageEnrolment');
    return [await known.knownTo('jobcenter').create(), await known.create()];
  };
  const merge = (survivor: TestPerson, former: TestPerson) => asDefiner(database, MERGE, [former.id, survivor.id]);
  const scope = () => ({ ...SCOPE, validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString() });
  const scanOf = async ({ id }: TestPerson) => {
    const content = Buffer.from(`%PDF-1.7 ${randomUUID()}`);
    const [row] = await database.asApp<{ id: string }>(
      { institution: 'city', role: 'counsellor', actor: 'kit' },
      `insert into core.consent_scan (person_id, institution, actor, media_type, size, sha256, content)
       values ($1, 'city', 'kit', 'application/pdf', length($2::bytea), encode(sha256($2::bytea), 'hex'), $2::bytea) returning id`,
      [id, content],
    );
    return row!.id;
  };
  const captures = async (of: TestPerson, scanId: string, caller = staff('city')) =>
    hub.ask<{ captureConsent: { id: string; version: number } }>(caller, null, CAPTURE, {
      input: { ...scope(), personId: of.id, signedOn: '2026-01-15', scanId },
    });
  const holderOf = async (consentId: string) => {
    const [row] = await database.asOwner<{ person_id: string }>('select person_id from core.consent where id = $1', [
      consentId,
    ]);
    return row!.person_id;
  };
  const consentsOf = async ({ id }: TestPerson) => {
    const { data } = await hub.ask<{ me: { consents: { id: string }[] } }>(
      self(id),
      null,
      '{ me { consents { id } } }',
    );
    return data!.me.consents.map((consent) => consent.id);
  };

  it('on paper under the former id is the survivor’s, is checked as theirs, and opens their data', async () => {
    const [survivor, former] = await two();
    await merge(survivor, former);
    const { data, errors } = await captures(former, await scanOf(former));
    expect(errors).toEqual([]);
    const { id, version } = data!.captureConsent;
    expect(await consentsOf(survivor)).toEqual([id]);
    const checked = await hub.ask(second, null, CHECK, { input: { id, version, matches: true } });
    expect(checked.data).toEqual({ checkConsentCapture: { state: 'GIVEN' } });
    const query = 'query ($id: ID!) { person(id: $id) { languageEnrolments { status } } }';
    const seen = await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', query, { id: survivor.id });
    expect(seen.data).toMatchObject({ person: { languageEnrolments: [{}, {}] } });
  });

  it('goes from id to id where one merge followed another', async () => {
    const [survivor, between] = await two();
    const [, former] = await two();
    await merge(between, former);
    await merge(survivor, between);
    const { data } = await captures(former, await scanOf(former));
    expect(await holderOf(data!.captureConsent.id)).toBe(survivor.id);
  });

  it('is taken down only by who knows the person; nobody else learns that there was one', async () => {
    const [survivor, former] = await two();
    await merge(survivor, former);
    const stranger = staff('employment-agency');
    const asked = await captures(former, randomUUID(), stranger);
    expect(asked.codes).toEqual(['NO_SUCH_PERSON']);
    expect(asked).toEqual(await captures({ ...former, id: randomUUID() }, randomUUID(), stranger));
  });

  it('waits for the merge that is under way, and goes with the person', async () => {
    const [survivor, former] = await two();
    const scanId = await scanOf(former);
    await inTransaction(database.ownerUrl, async (client) => {
      await client.query(`select core.${MERGE}`, [former.id, survivor.id]);
      const capturing = captures(former, scanId);
      const giving = hub.ask<{ giveConsent: { id: string } }>(self(former.id), null, GIVE, { input: scope() });
      await waitedFor(client);
      await client.query('commit');
      const ids = [(await capturing).data!.captureConsent.id, (await giving).data!.giveConsent.id];
      for (const id of ids) expect(await holderOf(id)).toBe(survivor.id);
      expect(await holderOfScan(scanId)).toBe(survivor.id);
    });
  });

  it('holds off the merge as long as it is written, and then goes with the person', async () => {
    const [survivor, former] = await two();
    await inTransaction(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `insert into core.consent (person_id, state, recipients, categories, purposes, valid_from, valid_until, given_at, captured_by)
         values ($1, 'GIVEN', '{jobcenter}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now() + interval '1 day', now(), 'city')
         returning id`,
        [former.id],
      );
      const merging = merge(survivor, former);
      await waitedFor(client);
      await client.query('commit');
      await merging;
      expect(await holderOf(rows[0]!.id)).toBe(survivor.id);
    });
  });

  it('of the person themself, whose token says the former id a moment longer, is not lost', async () => {
    const [survivor, former] = await two();
    await merge(survivor, former);
    const { data, errors } = await hub.ask<{ giveConsent: { id: string } }>(self(former.id), null, GIVE, {
      input: scope(),
    });
    expect(errors).toEqual([]);
    expect(await consentsOf(survivor)).toEqual([data!.giveConsent.id]);
    const open = await database.asOwner(
      `select distinct person_id from core.consent_grant where consent_id = $1 and ended is null`,
      [data!.giveConsent.id],
    );
    expect(open).toEqual([{ person_id: survivor.id }]);
  });

  it('goes back with the former person when the merge was wrong', async () => {
    const [survivor, former] = await two();
    const move = await merge(survivor, former);
    const id = await writeConsent(database, former.id, SCOPE);
    expect(await holderOf(id)).toBe(survivor.id);
    const own = await writeConsent(database, survivor.id, SCOPE);
    await asDefiner(database, 'undo_move($1)', [move]);
    expect([await holderOf(id), await holderOf(own)]).toEqual([former.id, survivor.id]);
    expect(await holderOf(await writeConsent(database, former.id, SCOPE))).toBe(former.id);
  });

  it('in a file under the second file number is the survivor’s, and so it is the next time', async () => {
    const [survivor, former] = await two();
    await merge(survivor, former);
    const [link] = await database.asApp<{ file_number: string }>(
      { institution: 'city', role: 'service' },
      'select file_number from core.person_link where person_id = $1',
      [former.id],
    );
    const columns = 'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state';
    const row = `M-1;${link!.file_number};jobcenter;LANGUAGE;CASE_MANAGEMENT;01.11.2018;01.11.2018;31.12.2030`;
    const deliver = async (state: string) =>
      importInto(database)({
        kind: 'consents',
        file: await files.write('merged.csv', `${columns}\n${row};${state}\n`),
      });
    expect(await deliver('GIVEN')).toMatchObject({ inserted: 1, rejected: 0 });
    const [id] = await consentsOf(survivor);
    expect(await holderOf(id!)).toBe(survivor.id);
    expect(await deliver('GIVEN')).toMatchObject({ unchanged: 1, rejected: 0 });
    expect(await deliver('WITHDRAWN')).toMatchObject({ updated: 1, rejected: 0 });
  });

  it('from before PostgreSQL saw to it is found under the former id, and follows', async () => {
    const [survivor, former] = await two();
    await merge(survivor, former);
    await database.asOwner('alter table core.consent disable trigger follow_merge');
    const id = await writeConsent(database, former.id, SCOPE);
    await database.asOwner('alter table core.consent enable trigger follow_merge');
    expect(await holderOf(id)).toBe(former.id);
    await followMerges(database.database);
    expect(await holderOf(id)).toBe(survivor.id);
  });

  it('does not pass to a person who was never the same', async () => {
    const [giver, other] = await two();
    const id = await writeConsent(database, giver.id, SCOPE);
    for (const settings of [
      { institution: null, role: 'person', person: giver.id },
      { institution: 'city', role: 'counsellor' },
    ]) {
      const move = `update core.consent set person_id = $2, version = version + 1 where id = $1`;
      await database.asApp(settings, move, [id, other.id]).catch(() => undefined);
      expect(await holderOf(id)).toBe(giver.id);
    }
  });

  async function holderOfScan(scanId: string) {
    const [row] = await database.asOwner<{ person_id: string }>(
      'select person_id from core.consent_scan where id = $1',
      [scanId],
    );
    return row!.person_id;
  }
});
