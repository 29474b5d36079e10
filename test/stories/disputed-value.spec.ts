import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId, StaffRole } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

interface Request {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly words: string | null;
}

const ASK = `mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version state institution words dueAt } }`;
const ANSWER = `mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { id version state } }`;
const IDENTITY = `query ($id: ID!) { person(id: $id) { identity { birthDate disputes { field note } } } }`;
const REQUESTS = `query ($overdue: Boolean) { rightsRequests(first: 10, overdue: $overdue) { nodes {
  id version state kind words proposedValue isOverdue personId } } }`;
const MINE = `{ me { identity { birthDate disputes { note } } rightsRequests { kind state isOverdue reasonCode legalBasis }
  rightsNotices { institution author kind recordType field acknowledgedBy } } }`;

/** Her birth date was taken down wrong at the district office, and the jobcenter works with it. */
describe('Leyla, whose birth date is wrong', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let leyla: TestPerson;
  let identityId: string;
  let dispute: Request;

  beforeAll(async () => {
    leyla = await person(database)
      .knownTo('jobcenter')
      .with('Identity', { by: 'city', values: { givenName: 'Leyla', birthDate: '1990-01-01' } })
      .consenting({
        recipients: ['jobcenter', 'caritas'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
      })
      .create();
    identityId = leyla.records.find(({ declaration }) => declaration.name === 'Identity')!.id;
  });

  const asks = async (input: object) => hub.ask<{ requestRight: Request }>(self(leyla.id), null, ASK, { input });
  const answers = (who: InstitutionId, input: object) =>
    hub.ask<{ answerRightsRequest: Request }>(staff(who), null, ANSWER, { input });
  const sees = async (who: InstitutionId) => {
    const { data, disputed } = await hub.ask(staff(who), 'CASE_MANAGEMENT', IDENTITY, { id: leyla.id });
    return { ...(data as { person: object }).person, disputed };
  };
  const requestsAt = async (who: InstitutionId, role: StaffRole = 'counsellor', overdue = false) =>
    (await hub.ask<{ rightsRequests: { nodes: Request[] } }>(staff(who, role), null, REQUESTS, { overdue })).data!
      .rightsRequests.nodes;
  const mine = async () => (await hub.ask<{ me: object }>(self(leyla.id), null, MINE)).data!.me;

  it('writes a note, which the jobcenter sees with the value from then on', async () => {
    expect(await sees('jobcenter')).toMatchObject({ identity: { birthDate: '1990-01-01', disputes: null } });
    const { data, errors } = await asks({
      ...{ kind: 'DISPUTE', recordType: 'Identity', recordId: identityId, field: 'birthDate' },
      words: 'Ich bin am 1. Juli geboren.',
    });
    expect(errors).toEqual([]);
    dispute = data!.requestRight;
    expect(dispute).toMatchObject({ institution: 'city', state: 'OPEN' });
    const note = { field: 'birthDate', note: 'Ich bin am 1. Juli geboren.' };
    for (const who of ['city', 'jobcenter'] as const) {
      expect(await sees(who)).toMatchObject({
        identity: { birthDate: '1990-01-01', disputes: [note] },
        disputed: [{ path: ['person', 'identity'], ...note }],
      });
    }
  });

  it('is asked about by the author alone, and its data protection officer sees the request without her words', async () => {
    expect(await requestsAt('city')).toMatchObject([{ id: dispute.id, words: 'Ich bin am 1. Juli geboren.' }]);
    expect(await requestsAt('city', 'data-protection-officer')).toMatchObject([{ id: dispute.id, words: null }]);
    expect(await requestsAt('jobcenter')).toEqual([]);
    const step = { id: dispute.id, version: 1, action: 'GRANT' };
    expect((await answers('jobcenter', step)).codes).toEqual(['NOT_FOUND']);
  });

  it('keeps her note when the city holds that the value is right', async () => {
    const refusal = { reasonCode: 'VALUE_IS_RIGHT', legalBasis: 'section 84(2) SGB X', answer: 'Laut Pass.' };
    const { data } = await answers('city', { id: dispute.id, version: 1, action: 'REFUSE', ...refusal });
    expect(data!.answerRightsRequest.state).toBe('REFUSED');
    expect(await sees('jobcenter')).toMatchObject({ identity: { disputes: [{ field: 'birthDate' }] } });
    expect(await mine()).toMatchObject({ rightsRequests: [{ state: 'REFUSED', reasonCode: 'VALUE_IS_RIGHT' }] });
  });

  it('asks for the correction with a document, which the city grants: the value is right everywhere', async () => {
    const asked = await asks({
      ...{ kind: 'CORRECTION', recordType: 'Identity', recordId: identityId, field: 'birthDate' },
      ...{ proposedValue: '1990-07-01', words: 'Hier ist meine Geburtsurkunde.' },
    });
    const { id } = asked.data!.requestRight;
    const taken = await answers('city', { id, version: 1, action: 'TAKE_UP' });
    expect(taken.data!.answerRightsRequest).toMatchObject({ state: 'IN_PROGRESS', version: 2 });
    expect((await answers('city', { id, version: 1, action: 'GRANT' })).codes).toEqual(['VERSION_CONFLICT']);
    expect((await answers('city', { id, version: 2, action: 'GRANT' })).errors).toEqual([]);
    expect(await sees('jobcenter')).toMatchObject({ identity: { birthDate: '1990-07-01' } });
    expect(
      (
        await answers('city', {
          id,
          version: 3,
          action: 'REFUSE',
          reasonCode: 'UNFOUNDED',
          legalBasis: 'x',
          answer: 'x',
        })
      ).codes,
    ).toEqual(['RIGHTS_REQUEST_CONFLICT']);
  });

  it('sees that the jobcenter, which had read the date, is told; Caritas, which had not, is not', async () => {
    const notice = { kind: 'CORRECTION', author: 'city', recordType: 'Identity', field: 'birthDate' };
    expect(await mine()).toMatchObject({
      rightsNotices: [{ institution: 'jobcenter', ...notice, acknowledgedBy: null }],
    });
    const NOTICES = '{ rightsNotices(first: 10, open: true) { nodes { id recordType field } } }';
    const at = async (who: InstitutionId) =>
      (await hub.ask<{ rightsNotices: { nodes: { id: string }[] } }>(staff(who), null, NOTICES)).data!.rightsNotices
        .nodes;
    expect(await at('caritas')).toEqual([]);
    expect(await at('city')).toEqual([]);
    const [open] = await at('jobcenter');
    const ACKNOWLEDGE = 'mutation ($id: ID!) { acknowledgeRightsNotice(id: $id) { acknowledgedBy } }';
    expect((await hub.ask(staff('caritas'), null, ACKNOWLEDGE, { id: open!.id })).codes).toEqual(['NOT_FOUND']);
    expect((await hub.ask(staff('jobcenter'), null, ACKNOWLEDGE, { id: open!.id })).errors).toEqual([]);
    expect(await at('jobcenter')).toEqual([]);
    expect(await mine()).toMatchObject({ rightsNotices: [{ acknowledgedBy: 'jobcenter-counsellor' }] });
  });

  it('takes her note back, and it is gone everywhere', async () => {
    const WITHDRAW = 'mutation ($id: ID!, $v: Int!) { withdrawRightsRequest(id: $id, version: $v) { state } }';
    const taken = await hub.ask(self(leyla.id), null, WITHDRAW, { id: dispute.id, v: 2 });
    expect(taken.data).toEqual({ withdrawRightsRequest: { state: 'WITHDRAWN' } });
    expect(await sees('jobcenter')).toMatchObject({ identity: { disputes: null }, disputed: [] });
  });

  it('and the officer see when the city lets a request lie; it may put it off once, with the reason', async () => {
    const { data } = await asks({ kind: 'EXPORT', institution: 'city', words: 'Was steht in meiner Papierakte?' });
    const { id } = data!.requestRight;
    expect(await requestsAt('city', 'data-protection-officer', true)).toEqual([]);
    await database.asOwner(`update core.rights_request set created_at = now() - interval '29 days' where id = '${id}'`);
    await database.asOwner('alter table core.rights_request disable trigger rights_request_changed');
    await database.asOwner(`update core.rights_request set due_at = now() - interval '1 day' where id = '${id}'`);
    await database.asOwner('alter table core.rights_request enable trigger rights_request_changed');
    expect(await requestsAt('city', 'data-protection-officer', true)).toMatchObject([{ id, isOverdue: true }]);
    expect(await mine()).toMatchObject({
      rightsRequests: expect.arrayContaining([
        { kind: 'EXPORT', state: 'OPEN', isOverdue: true, reasonCode: null, legalBasis: null },
      ]),
    });
    const extend = { id, action: 'EXTEND', answer: 'Die Akte liegt im Archiv.' };
    expect((await answers('city', { ...extend, version: 1, answer: null })).codes).toEqual(['INVALID_INPUT']);
    expect((await answers('city', { ...extend, version: 1 })).errors).toEqual([]);
    expect(await requestsAt('city', 'data-protection-officer', true)).toEqual([]);
    expect((await answers('city', { ...extend, version: 2 })).codes).toEqual(['RIGHTS_REQUEST_CONFLICT']);
  });
});
