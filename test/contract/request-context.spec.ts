import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { REGISTRY } from '../../src/hub/subgraphs';
import { settingsStatement } from '../../src/platform/postgres/session';
import { bornYearsAgo } from '../kit/ages';
import { tables } from '../kit/catalogue';
import { useDatabase } from '../kit/database';
import { self, useHub } from '../kit/hub';
import { person, settingsOf } from '../kit/people';

/** Tables about persons that the hub's role may read at all; all of them hold rows here, or nothing would be checked. */
const READABLE = [
  ...REGISTRY.all.filter(({ onPerson }) => onPerson !== null).map(({ table }) => table),
  'core.person',
  'core.link',
  'core.person_alias',
  'core.person_move',
  'core.consent',
  'core.consent_event',
  'core.consent_grant',
  'core.consent_receipt',
  'core.consent_scan',
  'core.representation',
  'core.transfer',
  'core.withdrawal_task',
  'core.rights_request',
  'core.rights_request_content',
  'core.rights_notice',
  'core.access_entry',
];

describe('a forgotten request context', () => {
  const database = useDatabase();
  const hub = useHub(database);

  beforeAll(async () => {
    const { id } = await person(database).withEverything('city').create();
    const validUntil = new Date(Date.now() + 86_400_000);
    const input = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'], validUntil };
    await hub.ask(self(id), null, 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }', {
      input,
    });
    await hub.ask(self(id), null, '{ me { id } }');
    await database.asApp(
      { institution: 'city', role: 'counsellor' },
      `insert into core.consent_scan (person_id, institution, actor, media_type, size, sha256, content)
       values ($1, 'city', 'kit', 'application/pdf', 4, encode(sha256('%PDF'), 'hex'), '%PDF')`,
      [id],
    );
    await database.asApp(
      { role: 'person', person: id },
      `insert into core.transfer (person_id, consent_id, recipient, categories, actor, law, notice, notice_de)
       select c.person_id, c.id, 'jobcenter', c.categories, current_setting('geleit.actor'), 'kit', 'kit', 'kit' from core.consent c`,
    );
    await database.asApp(
      { role: 'person', person: id },
      `insert into core.consent_receipt (id, consent_id, version, person_id, state, issued_at, key_id, jws)
       select gen_random_uuid(), e.consent_id, e.version, e.person_id, e.state_after, now(), 'kit', 'kit' from core.consent_event e`,
    );
    await hub.ask(self(id), null, 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id } }', {
      input: { kind: 'EXPORT', institution: 'city', words: 'Alles, bitte.' },
    });
    await database.asOwner(
      `insert into core.rights_notice (request_id, person_id, institution, kind, author, record_type, first_received_at,
         last_received_at) values (gen_random_uuid(), $1, 'jobcenter', 'ERASURE', 'city', 'Contact', now(), now())`,
      [id],
    );
    await database.asOwner(
      `insert into core.withdrawal_task (consent_id, consent_version, person_id, institution, categories, purposes,
         first_received_at, last_received_at, due_at)
       values (gen_random_uuid(), 1, $1, 'jobcenter', '{}', '{}', now(), now(), now())`,
      [id],
    );
    const child = await person(database)
      .with('Identity', { values: { birthDate: bornYearsAgo(10) } })
      .create();
    await database.asApp(
      { institution: 'city', role: 'counsellor' },
      `insert into core.representation (person_id, guardian, guardian_name, kind, document, institution, actor, valid_until)
       values ($1, gen_random_uuid(), 'kit', 'PARENT', 'BIRTH_CERTIFICATE', 'city', 'kit', 'infinity')`,
      [child.id],
    );
    await database.asOwner(
      `insert into core.link (person_id, institution, state, way, file_number, requested_by)
       values ($1, 'jobcenter', 'PENDING', 'TOKEN', 'kit', 'kit')`,
      [id],
    );
    const other = await person(database).create();
    await database.asOwner(
      `with move as (insert into core.person_move (kind, from_person, to_person, actor) values ('MERGE', $1, $2, 'kit') returning *)
       insert into core.person_alias (move_id, former_id, person_id) select id, from_person, to_person from move`,
      [other.id, id],
    );
  });

  it('is looked for in every table about persons that can be read', async () => {
    const readable = (await tables(database))
      .filter(({ about_persons, privileges }) => about_persons && privileges.includes('SELECT'))
      .map(({ table }) => table);
    expect(readable.sort()).toEqual([...READABLE].sort());
  });

  it.each(READABLE)('is an error when %s is read, never an empty answer', async (table) => {
    await expect(database.asApp(null, `select * from ${table}`)).rejects.toMatchObject({
      message: expect.stringMatching(/no request context|unrecognized configuration parameter/),
    });
  });

  it.each(READABLE)('is an error when %s is read on a connection that had a context before', async (table) => {
    const client = new Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(settingsStatement(settingsOf('city')));
      await client.query('commit');
      // What was local to the transaction is an empty text now, not unknown.
      await expect(client.query(`select * from ${table}`)).rejects.toMatchObject({
        message: expect.stringContaining('no request context'),
      });
    } finally {
      await client.end();
    }
  });

  it('lets nothing be written', async () => {
    const written = `insert into core.person (id, created_by) values (gen_random_uuid(), 'city')`;
    await expect(database.asApp(null, written)).rejects.toMatchObject({ code: /^42/ });
  });

  it('is not carried over to the next request on the same connection', async () => {
    const { id } = await person(database).with('Registration').create();
    await hub.ask(self(id), null, '{ me { registrations { route } } }');
    await expect(
      database.database.transaction(settingsOf('caritas'), (transaction) =>
        transaction.query({ text: 'select id from city.registration' }),
      ),
    ).resolves.toMatchObject({ rows: [] });
  });
});
