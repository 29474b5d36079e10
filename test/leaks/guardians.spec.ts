import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { CarelessLoader } from '../contract/careless-loader';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase, withoutRowLevelSecurity, type TestDatabase } from '../kit/database';
import { guardian, self, staff, unsealedSchema, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { representedBy } from '../kit/representation';
import { startTestHub, tokenFor, type RunningTestHub } from '../operations/running-hub';
import { hiddenValues, traces } from './hidden';

const EVERYTHING = `{ represented { id identity { familyName } contact { phone } counsellingNotes { text } benefitAwards { monthlyAmountCents }
  consents { id } receipts { jws } withdrawalTasks { id } representations { guardianName }
  dataByInstitution { records { values { value } } } sharing { state } openRequests { id } bookletPage { name }
  rightsRequests { id } rightsNotices { id } links { id } transfers { id } } }`;
const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id } }';
const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id state } }';
const ANSWER = 'mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { id } }';
const LOG = '{ accessLog(first: 10) { nodes { id } } }';
const scope = {
  recipients: ['jobcenter'],
  categories: ['LANGUAGE'],
  purposes: ['CASE_MANAGEMENT'],
  validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
};

const child = (database: TestDatabase, birthDate = bornYearsAgo(10)) =>
  person(database).with('Identity', { by: 'city', values: { birthDate } });

describe.each([
  ['under both locks', {}],
  ['by row level security alone', { unguarded: true }],
])('a guardian of one child and another child, %s:', (_, { unguarded }: { unguarded?: boolean }) => {
  const database = useDatabase();
  const hub = useHub(
    database,
    unguarded ? { schema: unsealedSchema(), persons: new CarelessLoader(REGISTRY), checksGuardians: false } : {},
  );
  const recording = useHub(database);
  const nadia = randomUUID();
  let own: TestPerson;
  let other: TestPerson;

  beforeAll(async () => {
    own = await child(database).create();
    other = await person(database)
      .with('Identity', { by: 'city', values: { ...hiddenValues('Identity'), birthDate: bornYearsAgo(10) } })
      .with('Contact', { by: 'city', values: hiddenValues('Contact') })
      .with('CounsellingNote', { values: hiddenValues('CounsellingNote') })
      .consenting({ recipients: ['city'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'], state: 'REQUESTED' })
      .create();
    await representedBy(recording, own.id, nadia);
  });

  it('sees the own one', async () => {
    const { data } = await hub.ask(guardian(nadia, own.id), null, '{ represented { id } }');
    expect(data).toEqual({ represented: { id: own.id } });
  });

  it('is told of the other one what everybody is told of nobody, whatever they ask for', async () => {
    const asked = [
      [EVERYTHING, {}],
      [GIVE, { input: scope }],
      [GIVE, { input: { ...scope, personId: other.id } }],
      [LOG, {}],
      [ASK, { input: { kind: 'EXPORT', institution: 'jobcenter', recordType: null } }],
    ] as const;
    for (const [query, variables] of asked) {
      const ask = (id: string) => hub.ask(guardian(nadia, id), null, query, variables);
      const [known, unknown] = [await ask(other.id), await ask(randomUUID())];
      expect(traces(known)).toEqual([]);
      expect({ data: known.data, codes: known.codes }).toEqual({ data: unknown.data, codes: unknown.codes });
      expect(JSON.stringify(known.data)).not.toContain(other.id);
    }
  });

  it('changes nothing of the other one, under whose name ever', async () => {
    const input = { id: other.consentIds[0], answer: 'REFUSE' };
    const answers = async (id: string, consent: string) =>
      (await hub.ask(guardian(nadia, id), null, ANSWER, { input: { ...input, id: consent } })).codes;
    const [consent, unknown] = [other.consentIds[0]!, randomUUID()];
    expect(await answers(other.id, consent)).toEqual(await answers(randomUUID(), unknown));
    expect(await answers(own.id, consent)).toEqual(await answers(own.id, unknown));
    const consents = await database.asApp({ role: 'person', person: other.id }, 'select state from core.consent');
    expect(consents).toEqual([{ state: 'REQUESTED' }]);
  });

  it('does not become the guardian by saying whom they are', async () => {
    // The subject of the token counts, never what a request says about persons.
    expect((await hub.ask(guardian(randomUUID(), own.id), null, '{ represented { id } }')).codes).toEqual([
      'NO_SUCH_PERSON',
    ]);
    const { data } = await hub.ask<{ myRepresentations: object[] }>(
      self(own.id),
      null,
      '{ myRepresentations { personId } }',
    );
    expect(data!.myRepresentations).toEqual([]);
  });
});

describe('a guardian is one no longer', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const seen = async (subject: string, id: string) =>
    (await hub.ask(guardian(subject, id), null, '{ represented { id } }')).data?.represented != null;

  it('when the day of the 18th birthday begins, by the clock alone', async () => {
    const nadia = randomUUID();
    const [today, tomorrow] = [
      await child(database, bornYearsAgo(18)).create(),
      await child(database, bornYearsAgo(18, 1)).create(),
    ];
    await representedBy(hub, tomorrow.id, nadia);
    // As it was written a year ago, before anybody knew of the day on which it would be asked.
    await database.asOwner('alter table core.representation disable trigger representation_recorded');
    await database.asOwner(
      `insert into core.representation (person_id, guardian, guardian_name, kind, document, institution, actor, recorded_at, valid_until)
       values ($1, $2, 'kit', 'PARENT', 'BIRTH_CERTIFICATE', 'city', 'kit', now() - interval '1 year', 'infinity')`,
      [today.id, nadia],
    );
    await database.asOwner('alter table core.representation enable trigger representation_recorded');
    expect([await seen(nadia, today.id), await seen(nadia, tomorrow.id)]).toEqual([false, true]);
    const give = await hub.ask(guardian(nadia, today.id), null, GIVE, { input: scope });
    expect(give.codes).toEqual(['NO_SUCH_PERSON']);
  });

  it('and is none to begin with of somebody who is of age, of unknown age, or themself', async () => {
    const adult = await child(database, bornYearsAgo(18)).create();
    const ageless = await person(database).knownTo('city').create();
    const minor = await child(database).create();
    for (const [id, subject] of [
      [adult.id, randomUUID()],
      [ageless.id, randomUUID()],
      [minor.id, minor.id],
    ] as const) {
      await expect(representedBy(hub, id, subject)).rejects.toThrow('REPRESENTATION_NOT_POSSIBLE');
    }
  });

  it('when an institution records that the person is older than was thought', async () => {
    const nadia = randomUUID();
    const { id } = await child(database, bornYearsAgo(17)).knownTo('jobcenter').create();
    await representedBy(hub, id, nadia);
    expect(await seen(nadia, id)).toBe(true);
    const input = { personId: id, givenName: 'Lina', familyName: 'Beispiel', birthDate: bornYearsAgo(18) };
    const record = 'mutation ($input: RecordIdentityInput!) { recordIdentity(input: $input) { id } }';
    expect((await hub.ask(staff('jobcenter'), null, record, { input })).errors).toEqual([]);
    expect(await seen(nadia, id)).toBe(false);
  });

  it('when one institution revokes it, also where another had recorded the same, until a document is seen anew', async () => {
    const nadia = randomUUID();
    const { id } = await child(database)
      .with('Identity', { by: 'jobcenter', values: { birthDate: bornYearsAgo(10) } })
      .create();
    const first = await representedBy(hub, id, nadia);
    await database.asApp(
      { institution: 'jobcenter', role: 'counsellor' },
      `insert into core.representation (person_id, guardian, guardian_name, kind, document, institution, actor, valid_until)
       values ($1, $2, 'kit', 'PARENT', 'COURT_ORDER', 'jobcenter', 'kit', 'infinity')`,
      [id, nadia],
    );
    const revoke = 'mutation ($input: RevokeRepresentationInput!) { revokeRepresentation(input: $input) { state } }';
    const input = { id: first, reason: 'The court has decided.' };
    expect((await hub.ask(staff('city'), null, revoke, { input })).errors).toEqual([]);
    expect(await seen(nadia, id)).toBe(false);
    expect((await hub.ask(staff('city'), null, revoke, { input })).codes).toEqual(['NOT_FOUND']);
    await representedBy(hub, id, nadia);
    expect(await seen(nadia, id)).toBe(true);
  });
});

describe('PostgreSQL itself', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const nadia = randomUUID();
  const until = `now() + interval '30 days'`;
  let young: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    young = await child(database, bornYearsAgo(16)).with('CounsellingNote').with('Contact', { by: 'city' }).create();
    stranger = await child(database, bornYearsAgo(16)).with('Contact', { by: 'city' }).create();
    await representedBy(hub, young.id, nadia);
  });

  const as = (role: 'person' | 'guardian', who = young.id) => ({
    role,
    person: who,
    actor: role === 'guardian' ? nadia : who,
  });
  const insert = (columns: string, values: string) =>
    `insert into core.consent (person_id, recipients, categories, purposes, valid_from, valid_until, ${columns})
     values ($1, '{jobcenter}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), ${until}, ${values}) returning id`;

  it('shows a guardian the minor, but no note under professional secrecy, and of a stranger nothing', async () => {
    const count = async (table: string, who: string) =>
      (await database.asApp(as('guardian', who), `select from ${table}`)).length;
    expect([await count('core.contact', young.id), await count('core.contact', stranger.id)]).toEqual([1, 0]);
    expect(await count('caritas.counselling_note', young.id)).toBe(0);
    expect(await database.asApp(as('person'), 'select from caritas.counselling_note')).toHaveLength(1);
  });

  it.each([
    ['a person cannot agree for the guardian', 'person', 'agreed_by_guardian_at, agreed_guardian', `now(), '${nadia}'`],
    ['a guardian cannot agree for the person', 'guardian', 'agreed_by_person_at', 'now()'],
    ['nobody agrees for a time that is past', 'person', 'agreed_by_person_at', `now() - interval '1 day'`],
    [
      'a guardian agrees in no other name',
      'guardian',
      'agreed_by_guardian_at, agreed_guardian',
      `now(), gen_random_uuid()`,
    ],
  ] as const)('holds that %s', async (_, role, columns, values) => {
    const statement = insert(`state, ${columns}`, `'REQUESTED', ${values}`);
    await expect(database.asApp(as(role), statement, [young.id])).rejects.toMatchObject({
      constraint: 'consent_agreed_in_own_name',
    });
  });

  it.each([
    ['for both at once', 'guardian', `'PERSON_AND_GUARDIAN'`, 'consent_of_two'],
    ['as if the person did', 'guardian', `'PERSON'`, 'consent_given_in_own_name'],
    ['as if a guardian did', 'person', `'GUARDIAN'`, 'consent_given_in_own_name'],
    ['alone where it takes two', 'guardian', `'GUARDIAN'`, 'consent_by_both'],
  ] as const)('lets nobody give %s', async (_, role, givenBy, constraint) => {
    const statement = insert('state, guardian, given_by', `'GIVEN', 'kit', ${givenBy}`);
    await expect(database.asApp(as(role), statement, [young.id])).rejects.toMatchObject({ constraint });
  });

  it('lets nobody widen what the other one has agreed to, or renew with an agreement of former times', async () => {
    const [row] = await database.asApp<{ id: string }>(
      as('guardian'),
      insert('state, agreed_by_guardian_at, agreed_guardian', `'REQUESTED', now(), '${nadia}'`),
      [young.id],
    );
    const give = (more: string) =>
      database.asApp(
        as('person'),
        `update core.consent set state = 'GIVEN', given_at = now(), given_by = 'PERSON_AND_GUARDIAN', guardian = 'kit',
           agreed_by_person_at = now(), version = version + 1 ${more} where id = $1`,
        [row!.id],
      );
    for (const more of [
      `, recipients = '{jobcenter,city}'`,
      `, categories = '{LANGUAGE,CONTACT}'`,
      `, purposes = '{CASE_MANAGEMENT,LANGUAGE_PROMOTION}'`,
      `, valid_until = now() + interval '60 days'`,
      `, secrecy_release = true`,
    ]) {
      await expect(give(more)).rejects.toMatchObject({ constraint: 'consent_agreed_to_less' });
    }
    await give('');
    const renew = `update core.consent set state = 'RENEWED', given_at = now(), version = version + 1 where id = $1`;
    for (const role of ['person', 'guardian'] as const) {
      await expect(database.asApp(as(role), renew, [row!.id])).rejects.toMatchObject({ constraint: 'consent_of_two' });
    }
  });

  it('counts no agreement of somebody who is no guardian any more', async () => {
    const subject = randomUUID();
    const { id } = await child(database, bornYearsAgo(16)).create();
    const representation = await representedBy(hub, id, subject);
    const agreed = await hub.ask<{ giveConsent: { id: string; state: string } }>(guardian(subject, id), null, GIVE, {
      input: scope,
    });
    expect(agreed.data!.giveConsent.state).toBe('REQUESTED');
    const revoke = 'mutation ($input: RevokeRepresentationInput!) { revokeRepresentation(input: $input) { state } }';
    await hub.ask(staff('city'), null, revoke, { input: { id: representation, reason: 'Custody was withdrawn.' } });
    const input = { id: agreed.data!.giveConsent.id, answer: 'GIVE' };
    expect((await hub.ask(self(id), null, ANSWER, { input })).codes).toEqual(['CONSENT_REPRESENTATION']);
  });

  it('writes no representation for who was not at the counter: neither a guardian nor another house', async () => {
    const statement = `insert into core.representation (person_id, guardian, guardian_name, kind, document, institution, actor, valid_until)
      values ($1, $2, 'kit', 'PARENT', 'BIRTH_CERTIFICATE', 'city', 'kit', 'infinity')`;
    for (const settings of [
      as('guardian'),
      as('person'),
      { institution: 'jobcenter', role: 'counsellor' },
      { institution: 'city', role: 'service' },
    ]) {
      await expect(database.asApp({ actor: 'kit', ...settings }, statement, [young.id, nadia])).rejects.toMatchObject({
        // Of a person whom the caller has nothing to do with, as of nobody: there is none.
        code: expect.stringMatching(/^(42501|23503)$/),
      });
    }
  });

  it('knows whom a request is about through core.setting alone, which asks whether a guardian still is one', async () => {
    const past = await database.asOwner(
      `select tablename, policyname from pg_policies
       where coalesce(qual, '') || coalesce(with_check, '') ~ 'current_setting\\(''geleit\\.person'''`,
    );
    expect(past).toEqual([]);
  });
});

describe('without row level security', () => {
  const database = useDatabase(withoutRowLevelSecurity);
  const hub = useHub(database);

  it('a stranger is still refused by the hub itself, which puts it on record', async () => {
    const { id } = await child(database).with('Contact', { by: 'city' }).create();
    const { data, codes } = await hub.ask(guardian(randomUUID(), id), null, EVERYTHING);
    expect([data, codes]).toEqual([null, ['NO_SUCH_PERSON']]);
    const entries = await database.asOwner('select event, role, fields from core.access_entry where person_id = $1', [
      id,
    ]);
    expect(entries).toEqual([{ event: 'REFUSED', role: 'guardian', fields: ['Representation'] }]);
  });
});

describe('over HTTP', () => {
  const database = useDatabase();
  const nadia = randomUUID();
  let hub: RunningTestHub;
  let own: TestPerson;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    own = await child(database).create();
    await representedBy(useHub(database), own.id, nadia);
  });
  afterAll(() => hub.stop());

  const ask = async (token: string, represents: string | null, query = '{ represented { id } }') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: represents === null ? headers : { ...headers, 'x-represents': represents },
      body: JSON.stringify({ query }),
    });
    const body = (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    return {
      status: answer.status,
      data: body.data,
      codes: (body.errors ?? []).map(({ extensions }) => extensions.code),
    };
  };

  it('acts for the child whom the header names, and for nobody without it', async () => {
    const token = await tokenFor(guardian(nadia, own.id));
    expect(await ask(token, own.id)).toMatchObject({ status: 200, data: { represented: { id: own.id } } });
    expect(await ask(token, null)).toMatchObject({ codes: ['FORBIDDEN'] });
  });

  it('refuses a token that has expired', async () => {
    const token = await tokenFor(guardian(nadia, own.id), Math.floor(Date.now() / 1000) - 60);
    expect(await ask(token, own.id)).toMatchObject({ status: 401, codes: ['TOKEN_EXPIRED'] });
  });

  it('refuses the header from staff, who represent nobody', async () => {
    const token = await tokenFor(staff('city'));
    expect(await ask(token, own.id, '{ viewer { role } }')).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
  });

  it('refuses a token of staff that claims the role of a guardian', async () => {
    const token = await tokenFor({ ...staff('city'), role: 'guardian' } as unknown as ReturnType<typeof staff>);
    expect(await ask(token, own.id)).toMatchObject({ status: 401, codes: ['TOKEN_INVALID'] });
  });

  it('refuses a child that is not hers, and one that there is not, with the same words', async () => {
    const token = await tokenFor(guardian(nadia, own.id));
    const { id } = await child(database).create();
    const query = '{ viewer { role } }';
    expect(await ask(token, id, query)).toEqual(await ask(token, randomUUID(), query));
    expect(await ask(token, id, query)).toMatchObject({ codes: ['NO_SUCH_PERSON'], data: undefined });
  });

  it('refuses what is no id, and the own one: nobody represents themself', async () => {
    const token = await tokenFor(self(nadia));
    for (const header of ['everybody', `${own.id},${randomUUID()}`, nadia]) {
      expect(await ask(token, header, '{ viewer { role } }')).toMatchObject({ codes: ['NO_SUCH_PERSON'] });
    }
  });
});
