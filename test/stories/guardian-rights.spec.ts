import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NOTHING } from '../../src/access/log/log-entry.sql';
import { ConfirmLinkDocument, LinkByCodeDocument, ReportBookletLostDocument } from '../generated/operations';
import { bornYearsAgo } from '../kit/ages';
import { handOut, type HandedOut } from '../kit/booklets';
import { useDatabase } from '../kit/database';
import { guardian, self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { representedBy } from '../kit/representation';

const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version state kind } }';
const TAKE_BACK =
  'mutation ($id: ID!, $version: Int!) { withdrawRightsRequest(id: $id, version: $version) { state version } }';
const ANSWER = 'mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { state version } }';
const RIGHTS = '{ represented { rightsRequests { id kind state words } rightsNotices { id } } }';
const OPEN = '{ represented { openRequests { id kind institution } links { id state requestedBy confirmedBy } } }';

interface Asked {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}
interface Rights {
  readonly represented: { readonly rightsRequests: readonly object[]; readonly rightsNotices: readonly object[] };
}
interface Links {
  readonly represented: {
    readonly openRequests: readonly { readonly id: string }[];
    readonly links: readonly object[];
  };
}

/** Nadia acts for Elias, who is ten, and for Jasmin, who is sixteen; what is theirs to ask for she can ask for. */
describe('a mother asks for what her children are entitled to', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const nadia = randomUUID();
  let elias: TestPerson;
  let jasmin: TestPerson;
  let booklet: HandedOut;

  beforeAll(async () => {
    const young = (birthDate: string) =>
      person(database)
        .with('Identity', { by: 'city', values: { birthDate } })
        .with('Contact', { by: 'city' })
        .with('LanguageEnrolment')
        .with('CounsellingNote')
        .create();
    [elias, jasmin] = [await young(bornYearsAgo(10)), await young(bornYearsAgo(16))];
    for (const { id } of [elias, jasmin]) await representedBy(hub, id, nadia);
    booklet = await handOut(hub, 'city', elias.id, 'RH-0300');
  });

  const motherFor = (child: TestPerson) => guardian(nadia, child.id);
  const contactOf = ({ records }: TestPerson) => records.find(({ declaration }) => declaration.name === 'Contact')!.id;
  const asks = async (caller: ReturnType<typeof self>, input: object) => {
    const { data, errors } = await hub.ask<{ requestRight: Asked }>(caller, null, ASK, { input });
    expect(errors).toEqual([]);
    return data!.requestRight;
  };
  const takesBack = (caller: ReturnType<typeof self>, { id, version }: Asked) =>
    hub.ask<{ withdrawRightsRequest: Asked }>(caller, null, TAKE_BACK, { id, version });
  const dispute = (child: TestPerson) => ({
    ...{ kind: 'DISPUTE', recordType: 'Contact', recordId: contactOf(child), field: 'phone', words: 'Veraltet.' },
  });
  const notesOf = async (child: TestPerson) => {
    const query = '{ me { contact { phone disputes { field note } } } }';
    const { data } = await hub.ask<{ me: { contact: { disputes: object[] | null } } }>(self(child.id), null, query);
    return data!.me.contact.disputes;
  };

  it('she disputes what the city wrote about Elias, reads it in her portal, and takes it back', async () => {
    const asked = await asks(motherFor(elias), dispute(elias));
    expect(asked).toMatchObject({ kind: 'DISPUTE', state: 'OPEN' });
    expect(await notesOf(elias)).toEqual([{ field: 'phone', note: 'Veraltet.' }]);
    const { data } = await hub.ask<Rights>(motherFor(elias), null, RIGHTS);
    expect(data!.represented).toEqual({
      rightsRequests: [{ id: asked.id, kind: 'DISPUTE', state: 'OPEN', words: 'Veraltet.' }],
      rightsNotices: [],
    });
    expect((await takesBack(motherFor(elias), asked)).data!.withdrawRightsRequest.state).toBe('WITHDRAWN');
    expect(await notesOf(elias)).toBeNull();
  });

  it('the city answers her as it answers anybody; she grants herself nothing', async () => {
    const input = { kind: 'CORRECTION', recordType: 'Contact', recordId: contactOf(elias), field: 'phone' };
    const asked = await asks(motherFor(elias), { ...input, proposedValue: '+49 5971 000000' });
    const grant = { input: { id: asked.id, version: asked.version, action: 'GRANT' } };
    expect((await hub.ask(motherFor(elias), null, ANSWER, grant)).codes).toEqual(['FORBIDDEN']);
    const answered = await hub.ask(staff('city'), null, ANSWER, grant);
    expect(answered.data).toMatchObject({ answerRightsRequest: { state: 'GRANTED' } });
  });

  it('from 15 on each of the two asks, and each sees what the other asked for', async () => {
    const hers = await asks(motherFor(jasmin), { kind: 'EXPORT', institution: 'city', words: 'Alles, bitte.' });
    const own = await asks(self(jasmin.id), dispute(jasmin));
    const { data } = await hub.ask<Rights>(motherFor(jasmin), null, RIGHTS);
    expect(data!.represented.rightsRequests).toMatchObject([{ id: own.id }, { id: hers.id }]);
    expect((await takesBack(self(jasmin.id), hers)).data!.withdrawRightsRequest.state).toBe('WITHDRAWN');
    expect((await takesBack(self(jasmin.id), own)).data!.withdrawRightsRequest.state).toBe('WITHDRAWN');
  });

  it('takes home all that the hub holds about Elias, but not what he told a counsellor in confidence', async () => {
    const { data, errors } = await hub.ask<{ myExport: Record<string, { type: string }[]> }>(
      motherFor(elias),
      null,
      '{ myExport }',
    );
    expect(errors).toEqual([]);
    const types = data!.myExport.records!.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['Identity', 'Contact', 'LanguageEnrolment', 'PersonLink']));
    expect(types).not.toContain('CounsellingNote');
    expect(JSON.stringify(data)).not.toContain(nadia);
    const own = await hub.ask<{ myExport: Record<string, { type: string }[]> }>(self(elias.id), null, '{ myExport }');
    expect(own.data!.myExport.records!.map(({ type }) => type)).toContain('CounsellingNote');
    const [entry] = await database.asOwner<{ asked: string[]; permitted: Record<string, string[]> }>(
      `select asked, permitted from core.access_entry where person_id = $1 and role = 'guardian'
         and fields = '{Query.myExport}'`,
      [elias.id],
    );
    expect(new Set(Object.values(entry!.permitted).flat())).toEqual(new Set(['REPRESENTATION', NOTHING]));
    expect(entry!.asked).not.toContain('COUNSELLING_NOTES');
  });

  it('confirms to whom Elias is linked by his booklet, refuses another, and reports the booklet lost', async () => {
    const enters = (institution: 'jobcenter' | 'employment-agency') =>
      hub.ask(staff(institution), null, LinkByCodeDocument, { input: { code: booklet.token, fileNumber: 'E-1' } });
    for (const institution of ['jobcenter', 'employment-agency'] as const) {
      expect((await enters(institution)).errors).toEqual([]);
    }
    const { data } = await hub.ask<Links>(motherFor(elias), null, OPEN);
    expect(data!.represented.openRequests).toMatchObject([
      { kind: 'LINK', institution: 'employment-agency' },
      { kind: 'LINK', institution: 'jobcenter' },
    ]);
    // Staff are third persons to her too.
    for (const link of data!.represented.links) expect(link).toMatchObject({ requestedBy: null, confirmedBy: null });
    const [agency, jobcenter] = data!.represented.openRequests.map(({ id }) => id);
    const confirmed = await hub.ask(motherFor(elias), null, ConfirmLinkDocument, { id: jobcenter! });
    expect(confirmed.data).toMatchObject({ confirmLink: { state: 'ACTIVE' } });
    const refuse = 'mutation ($id: ID!) { refuseLink(id: $id) { state } }';
    const refused = await hub.ask(motherFor(elias), null, refuse, { id: agency });
    expect(refused.data).toEqual({ refuseLink: { state: 'REFUSED' } });
    const lost = await hub.ask(motherFor(elias), null, ReportBookletLostDocument, { id: booklet.booklet.id });
    expect(lost.data).toMatchObject({ reportBookletLost: { status: 'LOST' } });
    // The house learns that it was confirmed, and not which parent sat before the screen.
    const atHouse = 'query ($id: ID!) { person(id: $id) { links { confirmation confirmedBy } } }';
    const shown = await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', atHouse, { id: elias.id });
    expect(shown.data).toEqual({ person: { links: [{ confirmation: 'PERSON', confirmedBy: null }] } });
    const bases = await database.asOwner<{ permitted: object }>(
      `select distinct permitted from core.access_entry where role = 'guardian' and event = 'WRITE'
         and fields && '{Link,Booklet}' order by permitted`,
    );
    expect(bases.map(({ permitted }) => permitted)).toEqual(
      expect.arrayContaining([{ FILE_NUMBER: ['REPRESENTATION'] }, { IDENTITY: ['REPRESENTATION'] }]),
    );
    expect(JSON.stringify(bases)).not.toMatch(/SELF|OWN_RECORD/);
  });

  it('hands data over to an adviser within a consent that she gave', async () => {
    const give = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
    const input = {
      ...{ recipients: ['caritas'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
      validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    };
    const given = await hub.ask<{ giveConsent: { id: string } }>(motherFor(elias), null, give, { input });
    const transfer =
      'mutation ($input: TransferDataInput!) { transferData(input: $input) { transferredBy categories } }';
    const of = { consentId: given.data!.giveConsent.id, recipient: 'caritas' };
    expect((await hub.ask(motherFor(jasmin), null, transfer, { input: of })).codes).toEqual(['NOT_FOUND']);
    const { data } = await hub.ask(motherFor(elias), null, transfer, { input: of });
    expect(data).toEqual({ transferData: { transferredBy: null, categories: ['LANGUAGE'] } });
  });

  it('sees to whom, by whom and what for: sharing, data, tasks, receipts and the log', async () => {
    const query = `{ represented { sharing { institution } dataByInstitution { institution } withdrawalTasks { id }
      receipts { state } } accessLog(first: 50) { nodes { role institution } } }`;
    const { data, errors } = await hub.ask<{ represented: Record<string, object[]>; accessLog: { nodes: object[] } }>(
      motherFor(elias),
      null,
      query,
    );
    expect(errors).toEqual([]);
    const { sharing, dataByInstitution, receipts } = data!.represented;
    for (const list of [sharing, dataByInstitution, receipts]) expect(list!.length).toBeGreaterThan(0);
    expect(data!.accessLog.nodes).toContainEqual({ role: 'guardian', institution: null });
    expect(data!.accessLog.nodes).toContainEqual({ role: 'counsellor', institution: 'jobcenter' });
  });
});
