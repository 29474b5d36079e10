import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

interface Request {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

const ASK = `mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version state } }`;
const ANSWER = `mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { id version state liftAt
  outcome { recordType outcome records legalBasis until } } }`;
const MINE = `{ me { benefitCases { status } contact { phone } consents { state } file { fileNumber }
  rightsRequests { state kind recordId outcome { recordType outcome until } } rightsNotices { institution kind recordType } } }`;
const SEEN = 'query ($id: ID!) { person(id: $id) { benefitCases { status } contact { phone } } }';

/** He has found work and wants the jobcenter to forget him. */
describe('Tesfay, who asks the jobcenter to erase what it wrote', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let tesfay: TestPerson;
  let request: Request;

  beforeAll(async () => {
    tesfay = await person(database)
      .with('Contact', { by: 'jobcenter' })
      .with('BenefitCase')
      .with('IntegrationAgreement')
      .with('Contact', { by: 'city' })
      .consenting({
        ...{ recipients: ['city', 'caritas'], categories: ['CONTACT', 'BENEFITS'], purposes: ['CASE_MANAGEMENT'] },
      })
      .create();
  });

  const asks = (input: object) => hub.ask<{ requestRight: Request }>(self(tesfay.id), null, ASK, { input });
  const answers = (who: InstitutionId, input: object) =>
    hub.ask<{ answerRightsRequest: Request }>(staff(who), null, ANSWER, { input });
  const mine = async () => (await hub.ask<{ me: object }>(self(tesfay.id), null, MINE)).data!.me;
  const rowsOf = (table: string) =>
    database.asApp<{ id: string }>({ role: 'person', person: tesfay.id }, `select id from ${table}`);

  it('is asked by the form which record types it has to answer for, and erases nothing before all are', async () => {
    await hub.ask(staff('city'), 'CASE_MANAGEMENT', SEEN, { id: tesfay.id });
    request = (await asks({ kind: 'ERASURE', institution: 'jobcenter' })).data!.requestRight;
    const { codes, errors } = await answers('jobcenter', { id: request.id, version: 1, action: 'GRANT', erasure: [] });
    expect(codes).toEqual(['INVALID_INPUT']);
    const problems = errors[0]!.extensions!.problems as { message: string }[];
    expect(problems.map(({ message }) => message).sort()).toEqual([
      'must answer once for BenefitCase',
      'must answer once for Contact',
      'must answer once for IntegrationAgreement',
      'must answer once for PersonLink',
    ]);
    expect(await rowsOf('jobcenter.integration_agreement')).toHaveLength(1);
  });

  it('may not erase what the law lets it keep, and half an erasure leaves everything as it was', async () => {
    const erasure = ['BenefitCase', 'Contact', 'IntegrationAgreement', 'PersonLink'].map((recordType) => ({
      recordType,
      outcome: 'ERASE',
    }));
    const { codes } = await answers('jobcenter', { id: request.id, version: 1, action: 'GRANT', erasure });
    expect(codes).toEqual(['INVALID_INPUT']);
    expect(await rowsOf('core.contact')).toHaveLength(2);
  });

  it('erases what it can, and says of the rest why it stays and until when', async () => {
    const erasure = [
      { recordType: 'BenefitCase', outcome: 'RESTRICT' },
      { recordType: 'Contact', outcome: 'ERASE' },
      { recordType: 'IntegrationAgreement', outcome: 'ERASE' },
      { recordType: 'PersonLink', outcome: 'KEEP', legalBasis: 'section 67c(1) SGB X' },
    ];
    const { data, errors } = await answers('jobcenter', { id: request.id, version: 1, action: 'GRANT', erasure });
    expect(errors).toEqual([]);
    const ends = new Date().getUTCFullYear() + 10;
    expect(data!.answerRightsRequest).toMatchObject({
      state: 'PARTLY_GRANTED',
      outcome: [
        { recordType: 'Contact', outcome: 'ERASE', records: 1, legalBasis: null },
        { recordType: 'PersonLink', outcome: 'KEEP', legalBasis: 'section 67c(1) SGB X', until: null },
        {
          ...{ recordType: 'BenefitCase', outcome: 'RESTRICT', records: 1 },
          ...{ legalBasis: expect.stringMatching(/^section 45\(3\) SGB X/), until: expect.stringMatching(`^${ends}-`) },
        },
        { recordType: 'IntegrationAgreement', outcome: 'ERASE', records: 1 },
      ],
    });
  });

  it('has removed the rows, and nobody else’s', async () => {
    expect(await rowsOf('jobcenter.integration_agreement')).toEqual([]);
    const city = tesfay.records.find(({ declaration, author }) => declaration.name === 'Contact' && author === 'city')!;
    expect(await rowsOf('core.contact')).toEqual([{ id: city.id }]);
    // What the matcher of duplicates made of a phone number goes with it.
    const keys = await database.asOwner('select distinct source_id as id from core.match_key where person_id = $1', [
      tesfay.id,
    ]);
    expect(keys).toEqual([{ id: city.id }]);
  });

  it('keeps the benefit case stored only: he sees it, and neither the jobcenter nor the city does', async () => {
    expect(await mine()).toMatchObject({ benefitCases: [{}], file: { fileNumber: expect.any(String) } });
    for (const who of ['jobcenter', 'city'] as const) {
      const { data } = await hub.ask(staff(who), 'CASE_MANAGEMENT', SEEN, { id: tesfay.id });
      expect(data).toMatchObject({ person: { benefitCases: [] } });
    }
  });

  it('keeps the proof of his consent and the access log, and tells the city, which had read', async () => {
    expect(await mine()).toMatchObject({
      consents: [{ state: 'GIVEN' }],
      rightsRequests: [{ state: 'PARTLY_GRANTED', kind: 'ERASURE' }],
      // Of contacts the city saw its own, and received none.
      rightsNotices: [{ institution: 'city', kind: 'ERASURE', recordType: 'BenefitCase' }],
    });
    const log = await hub.ask<{ accessLog: { nodes: { fields: string[] }[] } }>(
      self(tesfay.id),
      null,
      '{ accessLog(first: 50) { nodes { fields } } }',
    );
    expect(log.data!.accessLog.nodes.flatMap(({ fields }) => fields)).toContain('BenefitCase.status');
  });

  it('lets nobody but the addressed institution erase, and that only through a request', async () => {
    const settings = { institution: 'city', role: 'counsellor' };
    const erase = `select core.erase_records('${request.id}', '{core.contact}', '{}')`;
    await expect(database.asApp(settings, erase)).rejects.toThrow(/nothing to erase/);
    await expect(database.asApp({ institution: 'jobcenter', role: 'counsellor' }, erase)).rejects.toThrow(
      /nothing to erase/,
    );
    await expect(database.asApp(settings, 'delete from core.contact')).rejects.toThrow(/permission denied/);
    const open = (await asks({ kind: 'ERASURE', institution: 'city' })).data!.requestRight;
    const foreign = `select core.erase_records('${open.id}', '{core.consent}', '{}')`;
    await expect(database.asApp(settings, foreign)).rejects.toThrow(/no table of records/);
  });
});

describe('Amara, who asks that a record be stored only', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let amara: TestPerson;
  let recordId: string;
  let request: Request;

  beforeAll(async () => {
    amara = await person(database)
      .with('BenefitCase')
      .consenting({ recipients: ['city'], categories: ['BENEFITS'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    recordId = amara.records.find(({ declaration }) => declaration.name === 'BenefitCase')!.id;
  });

  const asks = (input: object) => hub.ask<{ requestRight: Request }>(self(amara.id), null, ASK, { input });
  const answers = (input: object) =>
    hub.ask<{ answerRightsRequest: Request }>(staff('jobcenter'), null, ANSWER, {
      input: { id: request.id, ...input },
    });
  const sees = async (who: InstitutionId) =>
    (await hub.ask<{ person: { benefitCases: object[] } }>(staff(who), 'CASE_MANAGEMENT', SEEN, { id: amara.id })).data!
      .person.benefitCases.length;

  it('is heard: nobody but her reads it, and its author sees that it is there and restricted', async () => {
    expect([await sees('jobcenter'), await sees('city')]).toEqual([1, 1]);
    request = (await asks({ kind: 'RESTRICTION', recordType: 'BenefitCase', recordId })).data!.requestRight;
    expect([await sees('jobcenter'), await sees('city')]).toEqual([1, 1]);
    expect((await answers({ version: 1, action: 'GRANT' })).data!.answerRightsRequest.state).toBe('GRANTED');
    expect([await sees('jobcenter'), await sees('city')]).toEqual([0, 0]);
    const marker = `query ($id: ID!) { person(id: $id) { rightsRequests { kind state recordType recordId } } }`;
    expect((await hub.ask(staff('jobcenter'), null, marker, { id: amara.id })).data).toEqual({
      person: { rightsRequests: [{ kind: 'RESTRICTION', state: 'GRANTED', recordType: 'BenefitCase', recordId }] },
    });
  });

  it('is told before it is lifted, and it is not lifted before that day', async () => {
    expect((await answers({ version: 2, action: 'LIFT' })).codes).toEqual(['RIGHTS_REQUEST_CONFLICT']);
    const announce = { version: 2, action: 'ANNOUNCE_LIFTING', answer: 'Die Prüfung ist zu Ende.' };
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    expect((await answers({ ...announce, liftAt: inDays(3) })).codes).toEqual(['INVALID_INPUT']);
    expect((await answers({ ...announce, liftAt: inDays(8) })).errors).toEqual([]);
    expect((await answers({ version: 3, action: 'LIFT' })).codes).toEqual(['RIGHTS_REQUEST_CONFLICT']);
    await database.asOwner(`update core.rights_request set lift_at = now() where id = '${request.id}'`);
    expect((await answers({ version: 3, action: 'LIFT' })).data!.answerRightsRequest.state).toBe('LIFTED');
    expect([await sees('jobcenter'), await sees('city')]).toEqual([1, 1]);
  });

  it('can not ask for a record of somebody else, which looks like none', async () => {
    const other = await person(database).with('BenefitCase').create();
    const foreign = other.records.find(({ declaration }) => declaration.name === 'BenefitCase')!.id;
    const kinds = ['RESTRICTION', 'DISPUTE'] as const;
    for (const kind of kinds) {
      const input = { kind, recordType: 'BenefitCase', words: 'Das bin ich nicht.' };
      expect((await asks({ ...input, recordId: foreign })).codes).toEqual(['NOT_FOUND']);
      expect((await asks({ ...input, recordId: other.id })).codes).toEqual(['NOT_FOUND']);
    }
  });
});
