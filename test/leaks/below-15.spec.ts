import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { representedBy } from '../kit/representation';

const INSERT = `insert into core.rights_request (person_id, institution, kind, record_type, record_table, record_id, field, due_at)
  values ($1, $2, $3, $4, $5, $6, $7, now() + interval '1 day') returning id`;
const TAKE_BACK = `update core.rights_request set state = 'WITHDRAWN' where id = $1 returning state`;
const REFUSED = /row-level security/;

describe('PostgreSQL takes from a child below 15, whatever the hub does,', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const nadia = randomUUID();
  let elias: TestPerson;
  let unclear: TestPerson;

  beforeAll(async () => {
    elias = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(14) } })
      .with('Contact', { by: 'city' })
      .with('CounsellingNote')
      .create();
    unclear = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(14) } })
      .with('Identity', { by: 'jobcenter', values: { birthDate: bornYearsAgo(19) } })
      .create();
    await representedBy(hub, elias.id, nadia);
  });

  const child = ({ id }: TestPerson = elias) => ({ role: 'person', person: id, actor: id });
  const mother = () => ({ role: 'guardian', person: elias.id, actor: nadia });
  const idOf = (name: string) => elias.records.find(({ declaration }) => declaration.name === name)!.id;
  const insert = (who: ReturnType<typeof child>, ...values: readonly unknown[]) =>
    database.asApp<{ id: string }>(who, INSERT, [who.person, ...values]);

  it('no request, and none disguised as one that would stay theirs', async () => {
    const contact = idOf('Contact');
    for (const values of [
      ['city', 'EXPORT', null, null, null, null],
      ['city', 'ERASURE', null, null, null, 'birthDate'],
      ['city', 'RESTRICTION', 'Contact', 'core.contact', contact, null],
      ['city', 'DISPUTE', 'Identity', 'core.contact', contact, 'birthDate'],
    ]) {
      await expect(insert(child(), ...values)).rejects.toThrow(REFUSED);
      await expect(insert(mother(), ...values)).resolves.toHaveLength(1);
    }
    const secretByName = ['city', 'RESTRICTION', 'CounsellingNote', 'core.contact', contact, null];
    await expect(insert(child(), ...secretByName)).rejects.toThrow(REFUSED);
  });

  it('no taking back of what the guardian asked for', async () => {
    const [{ id }] = (await insert(mother(), 'city', 'EXPORT', null, null, null, null)) as [{ id: string }];
    await expect(database.asApp(child(), TAKE_BACK, [id])).rejects.toThrow(REFUSED);
    expect(await database.asApp(mother(), TAKE_BACK, [id])).toEqual([{ state: 'WITHDRAWN' }]);
  });

  it('what the guardian must not know of, and nobody else’s', async () => {
    const note = ['caritas', 'DISPUTE', 'CounsellingNote', 'caritas.counselling_note', idOf('CounsellingNote'), null];
    const [{ id }] = (await insert(child(), ...note)) as [{ id: string }];
    expect(await database.asApp(child(), TAKE_BACK, [id])).toEqual([{ state: 'WITHDRAWN' }]);
    await insert(child(), 'caritas', 'ERASURE', null, null, null, null);
    const forElias = [elias.id, 'caritas', 'ERASURE', null, null, null, null];
    await expect(database.asApp(child(unclear), INSERT, forElias)).rejects.toThrow(REFUSED);
  });

  it('no yes to a link, neither where the birth dates leave it open', async () => {
    for (const { id } of [elias, unclear]) {
      const [link] = await database.asOwner<{ id: string }>(
        `insert into core.link (person_id, institution, state, way, file_number, requested_by, expires_at)
         values ($1, 'employment-agency', 'PENDING', 'TOKEN', $2, 'kit', now() + interval '1 day') returning id`,
        [id, `F-${id}`],
      );
      const answer = `select problem, (made).state from core.answer_link('${link!.id}', $1)`;
      const who = { role: 'person', person: id, actor: id };
      expect(await database.asApp(who, answer, [true])).toEqual([{ problem: 'BY_GUARDIAN', state: 'PENDING' }]);
      expect(await database.asApp(who, answer, [false])).toEqual([{ problem: null, state: 'REFUSED' }]);
    }
  });

  it('no transfer within a consent that the guardian gave', async () => {
    const give = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
    const input = {
      ...{ recipients: ['caritas'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
      validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    };
    const given = await hub.ask<{ giveConsent: { id: string } }>(guardian(nadia, elias.id), null, give, { input });
    const transfer = (who: ReturnType<typeof child>) =>
      database.asApp(
        who,
        `insert into core.transfer (person_id, consent_id, recipient, categories, actor, law, notice, notice_de)
         values ($1, $2, 'caritas', '{LANGUAGE}', $3, 'kit', 'kit', 'kit')`,
        [elias.id, given.data!.giveConsent.id, who.actor],
      );
    await expect(transfer(child())).rejects.toThrow(REFUSED);
    await transfer(mother());
  });

  it('no answer about anybody but themself', async () => {
    const ask = (settings: object) =>
      database.asApp({ role: 'person', ...settings }, 'select surely, perhaps from core.guardian_acts_alone()');
    expect(await ask(child())).toEqual([{ surely: true, perhaps: true }]);
    expect(await ask(child(unclear))).toEqual([{ surely: false, perhaps: true }]);
    const nobody = [{ surely: false, perhaps: false }];
    expect(await ask({ person: randomUUID() })).toEqual(nobody);
    expect(await ask(mother())).toEqual(nobody);
    expect(await ask({ institution: 'city', role: 'counsellor', person: elias.id })).toEqual(nobody);
  });
});
