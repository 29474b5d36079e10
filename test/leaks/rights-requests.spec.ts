import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

describe('requests about persons’ data, by SQL with the hub’s role', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;
  let other: TestPerson;
  let contactId: string;
  let id: string;

  beforeAll(async () => {
    giver = await person(database).with('Contact', { by: 'city' }).create();
    other = await person(database).with('Contact', { by: 'city' }).create();
    contactId = other.records.find(({ declaration }) => declaration.name === 'Contact')!.id;
    const input = { kind: 'EXPORT', institution: 'city', words: 'Alles, bitte.' };
    const ask = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id } }';
    const { data } = await hub.ask<{ requestRight: { id: string } }>(self(giver.id), null, ask, { input });
    id = data!.requestRight.id;
  });

  const city = { institution: 'city', role: 'counsellor' };
  const asGiver = () => ({ role: 'person', person: giver.id });
  const insert = (values: string) =>
    `insert into core.rights_request (person_id, institution, kind, record_type, record_table, record_id, due_at) values (${values})`;

  it.each([
    ['another institution', { institution: 'jobcenter', role: 'counsellor' }],
    ['a planner of the institution', { institution: 'city', role: 'planner' }],
    ['its administrator', { institution: 'city', role: 'administrator' }],
  ])('are not shown to %s', async (_, settings) => {
    expect(await database.asApp(settings, 'select id from core.rights_request')).toEqual([]);
    expect(await database.asApp(settings, 'select words from core.rights_request_content')).toEqual([]);
  });

  it('are shown to the data protection officer without what the person says', async () => {
    const officer = { institution: 'city', role: 'data-protection-officer' };
    expect(await database.asApp(officer, 'select id from core.rights_request')).toEqual([{ id }]);
    expect(await database.asApp(officer, 'select words from core.rights_request_content')).toEqual([]);
  });

  it('are made by the person alone, for themself, and about their own records', async () => {
    const due = `now() + interval '1 day'`;
    const dispute = insert(`'${giver.id}', 'city', 'DISPUTE', 'Contact', 'core.contact', '${contactId}', ${due}`);
    await expect(
      database.asApp(city, insert(`'${giver.id}', 'city', 'EXPORT', null, null, null, ${due}`)),
    ).rejects.toThrow(/row-level security/);
    await expect(
      database.asApp(asGiver(), insert(`'${other.id}', 'city', 'EXPORT', null, null, null, ${due}`)),
    ).rejects.toThrow(/row-level security/);
    await expect(database.asApp(asGiver(), dispute)).rejects.toThrow(/no such record/);
    const hostile = dispute.replace("'core.contact'", "'core.consent'");
    await expect(database.asApp(asGiver(), hostile)).rejects.toThrow(/no table of records/);
    await expect(
      database.asApp(
        asGiver(),
        insert(`'${giver.id}', 'city', 'EXPORT', null, null, null, now() + interval '2 months'`),
      ),
    ).rejects.toThrow(/due too late/);
  });

  it.each([
    ['a person grants themself nothing', 'person', `state = 'GRANTED'`, /row-level security/],
    ['staff take nothing back in the person’s name', 'staff', `state = 'WITHDRAWN'`, /row-level security/],
    [
      'staff answer in nobody else’s name',
      'staff',
      `answered_at = now(), answered_by = 'somebody'`,
      /row-level security/,
    ],
    ['staff put nothing off without a reason', 'staff', `due_at = due_at + interval '1 day'`, /extended too far/],
    ['staff make nothing of it that it is not', 'staff', `kind = 'ERASURE'`, /permission denied/],
    ['staff let nobody tell them less', 'staff', `created_at = now()`, /permission denied/],
  ])('%s', async (_, who, set, message) => {
    const settings = who === 'person' ? asGiver() : city;
    const update = `update core.rights_request set ${set} where id = '${id}'`;
    await expect(database.asApp(settings, update)).rejects.toThrow(message);
  });

  it.each(['EXPORT', 'ERASURE'])(
    'never tell the immigration authority that somebody is known here: %s',
    async (kind) => {
      const ask = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { institution } }';
      const asked = async (institution: string) => hub.ask(self(other.id), null, ask, { input: { kind, institution } });
      // Nor one whom the policy gives nothing, so that nobody there would answer.
      for (const institution of ['immigration-authority', 'youth-welfare-office']) {
        const { errors } = await asked(institution);
        expect(errors.map(({ extensions }) => extensions)).toMatchObject([
          { code: 'INVALID_INPUT', problems: [{ path: 'input.institution', code: 'NEVER_RECEIVES' }] },
        ]);
      }
      // One that only holds nothing has to say so.
      expect((await asked('caritas')).data).toEqual({ requestRight: { institution: 'caritas' } });
    },
  );

  it('are hidden from the immigration authority and kept from it by the second lock alone', async () => {
    const due = `now() + interval '1 day'`;
    const request = insert(`'${giver.id}', 'immigration-authority', 'EXPORT', null, null, null, ${due}`);
    await expect(database.asApp(asGiver(), request)).rejects.toThrow(/row-level security/);
    await database.asOwner('alter table core.rights_request no force row level security');
    await database.asOwner(request);
    await database.asOwner('alter table core.rights_request force row level security');
    const authority = { institution: 'immigration-authority', role: 'counsellor' };
    expect(await database.asApp(authority, 'select id from core.rights_request')).toEqual([]);
    const own = `select id from core.rights_request where institution = 'immigration-authority'`;
    expect(await database.asApp(asGiver(), own)).toHaveLength(1);
  });

  it('do not go away, nor the notices', async () => {
    for (const table of ['rights_request', 'rights_request_content', 'rights_notice']) {
      await expect(database.asApp(city, `delete from core.${table}`)).rejects.toThrow(/permission denied/);
    }
  });

  it('open no function that marks, reads or erases a record directly', async () => {
    for (const call of [
      `core.mark_disputes('core.contact', '${contactId}', null)`,
      `core.mark_restricted('core.contact', '${contactId}', null)`,
      `core.marked_record('core.contact', '${contactId}')`,
      `core.erasable_request('${id}')`,
    ]) {
      await expect(database.asApp(city, `select ${call}`)).rejects.toThrow(/permission denied/);
    }
    await expect(database.asApp(city, `select core.erasure_inventory('${id}', '{core.contact}')`)).rejects.toThrow(
      /nothing to erase/,
    );
    await expect(
      database.asApp(city, `select core.add_rights_notices('${id}', 'Contact', 'CONTACT', false)`),
    ).rejects.toThrow(/nothing to notify/);
  });
});
