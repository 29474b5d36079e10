import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { withdrawConsent } from '../../../kit/consents';
import { useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { person, settingsOf, type TestPerson } from '../../../kit/people';
import { testReceiptKeys } from '../../../kit/receipt-keys';

interface Receipt {
  readonly id: string;
  readonly consentId: string;
  readonly version: number;
  readonly state: string;
  readonly document: string;
  readonly jws: string;
}

const FIELDS = 'id consentId version state document jws';
const MINE = `{ me { receipts { ${FIELDS} } } }`;
const OF_PERSON = `query ($id: ID!) { person(id: $id) { receipts { ${FIELDS} } } }`;
const VERIFY =
  'query ($receipt: String!) { verifyReceipt(receipt: $receipt) { valid problem places consentId version } }';

const LANGUAGE_COURSES = {
  recipients: ['jobcenter'],
  categories: ['LANGUAGE'],
  purposes: ['CASE_MANAGEMENT'],
} as const;

describe('the receipts of a consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let giver: TestPerson;
  let consentId: string;

  beforeAll(async () => {
    giver = await person(database).knownTo('city', 'jobcenter', 'caritas').consenting(LANGUAGE_COURSES).create();
    consentId = giver.consentIds[0]!;
  });

  const mine = async (of: TestPerson = giver): Promise<readonly Receipt[]> => {
    const { data, errors } = await hub.ask<{ me: { receipts: Receipt[] } }>(self(of.id), null, MINE);
    expect(errors).toEqual([]);
    return data!.me.receipts;
  };

  it('are there as soon as it is given: one, complete and verifiable by anybody with the public key', async () => {
    const [receipt, ...more] = await mine();
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({ consentId, version: 1, state: 'GIVEN' });
    const [header, payload, signature] = receipt!.jws.split('.') as [string, string, string];
    const key = createPublicKey({ key: testReceiptKeys().publicKeys[0]!, format: 'jwk' });
    const isGenuine = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(isGenuine).toBe(true);
    expect(receipt!.document).toBe(Buffer.from(payload, 'base64url').toString());
    expect(JSON.parse(receipt!.document)).toMatchObject({
      'dct:identifier': receipt!.id,
      'dpv:hasRecordOfActivity': { 'dpv:hasDataSubject': { 'dct:identifier': giver.id } },
    });
  });

  it('are issued once, also when many ask at the same time', async () => {
    const other = await person(database).knownTo('city').consenting(LANGUAGE_COURSES).create();
    const asked = await Promise.all(Array.from({ length: 5 }, () => mine(other)));
    expect(new Set(asked.flat().map(({ jws }) => jws)).size).toBe(1);
  });

  it('come with the answer of the mutation that gives it, and prove the wording that the person was shown', async () => {
    const other = await person(database).knownTo('city').create();
    const { data } = await hub.ask<{ giveConsent: { id: string; receipts: Receipt[] } }>(
      self(other.id),
      null,
      `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id receipts { ${FIELDS} } } }`,
      { input: { ...LANGUAGE_COURSES, language: 'uk', validUntil: new Date(Date.now() + 86_400_000).toISOString() } },
    );
    const { id, receipts } = data!.giveConsent;
    expect(receipts).toMatchObject([{ consentId: id, state: 'GIVEN' }]);
    const [text] = await database.asOwner<{ id: string; hash: string }>(
      `select t.id, t.hash from core.consent_text t where t.language = 'uk' and t.purpose = 'CASE_MANAGEMENT'
        and t.id = any(select unnest(c.text_ids) from core.consent_event e, jsonb_populate_record(null::core.consent, e.snapshot) c
          where e.consent_id = $1)`,
      [id],
    );
    expect(JSON.parse(receipts[0]!.document)).toMatchObject({
      'dpv:hasRecordOfActivity': {
        'dpv:hasNotice': expect.arrayContaining([
          {
            '@id': `urn:uuid:${text!.id}`,
            '@type': 'dpv:ConsentNotice',
            'dct:language': 'uk',
            'geleit:sha256': text!.hash,
          },
        ]),
      },
    });
  });

  it('tell a withdrawal with one of its own', async () => {
    const other = await person(database).knownTo('city').consenting(LANGUAGE_COURSES).create();
    const [given] = await mine(other);
    await withdrawConsent(database, other.id, other.consentIds[0]!);
    const receipts = await mine(other);
    expect(receipts.map(({ version, state }) => [version, state])).toEqual([
      [1, 'GIVEN'],
      [2, 'WITHDRAWN'],
    ]);
    expect(receipts[0]).toEqual(given);
    expect(receipts[1]!.document).toContain('dpv:ConsentWithdrawn');
  });

  it('are none for a consent that was only asked for, or refused', async () => {
    const other = await person(database)
      .knownTo('city')
      .consenting({ ...LANGUAGE_COURSES, state: 'REQUESTED' })
      .consenting({ ...LANGUAGE_COURSES, state: 'REFUSED' })
      .create();
    expect(await mine(other)).toEqual([]);
  });

  it('are for the person and the institution that took it down, not for those who receive data', async () => {
    const other = await person(database).knownTo('city', 'jobcenter', 'caritas').create();
    await database.database.transaction(settingsOf('caritas'), (transaction) =>
      transaction.query({
        text: `insert into core.consent (person_id, state, recipients, categories, purposes, valid_from, valid_until, captured_by, given_at)
          values ($1, 'GIVEN', '{jobcenter}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now() + interval '1 day', 'caritas',
            '2019-07-02T09:30:00Z')`,
        values: [other.id],
      }),
    );
    const seenBy = async (institution: 'caritas' | 'jobcenter' | 'city') => {
      const { data } = await hub.ask<{ person: { receipts: Receipt[] } }>(
        staff(institution),
        'CASE_MANAGEMENT',
        OF_PERSON,
        { id: other.id },
      );
      return data!.person.receipts.length;
    };
    expect([await seenBy('jobcenter'), await seenBy('city'), await seenBy('caritas')]).toEqual([0, 0, 1]);
    const [receipt] = await mine(other);
    // The day on which the person signed, not the day on which it was typed in.
    expect(receipt!.document).toContain('"dpv:isIndicatedAtTime":"2019-07-02T09:30:00+00:00"');
    expect([await seenBy('jobcenter'), await seenBy('city'), await seenBy('caritas')]).toEqual([0, 0, 1]);
  });

  it('are not issued by a hub without a key, which answers everything else', async () => {
    const other = await person(database).knownTo('city').consenting(LANGUAGE_COURSES).create();
    const answer = await useHub(database, { signsReceipts: false }).ask(self(other.id), null, MINE);
    expect([answer.codes, answer.data]).toEqual([['RECEIPTS_UNAVAILABLE'], { me: { receipts: null } }]);
  });

  it('cannot be forged, changed or removed by the role as which the hub connects', async () => {
    const [receipt] = await mine();
    const stranger = await person(database).knownTo('city').create();
    const insert = `insert into core.consent_receipt (id, consent_id, version, person_id, state, issued_at, key_id, jws)
      select gen_random_uuid(), '${consentId}'`;
    const attempts: readonly (readonly [string, string])[] = [
      [stranger.id, `${insert}, 1, '${stranger.id}', 'GIVEN', now(), 'k', 'j'`],
      [giver.id, `${insert}, 1, '${giver.id}', 'WITHDRAWN', now(), 'k', 'j'`],
      [giver.id, `${insert}, 9, '${giver.id}', 'GIVEN', now(), 'k', 'j'`],
      [giver.id, `update core.consent_receipt set jws = 'j'`],
      [giver.id, `delete from core.consent_receipt`],
      [giver.id, 'truncate core.consent_receipt'],
    ];
    for (const [id, sql] of attempts) {
      await expect(database.asApp({ role: 'person', person: id }, sql)).rejects.toMatchObject({ code: '42501' });
    }
    expect((await mine())[0]).toEqual(receipt);
  });

  it('are verified by the hub for whoever presents one', async () => {
    const [receipt] = await mine();
    const verified = async (text: string) =>
      (await hub.ask<{ verifyReceipt: object }>(staff('jobcenter'), null, VERIFY, { receipt: text })).data!
        .verifyReceipt;
    expect(await verified(receipt!.jws)).toEqual({ valid: true, problem: null, places: [], consentId, version: 1 });
    expect(await verified(`${receipt!.jws.slice(0, -4)}AAAA`)).toEqual({
      valid: false,
      problem: 'SIGNATURE_INVALID',
      places: [],
      consentId: null,
      version: null,
    });
  });
});
