import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ConfirmLinkDocument, LinkByCodeDocument } from '../generated/operations';
import { bornYearsAgo } from '../kit/ages';
import { handOut, type HandedOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { guardian, self, staff, useHub } from '../kit/hub';
import { born, type TestPerson } from '../kit/people';
import { representedBy } from '../kit/representation';

const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version } }';
const TAKE_BACK = 'mutation ($id: ID!, $version: Int!) { withdrawRightsRequest(id: $id, version: $version) { state } }';
const REFUSE = 'mutation ($id: ID!) { refuseLink(id: $id) { state } }';
const GUARDIAN = ['GUARDIAN_REQUIRED'];

interface Asked {
  readonly requestRight: { readonly id: string; readonly version: number };
}

/** Elias is fourteen and has a login of his own. He reads what is about him; what binds him, his mother Nadia does. */
describe('a child of fourteen at a screen of their own', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const nadia = randomUUID();
  let elias: TestPerson;
  let booklet: HandedOut;

  const child = (...birthDates: readonly string[]) =>
    born(database, ...birthDates)
      .with('Contact', { by: 'city' })
      .with('CounsellingNote')
      .create();

  beforeAll(async () => {
    elias = await child(bornYearsAgo(15, 1));
    await representedBy(hub, elias.id, nadia);
    booklet = await handOut(hub, 'city', elias.id, 'RH-0310');
  });

  const idOf = ({ records }: TestPerson, name: string) =>
    records.find(({ declaration }) => declaration.name === name)!.id;
  const about = (child: TestPerson, recordType: string, more: object) => ({
    ...{ kind: 'DISPUTE', recordType, recordId: idOf(child, recordType), words: 'Das stimmt nicht.' },
    ...more,
  });
  const asks = (caller: ReturnType<typeof self>, input: object) => hub.ask<Asked>(caller, null, ASK, { input });
  const takesBack = (caller: ReturnType<typeof self>, { id, version }: Asked['requestRight']) =>
    hub.ask(caller, null, TAKE_BACK, { id, version });

  it('reads all that is about them, and takes it along', async () => {
    const query = '{ me { contact { phone } counsellingNotes { text } dataByInstitution { institution } } myExport }';
    const { data, errors } = await hub.ask<{ me: { counsellingNotes: object[] }; myExport: object }>(
      self(elias.id),
      null,
      query,
    );
    expect(errors).toEqual([]);
    expect(data!.me.counsellingNotes).toHaveLength(1);
    expect(JSON.stringify(data!.myExport)).toContain('"Contact"');
  });

  it.each([
    ['a copy', () => ({ kind: 'EXPORT', institution: 'city' })],
    ['an erasure', () => ({ kind: 'ERASURE', institution: 'city' })],
    ['a restriction', () => about(elias, 'Contact', { kind: 'RESTRICTION' })],
    ['a note', () => about(elias, 'Contact', { field: 'phone' })],
    [
      'a correction',
      () => about(elias, 'Contact', { kind: 'CORRECTION', field: 'phone', proposedValue: '+49 5971 0' }),
    ],
  ])('asks for %s through the mother, who is not refused', async (_, input) => {
    expect((await asks(self(elias.id), input())).codes).toEqual(GUARDIAN);
    const { data, errors } = await asks(guardian(nadia, elias.id), input());
    expect(errors).toEqual([]);
    // Nor does the child undo what the mother asked for.
    expect((await takesBack(self(elias.id), data!.requestRight)).codes).toEqual(GUARDIAN);
    expect((await takesBack(guardian(nadia, elias.id), data!.requestRight)).errors).toEqual([]);
  });

  it('still asks about what was said in confidence, of which the mother must not know', async () => {
    for (const input of [
      about(elias, 'CounsellingNote', {}),
      { kind: 'EXPORT', institution: 'caritas' },
      { kind: 'ERASURE', institution: 'caritas' },
    ]) {
      const { data, errors } = await asks(self(elias.id), input);
      expect(errors).toEqual([]);
      expect((await takesBack(self(elias.id), data!.requestRight)).data).toEqual({
        withdrawRightsRequest: { state: 'WITHDRAWN' },
      });
    }
  });

  it('still says that the birth date is wrong, from which it follows that they are a child', async () => {
    const dispute = await asks(self(elias.id), about(elias, 'Identity', { field: 'birthDate' }));
    expect(dispute.errors).toEqual([]);
    expect((await takesBack(self(elias.id), dispute.data!.requestRight)).errors).toEqual([]);
    expect((await asks(self(elias.id), about(elias, 'Identity', { field: 'sex' }))).codes).toEqual(GUARDIAN);
  });

  it('refuses a link, but confirms none', async () => {
    const enter = async () => {
      const input = { code: booklet.token, fileNumber: 'E-1' };
      const { data, errors } = await hub.ask(staff('jobcenter'), null, LinkByCodeDocument, { input });
      expect(errors).toEqual([]);
      return data!.linkPerson!.link.id;
    };
    const first = await enter();
    expect((await hub.ask(self(elias.id), null, ConfirmLinkDocument, { id: first })).codes).toEqual(GUARDIAN);
    const refused = await hub.ask(self(elias.id), null, REFUSE, { id: first });
    expect(refused.data).toEqual({ refuseLink: { state: 'REFUSED' } });
    const second = await enter();
    const confirmed = await hub.ask(guardian(nadia, elias.id), null, ConfirmLinkDocument, { id: second });
    expect(confirmed.data).toMatchObject({ confirmLink: { state: 'ACTIVE' } });
  });

  it('hands nothing over within a consent that the mother gave', async () => {
    const give = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
    const input = {
      ...{ recipients: ['caritas'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
      validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    };
    const given = await hub.ask<{ giveConsent: { id: string } }>(guardian(nadia, elias.id), null, give, { input });
    const transfer = 'mutation ($input: TransferDataInput!) { transferData(input: $input) { id } }';
    const of = { input: { consentId: given.data!.giveConsent.id, recipient: 'caritas' } };
    expect((await hub.ask(self(elias.id), null, transfer, of)).codes).toEqual(GUARDIAN);
    expect((await hub.ask(guardian(nadia, elias.id), null, transfer, of)).errors).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['on the 15th birthday they ask', [bornYearsAgo(15)], []],
    ['whose birth date nobody has recorded asks', [], []],
    ['of whom one institution says that they are older asks', [bornYearsAgo(10), bornYearsAgo(19)], []],
    ['of whom all say that they are a child does not', [bornYearsAgo(10), bornYearsAgo(14)], GUARDIAN],
  ])('%s', async (_, birthDates, codes) => {
    const young = await child(...birthDates);
    expect((await asks(self(young.id), { kind: 'EXPORT', institution: 'city' })).codes).toEqual(codes);
  });

  it.each<[string, readonly string[], object]>([
    ['on the 15th birthday', [bornYearsAgo(15)], { confirmLink: { state: 'ACTIVE' } }],
    ['without a recorded birth date', [], { confirmLink: { state: 'ACTIVE' } }],
  ])('confirms a link %s', async (_, birthDates, outcome) => {
    const young = await child(...birthDates);
    const own = await handOut(hub, 'city', young.id, `RH-1${birthDates.length}11`);
    const input = { code: own.token, fileNumber: `E-${birthDates.length}9` };
    const { data } = await hub.ask(staff('jobcenter'), null, LinkByCodeDocument, { input });
    const confirmed = await hub.ask(self(young.id), null, ConfirmLinkDocument, { id: data!.linkPerson!.link.id });
    expect(confirmed.data).toMatchObject(outcome);
  });
});
