import { describe, expect, it } from '@jest/globals';
import {
  ConfirmLinkDocument,
  GiveConsentDocument,
  LinkByCodeDocument,
  MyLinksDocument,
  OurLinksDocument,
  OurPersonDocument,
  RegisterDocument,
} from '../generated/operations';
import { handOut, type HandedOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';

const RANIA = { givenName: 'Rania', familyName: 'Muster', birthDate: '1994-07-21', sex: 'FEMALE' } as const;

describe('somebody arrives, and comes to the district office first', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const [office, adviser] = [staff('city'), staff('jobcenter', 'case-manager')];
  let rania: string;
  let booklet: HandedOut;
  let linkId: string;

  const jobcenterFinds = async () =>
    (await hub.ask(adviser, 'CASE_MANAGEMENT', OurPersonDocument, { fileNumber: 'BG-100' })).data!.searchPersons!;

  it('the city registers her and hands a booklet out, whose codes are shown once', async () => {
    const { data } = await hub.ask(office, null, RegisterDocument, { input: { ...RANIA, fileNumber: 'RH-100' } });
    rania = data!.registerPerson!.id;
    booklet = await handOut(hub, 'city', rania, 'RH-0100');
    expect(booklet).toMatchObject({
      booklet: { bookletNumber: 'RH-0100', status: 'ISSUED' },
      token: expect.stringMatching(/^GELEIT:[0-9A-F]{32}$/),
      shortCode: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
      qrCode: expect.stringMatching(/^<svg /),
    });
    const kept = await database.asOwner<{ hash: Buffer }>('select hash from core.booklet_code');
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept.map(({ hash }) => hash.toString('hex')))).not.toContain(
      booklet.token.slice(7).toLowerCase(),
    );
  });

  it('she consents that the jobcenter sees who she is', async () => {
    const { errors } = await hub.ask(self(rania), null, GiveConsentDocument, {
      input: {
        recipients: ['jobcenter'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: '2099-01-01T00:00:00Z',
      },
    });
    expect(errors).toEqual([]);
  });

  it('on the telephone she reads the code aloud: the jobcenter asks, and is told nothing before she confirms', async () => {
    const { data, errors } = await hub.ask(adviser, 'CASE_MANAGEMENT', LinkByCodeDocument, {
      input: { code: booklet.shortCode.toLowerCase().replaceAll('-', ' '), fileNumber: 'BG-100' },
    });
    expect(errors).toEqual([]);
    expect(data!.linkPerson).toMatchObject({ link: { state: 'PENDING', confirmation: null }, person: null });
    linkId = data!.linkPerson!.link.id;
    expect(await jobcenterFinds()).toEqual([]);
  });

  it('she sees who asks, and confirms', async () => {
    const { data } = await hub.ask(self(rania), null, MyLinksDocument, {});
    expect(data!.me!.links).toMatchObject([
      { id: linkId, institution: 'jobcenter', state: 'PENDING', requestedBy: null },
    ]);
    const open = await hub.ask(self(rania), null, '{ me { openRequests { id kind institution } } }');
    expect(open.data!.me).toEqual({ openRequests: [{ id: linkId, kind: 'LINK', institution: 'jobcenter' }] });
    const confirmed = await hub.ask(self(rania), null, ConfirmLinkDocument, { id: linkId });
    expect(confirmed.data!.confirmLink).toEqual({ state: 'ACTIVE', confirmation: 'PERSON' });
    expect(await jobcenterFinds()).toMatchObject([
      { id: rania, identity: { familyName: 'Muster', recordedBy: 'city' } },
    ]);
  });

  it('the link tells how it came about, and the access log of it', async () => {
    const ours = await hub.ask(adviser, null, OurLinksDocument, { state: 'ACTIVE' });
    expect(ours.data!.bookletLinks!.nodes).toEqual([
      { id: linkId, state: 'ACTIVE', fileNumber: 'BG-100', confirmation: 'PERSON' },
    ]);
    const log = await database.asApp(
      { role: 'person', person: rania },
      `select event, institution, role from core.access_entry where fields = '{Link}' and event = 'WRITE' order by id`,
    );
    expect(log).toEqual([
      { event: 'WRITE', institution: 'jobcenter', role: 'case-manager' },
      { event: 'WRITE', institution: null, role: 'person' },
    ]);
  });

  it('the link of another house, and its file number, are nobody else’s business', async () => {
    const others = await hub.ask(staff('city'), null, OurLinksDocument, {});
    expect(others.data!.bookletLinks!.nodes).toEqual([]);
    const officer = await hub.ask(staff('jobcenter', 'data-protection-officer'), null, OurLinksDocument, {});
    expect(officer.data!.bookletLinks!.nodes).toMatchObject([{ id: linkId, fileNumber: null }]);
  });
});
