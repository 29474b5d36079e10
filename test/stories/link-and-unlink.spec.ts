import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  ConfirmLinkDocument,
  LinkByCodeDocument,
  MyLinksDocument,
  OurPersonDocument,
  RefuseLinkDocument,
  RegisterDocument,
  UnlinkPersonDocument,
} from '../generated/operations';
import { handOut, type HandedOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const OPEN_CASE = `mutation ($input: RecordBenefitCaseInput!) { recordBenefitCase(input: $input) { id } }`;

describe('an institution asks to be linked', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter');
  let nadia: TestPerson;
  let booklet: HandedOut;

  const asks = async (fileNumber: string) =>
    (await hub.ask(adviser, null, LinkByCodeDocument, { input: { code: booklet.token, fileNumber } })).data!.linkPerson!
      .link.id;
  const finds = async (fileNumber: string) =>
    (await hub.ask(adviser, null, OurPersonDocument, { fileNumber })).data!.searchPersons!.length;

  beforeAll(async () => {
    nadia = await person(database).with('Registration').with('Identity', { by: 'city' }).create();
    booklet = await handOut(hub, 'city', nadia.id);
  });

  it('she refuses, and nothing has happened', async () => {
    const id = await asks('BG-1');
    const { data } = await hub.ask(self(nadia.id), null, RefuseLinkDocument, { id });
    expect(data!.refuseLink).toEqual({ state: 'REFUSED' });
    expect(await finds('BG-1')).toBe(0);
    expect((await hub.ask(self(nadia.id), null, ConfirmLinkDocument, { id })).codes).toStrictEqual([
      'LINK_STATE_CONFLICT',
    ]);
  });

  it('nobody answers for her', async () => {
    const id = await asks('BG-1');
    const other = await person(database).create();
    expect((await hub.ask(self(other.id), null, ConfirmLinkDocument, { id })).codes).toStrictEqual(['NOT_FOUND']);
    expect((await hub.ask(adviser, null, ConfirmLinkDocument, { id })).codes).toStrictEqual(['FORBIDDEN']);
    const past = await database.asApp(
      { institution: 'jobcenter', role: 'counsellor' },
      'select * from core.answer_link($1, true)',
      [id],
    );
    expect(past).toEqual([]);
    expect(await finds('BG-1')).toBe(0);
  });

  it('asking again takes the place of the request before', async () => {
    const [first, second] = [await asks('BG-1'), await asks('BG-2')];
    expect((await hub.ask(self(nadia.id), null, ConfirmLinkDocument, { id: first })).codes).toStrictEqual([
      'LINK_STATE_CONFLICT',
    ]);
    await hub.ask(self(nadia.id), null, ConfirmLinkDocument, { id: second });
    expect([await finds('BG-1'), await finds('BG-2')]).toEqual([0, 1]);
    await hub.ask(adviser, null, UnlinkPersonDocument, { id: second });
    expect(await finds('BG-2')).toBe(0);
  });

  it('of ten requests at once one waits for her', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => asks('BG-1')));
    const mine = await hub.ask(self(nadia.id), null, MyLinksDocument, {});
    const waiting = mine.data!.me!.links.filter(({ state }) => state === 'PENDING');
    expect(waiting).toHaveLength(1);
    expect(ids).toContain(waiting[0]!.id);
    expect((await hub.ask(self(nadia.id), null, RefuseLinkDocument, { id: waiting[0]!.id })).errors).toEqual([]);
  });

  it('an attempt that is refused leaves the request before alone', async () => {
    const first = await asks('BG-1');
    const other = await person(database).with('Registration').create();
    const otherBooklet = await handOut(hub, 'city', other.id);
    const atOnce = (code: string) =>
      hub.ask(adviser, null, LinkByCodeDocument, {
        input: { code, fileNumber: 'BG-9', presence: { documentCheck: 'CHECKED' } },
      });
    expect((await atOnce(otherBooklet.token)).errors).toEqual([]);
    expect((await atOnce(booklet.token)).codes).toStrictEqual(['LINK_STATE_CONFLICT']);
    const mine = await hub.ask(self(nadia.id), null, MyLinksDocument, {});
    expect(mine.data!.me!.links.filter(({ state }) => state === 'PENDING').map(({ id }) => id)).toEqual([first]);
    expect((await hub.ask(self(nadia.id), null, RefuseLinkDocument, { id: first })).errors).toEqual([]);
  });

  it('a request that she does not answer in time expires', async () => {
    const id = await asks('BG-3');
    await database.asOwner(`update core.link set expires_at = now() - interval '1 second' where id = $1`, [id]);
    const mine = await hub.ask(self(nadia.id), null, MyLinksDocument, {});
    expect(mine.data!.me!.links.find((link) => link.id === id)).toMatchObject({ state: 'EXPIRED' });
    expect((await hub.ask(self(nadia.id), null, ConfirmLinkDocument, { id })).codes).toStrictEqual([
      'LINK_STATE_CONFLICT',
    ]);
  });
});

describe.each(['the institution', 'the person'] as const)('a link is ended by %s', (who) => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter');
  const NADIA = { givenName: 'Nadia', familyName: 'Muster', birthDate: '1990-02-03' };
  let carrier: TestPerson;
  let former: string;
  let linkId: string;

  const mine = async (id: string) => (await hub.ask(self(id), null, MyLinksDocument, {})).data!.me!;
  const openCase = async (personId: string, caseNumber: string) => {
    const input = { personId, caseNumber, openedOn: '2019-01-01', status: 'GRANTED' };
    expect((await hub.ask(adviser, null, OPEN_CASE, { input })).errors).toEqual([]);
  };

  beforeAll(async () => {
    carrier = await person(database).with('Registration').with('Identity', { by: 'city' }).create();
    const { data } = await hub.ask(adviser, null, RegisterDocument, { input: { ...NADIA, fileNumber: 'BG-7' } });
    former = data!.registerPerson!.id;
    await openCase(former, 'CASE-1');
    const { shortCode } = await handOut(hub, 'city', carrier.id);
    const linked = await hub.ask(adviser, null, LinkByCodeDocument, {
      input: { code: shortCode, fileNumber: 'BG-7', presence: { documentCheck: 'CHECKED' } },
    });
    expect(linked.data!.linkPerson).toMatchObject({ link: { movedRecords: true }, person: { id: carrier.id } });
    linkId = linked.data!.linkPerson!.link.id;
    await openCase(carrier.id, 'CASE-2');
  });

  it('while it lasts, everything is with the person of the booklet', async () => {
    const seen = await mine(carrier.id);
    expect(seen.benefitCases?.map(({ caseNumber }) => caseNumber).sort()).toEqual(['CASE-1', 'CASE-2']);
    expect((await mine(former)).benefitCases).toEqual([]);
    expect(
      (await hub.ask(adviser, null, 'query ($id: ID!) { person(id: $id) { id } }', { id: former })).codes,
    ).toStrictEqual(['NO_SUCH_PERSON']);
  });

  it('the person reads in the log what the institution did before, under the former id', async () => {
    const log = '{ accessLog(first: 100) { nodes { personId institution event } } }';
    const { data, errors } = await hub.ask<{ accessLog: { nodes: Record<string, string>[] } }>(
      self(carrier.id),
      null,
      log,
    );
    expect(errors).toEqual([]);
    const before = data!.accessLog.nodes.filter(({ personId }) => personId === former);
    expect(before.length).toBeGreaterThan(0);
    expect(new Set(before.map(({ institution }) => institution))).toEqual(new Set(['jobcenter']));
    // Whoever else has the former id open reads nothing of the person of the booklet.
    const theirs = await hub.ask<{ accessLog: { nodes: Record<string, string>[] } }>(self(former), null, log);
    expect(theirs.data!.accessLog.nodes.filter(({ personId }) => personId === carrier.id)).toEqual([]);
  });

  it('both sides are as before, and the institution keeps what it wrote since', async () => {
    const caller = who === 'the person' ? self(carrier.id) : adviser;
    const { data } = await hub.ask(caller, null, UnlinkPersonDocument, { id: linkId });
    expect(data!.unlinkPerson).toEqual({
      state: 'ENDED',
      endedByInstitution: who === 'the person' ? null : 'jobcenter',
    });
    expect(await mine(carrier.id)).toMatchObject({
      benefitCases: [],
      registrations: [{}],
      links: [{ state: 'ENDED' }],
    });
    const { data: ours } = await hub.ask(adviser, null, OurPersonDocument, { fileNumber: 'BG-7' });
    expect(ours!.searchPersons).toMatchObject([
      { id: former, identity: { familyName: 'Muster', recordedBy: 'jobcenter' } },
    ]);
    expect(ours!.searchPersons![0]!.benefitCases?.map(({ caseNumber }) => caseNumber).sort()).toEqual([
      'CASE-1',
      'CASE-2',
    ]);
    expect(
      (await hub.ask(adviser, null, 'query ($id: ID!) { person(id: $id) { id } }', { id: carrier.id })).codes,
    ).toStrictEqual(['NO_SUCH_PERSON']);
  });

  it('it is ended once, and never by others', async () => {
    expect((await hub.ask(adviser, null, UnlinkPersonDocument, { id: linkId })).codes).toStrictEqual([
      'LINK_STATE_CONFLICT',
    ]);
    for (const caller of [staff('city'), self(former)]) {
      expect((await hub.ask(caller, null, UnlinkPersonDocument, { id: linkId })).codes).toStrictEqual(['NOT_FOUND']);
    }
  });
});

describe('a link without a former registration is ended', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter');

  const linked = async (fileNumber: string) => {
    const { id } = await person(database).with('Registration').create();
    const { token } = await handOut(hub, 'city', id);
    const { data } = await hub.ask(adviser, null, LinkByCodeDocument, {
      input: { code: token, fileNumber, presence: { documentCheck: 'NOT_CHECKED' } },
    });
    return { id, token, linkId: data!.linkPerson!.link.id };
  };
  const found = async (fileNumber: string) =>
    (await hub.ask(adviser, null, OurPersonDocument, { fileNumber })).data!.searchPersons!;

  it('and nothing is left of it where nothing was written', async () => {
    const { linkId } = await linked('BG-1');
    await hub.ask(adviser, null, UnlinkPersonDocument, { id: linkId });
    expect(await found('BG-1')).toEqual([]);
  });

  it('and what was written stays the institution’s own, under an id that nobody else knows', async () => {
    const { id, linkId } = await linked('BG-2');
    const input = { personId: id, caseNumber: 'CASE-9', openedOn: '2019-01-01', status: 'GRANTED' };
    await hub.ask(adviser, null, OPEN_CASE, { input });
    await hub.ask(self(id), null, UnlinkPersonDocument, { id: linkId });
    const [own] = await found('BG-2');
    expect(own).toMatchObject({ benefitCases: [{ caseNumber: 'CASE-9' }] });
    expect(own!.id).not.toBe(id);
    expect((await hub.ask(self(id), null, MyLinksDocument, {})).data!.me).toMatchObject({ benefitCases: [] });
  });
});
