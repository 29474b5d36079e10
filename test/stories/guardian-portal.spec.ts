import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';
import { bornYearsAgo, dayInGermany } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, self, staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { motherOf, RECORD_REPRESENTATION } from '../kit/representation';

const DAY = 86_400_000;
const SHOWN = 'id state givenBy guardian validUntil recipients categories agreedByPersonAt agreedByGuardianAt';
const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { ${SHOWN} } }`;
const ANSWER = `mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { ${SHOWN} } }`;
const WITHDRAW = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { ${SHOWN} } }`;
const REQUEST = `mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { ${SHOWN} } }`;
const OPEN = 'openRequests { id kind institution consent { state } }';

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly validUntil: string;
}
type Mutated = Readonly<Record<string, Shown>>;
interface Asked {
  readonly openRequests: readonly { readonly id: string }[];
}

/**
 * Nadia is the mother of Elias, who is ten, and of Jasmin, who is sixteen. The hub knows nothing of her but that, and what
 * staff of the city have seen. Over real HTTP.
 */
describe('a mother with a login of her own', () => {
  const database = useDatabase();
  const nadia = randomUUID();
  let hub: RunningTestHub;
  let elias: TestPerson;
  let jasmin: TestPerson;
  let representation: string;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    const young = (birthDate: string, givenName: string) =>
      person(database)
        .with('Identity', { by: 'city', values: { birthDate, givenName } })
        .with('LanguageEnrolment')
        .with('CounsellingNote')
        .knownTo('jobcenter')
        .create();
    [elias, jasmin] = [await young(bornYearsAgo(10), 'Elias'), await young(bornYearsAgo(16), 'Jasmin')];
  });
  afterAll(() => hub.stop());

  const motherFor = (child: TestPerson) => guardian(nadia, child.id);
  const scope = () => ({
    recipients: ['jobcenter'],
    categories: ['LANGUAGE', 'IDENTITY'],
    purposes: ['CASE_MANAGEMENT'],
    validUntil: new Date(Date.now() + 365 * DAY).toISOString(),
  });
  const does = async (caller: Parameters<RunningTestHub['ask']>[0], mutation: string, input: object) => {
    const { data, errors } = await hub.ask<Mutated>(caller, null, mutation, { input });
    expect(errors).toEqual([]);
    return Object.values(data!)[0]!;
  };
  const jobcenterSees = async ({ id }: TestPerson) => {
    const query = 'query ($id: ID!) { person(id: $id) { languageEnrolments { status } } }';
    const answer = await hub.ask<{ person: { languageEnrolments: object[] | null } }>(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      query,
      { id },
    );
    return answer.data!.person.languageEnrolments !== null;
  };
  const asksHer = async (child: TestPerson) =>
    (await hub.ask<{ represented: Asked }>(motherFor(child), null, `{ represented { ${OPEN} } }`)).data!.represented
      .openRequests;
  const asksThem = async (child: TestPerson) =>
    (await hub.ask<{ me: Asked }>(self(child.id), null, `{ me { ${OPEN} } }`)).data!.me.openRequests;

  it('is recorded by a counsellor who has her and the birth certificate before them, and by nobody else', async () => {
    const record = (caller: ReturnType<typeof staff>, input: object) =>
      hub.ask<{ recordRepresentation: Shown }>(caller, null, RECORD_REPRESENTATION, { input });
    const complete = motherOf(elias.id, nadia);
    const codes = async (caller: ReturnType<typeof staff>, input: object) => (await record(caller, input)).codes;
    expect(await codes(staff('city'), { ...complete, guardianPresent: false })).toEqual(['INVALID_INPUT']);
    expect(await codes(staff('city'), { ...complete, documentChecked: false })).toEqual(['INVALID_INPUT']);
    // The policy does not name Caritas, and the employment agency does not know the child.
    expect(await codes(staff('caritas'), complete)).toEqual(['FORBIDDEN']);
    expect(await codes(staff('employment-agency'), complete)).toEqual(['NO_SUCH_PERSON']);
    expect(await codes(staff('city', 'service'), complete)).toEqual(['FORBIDDEN']);

    const { data } = await record(staff('city'), complete);
    expect(data!.recordRepresentation).toMatchObject({ personId: elias.id, state: 'ACTIVE', recordedBy: 'city' });
    expect(dayInGermany((Date.parse(data!.recordRepresentation.validUntil) - Date.now()) / DAY)).toBe(bornYearsAgo(-8));
    const { data: second } = await record(staff('city'), motherOf(jasmin.id, nadia));
    representation = second!.recordRepresentation.id;
  });

  it('finds her children there, and is nobody else in the hub', async () => {
    const asHerself = self(nadia);
    const { data } = await hub.ask<{ myRepresentations: { personId: string }[] }>(
      asHerself,
      null,
      '{ myRepresentations { personId guardianName state } }',
    );
    expect(data!.myRepresentations.map(({ personId }) => personId).sort()).toEqual([elias.id, jasmin.id].sort());
    expect((await hub.ask(asHerself, null, '{ me { id } }')).codes).toEqual(['NO_SUCH_PERSON']);
    expect((await hub.ask(asHerself, null, '{ represented { id } }')).codes).toEqual(['FORBIDDEN']);
  });

  it('sees what Elias sees of himself, but not what is under professional secrecy', async () => {
    const query = `{ represented { id identity { givenName } counsellingNotes { text }
      dataByInstitution { institution records { type } } sharing { institution state } bookletPage { name } } }`;
    const { data, errors, withheld } = await hub.ask<{ represented: Record<string, unknown> }>(
      motherFor(elias),
      null,
      query,
    );
    expect(errors).toEqual([]);
    expect(data!.represented).toMatchObject({ id: elias.id, identity: { givenName: 'Elias' }, counsellingNotes: null });
    expect(withheld).toMatchObject([{ category: 'COUNSELLING_NOTES', reason: 'PROFESSIONAL_SECRECY' }]);
    const types = (data!.represented.dataByInstitution as { records: { type: string }[] }[]).flatMap(({ records }) =>
      records.map(({ type }) => type),
    );
    expect(types).toContain('LanguageEnrolment');
    expect(types).not.toContain('CounsellingNote');
    const own = await hub.ask<{ me: { counsellingNotes: object[] } }>(
      self(elias.id),
      null,
      '{ me { counsellingNotes { text } } }',
    );
    expect(own.data!.me.counsellingNotes).toHaveLength(1);
  });

  it('consents for Elias, in the name that is in the document, and takes it back', async () => {
    const given = await does(motherFor(elias), GIVE, scope());
    expect(given).toMatchObject({ state: 'GIVEN', givenBy: 'GUARDIAN', guardian: 'Nadia Beispiel' });
    expect(await jobcenterSees(elias)).toBe(true);
    expect(await does(motherFor(elias), WITHDRAW, { id: given.id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await jobcenterSees(elias)).toBe(false);
    // She takes a receipt home for each, in which it is she who spoke.
    const { data } = await hub.ask<{ represented: { receipts: { state: string; document: string }[] } }>(
      motherFor(elias),
      null,
      '{ represented { receipts { state document } } }',
    );
    expect(data!.represented.receipts.map(({ state }) => state)).toEqual(['GIVEN', 'WITHDRAWN']);
    for (const { document } of data!.represented.receipts) {
      expect(document).toContain('By the guardian in the portal');
      expect(document).not.toContain('By the person in the portal');
    }
  });

  it('and Jasmin consent together: what the daughter agrees to waits for the mother', async () => {
    const first = await does(self(jasmin.id), GIVE, scope());
    expect(first).toMatchObject({ state: 'REQUESTED', agreedByGuardianAt: null });
    expect(await jobcenterSees(jasmin)).toBe(false);
    expect([await asksThem(jasmin), await asksHer(jasmin)]).toMatchObject([[], [{ id: first.id, kind: 'CONSENT' }]]);
    // To say it twice is not to be two.
    const again = await does(self(jasmin.id), ANSWER, { id: first.id, answer: 'GIVE' });
    expect([again.state, await jobcenterSees(jasmin)]).toEqual(['REQUESTED', false]);

    const both = await does(motherFor(jasmin), ANSWER, { id: first.id, answer: 'GIVE' });
    expect(both).toMatchObject({ state: 'GIVEN', givenBy: 'PERSON_AND_GUARDIAN', guardian: 'Nadia Beispiel' });
    expect(await jobcenterSees(jasmin)).toBe(true);
    // One of two is enough to take it back.
    await does(self(jasmin.id), WITHDRAW, { id: first.id });
    expect(await jobcenterSees(jasmin)).toBe(false);
  });

  it('and Jasmin answer what the jobcenter asks: what the mother agrees to is all that the daughter can give', async () => {
    const asked = await does(staff('jobcenter'), REQUEST, {
      ...scope(),
      personId: jasmin.id,
      reason: 'We plan with you.',
    });
    const hers = await does(motherFor(jasmin), ANSWER, { id: asked.id, answer: 'GIVE', categories: ['LANGUAGE'] });
    expect(hers).toMatchObject({ state: 'REQUESTED', categories: ['LANGUAGE'], agreedByPersonAt: null });
    const more = await hub.ask(self(jasmin.id), null, ANSWER, {
      input: { id: asked.id, answer: 'GIVE', categories: ['LANGUAGE', 'IDENTITY'] },
    });
    expect(more.codes).toEqual(['INVALID_INPUT']);
    expect(await asksThem(jasmin)).toMatchObject([{ id: asked.id, institution: 'jobcenter' }]);
    const given = await does(self(jasmin.id), ANSWER, { id: asked.id, answer: 'GIVE' });
    expect(given).toMatchObject({ state: 'GIVEN', givenBy: 'PERSON_AND_GUARDIAN', categories: ['LANGUAGE'] });
    expect(await jobcenterSees(jasmin)).toBe(true);
  });

  it('leaves a trace that Jasmin can read: her guardian looked, and no name of hers', async () => {
    const query = `{ accessLog(first: 50, language: "en") { nodes { role roleLabel institution actor disclosed { basis } } } }`;
    await hub.ask(motherFor(jasmin), null, '{ represented { identity { givenName } } }');
    const { data, text } = await hub.ask<{ accessLog: { nodes: object[] } }>(self(jasmin.id), null, query);
    expect(data!.accessLog.nodes).toContainEqual({
      role: 'guardian',
      roleLabel: 'Your guardian (parents, legal guardian)',
      institution: null,
      actor: null,
      disclosed: [{ basis: 'REPRESENTATION' }],
    });
    expect(text).not.toContain(nadia);
    const { data: seen } = await hub.ask<{ me: { representations: object[] } }>(
      self(jasmin.id),
      null,
      '{ me { representations { guardianName recordedBy state } } }',
    );
    expect(seen!.me.representations).toEqual([{ guardianName: 'Nadia Beispiel', recordedBy: 'city', state: 'ACTIVE' }]);
  });

  it('is shut out at once when the city learns that she has lost custody; the other child is still hers', async () => {
    const revoke = `mutation ($input: RevokeRepresentationInput!) { revokeRepresentation(input: $input) { state revokedAt } }`;
    const input = { id: representation, reason: 'Custody was withdrawn by the court.' };
    expect((await hub.ask(staff('jobcenter'), null, revoke, { input })).codes).toEqual(['NOT_FOUND']);
    expect((await hub.ask(staff('city'), null, revoke, { input })).data).toMatchObject({
      revokeRepresentation: { state: 'REVOKED' },
    });
    expect((await hub.ask(motherFor(jasmin), null, '{ represented { id } }')).codes).toEqual(['NO_SUCH_PERSON']);
    expect((await hub.ask(motherFor(elias), null, '{ represented { id } }')).data).toEqual({
      represented: { id: elias.id },
    });
    // Without a guardian at a screen the daughter cannot consent alone either.
    expect((await hub.ask(self(jasmin.id), null, GIVE, { input: scope() })).codes).toEqual(['CONSENT_REPRESENTATION']);
  });
});
