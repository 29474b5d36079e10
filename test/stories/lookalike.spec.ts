import { beforeAll, describe, expect, it } from '@jest/globals';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { handOut, type HandedOut } from '../kit/booklets';
import { writeConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { self, staff, unsealedSchema, useHub } from '../kit/hub';
import { CONFIRM_MERGE, confirmsMerge, openMerges } from '../kit/merges';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';

const SAMIRA = { givenName: 'Samira', familyName: 'Rahimi', birthDate: '1992-02-03' } as const;
const READ = `query ($id: ID!) { person(id: $id) { identity { givenName } contact { phone } counsellingEpisodes { topic }
  consents { id } } }`;
const QUEUE = `query ($state: DuplicateState) { duplicatePairs(first: 5, state: $state) { nodes {
  id version state decisions { state reason actor institution } } } }`;
const MERGE = 'mutation ($input: MergePersonsInput!) { mergePersons(input: $input) { id version state } }';
const SPLIT = 'mutation ($input: DecideDuplicateInput!) { splitPersons(input: $input) { state } }';
const REFUSE = 'mutation ($id: ID!) { refuseMerge(id: $id) { state } }';
const WITH_BOOKLET = 'mutation ($input: ConfirmMergeInput!) { confirmMergeWithBooklet(input: $input) { state } }';

interface Pair {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly decisions: readonly object[];
}

/**
 * The city may see who Samira is, and nothing else. It registers somebody who looks like her, writes down a consent for that
 * registration, with release from secrecy, and says that both are one.
 */
describe('a registration that looks like somebody else’s', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const unguarded = useHub(database, { schema: unsealedSchema() });
  const city = staff('city', 'case-manager');
  let samira: string;
  let lookalike: string;
  let booklet: HandedOut;
  let proposal: Pair;

  const queue = async (state: string | null = null) =>
    (await hub.ask<{ duplicatePairs: { nodes: Pair[] } }>(city, 'CASE_MANAGEMENT', QUEUE, { state })).data!
      .duplicatePairs.nodes;
  const propose = async (survivorId: string) => {
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
    const [pair] = await queue('OPEN');
    const input = { id: pair!.id, version: pair!.version, reason: 'The same.', survivorId };
    const { data, errors } = await hub.ask<{ mergePersons: Pair }>(city, 'CASE_MANAGEMENT', MERGE, { input });
    expect(errors).toEqual([]);
    return data!.mergePersons;
  };
  /** What the city sees under either id, through both locks, and through row level security only. */
  const seen = async () =>
    JSON.stringify(
      await Promise.all(
        [samira, lookalike].flatMap((id) =>
          [hub, unguarded].map(async (asked) => (await asked.ask(city, 'CASE_MANAGEMENT', READ, { id })).data),
        ),
      ),
    );
  /** The same without the guard and without a look-ahead statement that decides. */
  const rows = async (table: string) =>
    database.asApp(
      { institution: 'city', role: 'case-manager', purpose: 'CASE_MANAGEMENT' },
      `select from ${table} where person_id = any($1)`,
      [[samira, lookalike]],
    );

  beforeAll(async () => {
    samira = (
      await person(database)
        .with('Identity', { by: 'jobcenter', values: SAMIRA })
        .with('Contact', { by: 'jobcenter', values: { phone: '0171 3920044' } })
        .with('CounsellingEpisode', { values: { topic: 'RESIDENCE' } })
        .consenting({ recipients: ['city'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
        .create()
    ).id;
    booklet = await handOut(hub, 'jobcenter', samira);
    const register = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
    const { data } = await hub.ask<{ registerPerson: { id: string } }>(city, null, register, {
      input: { ...SAMIRA, fileNumber: 'S-1' },
    });
    lookalike = data!.registerPerson.id;
    const request = 'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id } }';
    const scope = {
      ...{ recipients: ['city'], categories: ['IDENTITY', 'CONTACT', 'COUNSELLING'], purposes: ['CASE_MANAGEMENT'] },
      validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    };
    const asked = await hub.ask<{ requestConsent: { id: string } }>(city, null, request, {
      input: { ...scope, personId: lookalike, reason: 'We work together.' },
    });
    expect(asked.errors).toEqual([]);
    const answer = `mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { state channel capturedBy } }`;
    const { data: given, errors } = await hub.ask(city, null, answer, {
      input: { id: asked.data!.requestConsent.id, answer: 'GIVE', secrecyRelease: true },
    });
    expect(errors).toEqual([]);
    expect(given).toEqual({ answerConsentRequest: { state: 'GIVEN', channel: 'ASSISTED', capturedBy: 'city' } });
  });

  it('opens nothing when the city says that it is the same person, by either lock', async () => {
    const before = await seen();
    proposal = await propose(lookalike);
    expect(proposal.state).toBe('PROPOSED');
    expect(await seen()).toBe(before);
    expect(before).not.toMatch(/3920044|RESIDENCE/);
    expect([await rows('core.contact'), await rows('caritas.counselling_episode')]).toEqual([[], []]);
  });

  it('opens nothing when the login of the lookalike, or whoever has it, confirms', async () => {
    const before = await seen();
    expect(await confirmsMerge(hub, lookalike)).toBe('PROPOSED');
    expect(await seen()).toBe(before);
    const { data } = await hub.ask(
      self(lookalike),
      null,
      '{ me { id contact { phone } counsellingEpisodes { topic } } }',
    );
    expect(data).toEqual({ me: { id: lookalike, contact: null, counsellingEpisodes: [] } });
  });

  it('opens nothing when the city confirms it for itself, with a booklet in its hands, or in PostgreSQL', async () => {
    const input = { code: booklet.token, presence: { documentCheck: 'CHECKED' } };
    expect((await hub.ask(city, null, WITH_BOOKLET, { input })).codes).toEqual(['NOT_FOUND']);
    const update = (values: string) =>
      database.asApp(
        { institution: 'city', role: 'case-manager', purpose: 'CASE_MANAGEMENT' },
        `update core.duplicate_pair set ${values}, version = version + 1, reason = 'x' where id = $1 returning id`,
        [proposal.id],
      );
    await expect(update(`state = 'MERGED'`)).rejects.toThrow();
    await expect(update(`state = 'PROPOSED'`)).rejects.toThrow();
    await expect(update(`confirmed = array[person_a, person_b]`)).rejects.toThrow(/permission denied/);
    for (const call of ['confirm_side(null, null, null)', 'is_confirmed(null)', `is_own_house(null, 'city')`]) {
      await expect(
        database.asApp({ institution: 'city', role: 'case-manager' }, `select core.${call}`),
      ).rejects.toThrow(/permission denied/);
    }
  });

  it('is nobody’s to answer but theirs, and nobody else learns of it', async () => {
    const stranger = (await person(database).with('Identity', { by: 'city' }).create()).id;
    expect(await openMerges(hub, self(stranger))).toEqual([]);
    const answers = await Promise.all(
      [CONFIRM_MERGE, REFUSE].map((answer) => hub.ask(self(stranger), null, answer, { id: proposal.id })),
    );
    expect(answers.map(({ codes }) => codes)).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
    expect((await hub.ask(city, 'CASE_MANAGEMENT', CONFIRM_MERGE, { id: proposal.id })).codes).toEqual(['FORBIDDEN']);
  });

  it('is told to Samira, with what the consents that came with it would open, and is refused by her for ever', async () => {
    const [asked, ...others] = await openMerges(hub, self(samira));
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ id: proposal.id, institution: 'city' });
    expect([asked!.recipientLabels, asked!.dataLabels, asked!.purposeLabels].map(({ length }) => length)).toEqual([
      1, 3, 1,
    ]);
    const refused = await hub.ask(self(samira), null, REFUSE, { id: proposal.id });
    expect(refused.data).toEqual({ refuseMerge: { state: 'DIFFERENT' } });
    expect(await openMerges(hub, self(samira))).toEqual([]);
    const [pair] = await queue('DIFFERENT');
    expect(pair!.decisions.at(-1)).toEqual({ state: 'DIFFERENT', reason: 'PERSON', actor: null, institution: null });
    expect((await hub.ask(self(lookalike), null, CONFIRM_MERGE, { id: proposal.id })).codes).toEqual(['NOT_FOUND']);
  });
});

/** Registered by the city and by the jobcenter; she has no login, but the booklet. */
describe('a person without a login who was registered twice', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const city = staff('city', 'case-manager');
  let known: string;
  let second: string;
  let booklet: HandedOut;
  let pair: Pair;

  const read = async () =>
    (
      await hub.ask<{ person: object | null }>(
        city,
        'CASE_MANAGEMENT',
        'query ($id: ID!) { person(id: $id) { id contact { phone } } }',
        {
          id: second,
        },
      )
    ).data!.person;
  const withBooklet = (institution: 'city' | 'jobcenter' | 'caritas', code = booklet.shortCode) =>
    hub.ask(staff(institution), null, WITH_BOOKLET, { input: { code, presence: { documentCheck: 'CHECKED' } } });

  beforeAll(async () => {
    known = (
      await person(database)
        .with('Identity', { by: 'jobcenter', values: SAMIRA })
        .with('Contact', { by: 'jobcenter', values: { phone: '0171 3920045' } })
        .consenting({ recipients: ['city'], categories: ['IDENTITY', 'CONTACT'], purposes: ['CASE_MANAGEMENT'] })
        .create()
    ).id;
    second = (await person(database).with('Identity', { by: 'city', values: SAMIRA }).create()).id;
    booklet = await handOut(hub, 'jobcenter', known);
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
    const queue = await hub.ask<{ duplicatePairs: { nodes: Pair[] } }>(city, 'CASE_MANAGEMENT', QUEUE);
    const { id, version } = queue.data!.duplicatePairs.nodes[0]!;
    const input = { id, version, reason: 'Both passports.', survivorId: known };
    const { data } = await hub.ask<{ mergePersons: Pair }>(city, 'CASE_MANAGEMENT', MERGE, { input });
    pair = data!.mergePersons;
  });

  it('is one person when another institution has seen her booklet and her document', async () => {
    expect(await read()).toEqual({ id: second, contact: null });
    expect((await withBooklet('caritas', '0000-0000-0000')).codes).not.toEqual([]);
    expect((await withBooklet('caritas')).data).toEqual({ confirmMergeWithBooklet: { state: 'MERGED' } });
    expect(await read()).toEqual({ id: known, contact: { phone: '0171 3920045' } });
    expect((await withBooklet('jobcenter')).codes).toEqual(['NOT_FOUND']);
  });

  it('has it on record who confirmed it and how, and the consents given since cover all', async () => {
    const queue = await hub.ask<{ duplicatePairs: { nodes: Pair[] } }>(city, 'CASE_MANAGEMENT', QUEUE, {
      state: 'MERGED',
    });
    [pair] = queue.data!.duplicatePairs.nodes as [Pair];
    expect(pair.decisions).toMatchObject([
      { state: 'PROPOSED', actor: 'city-case-manager', institution: 'city' },
      { state: 'MERGED', reason: 'BOOKLET CHECKED', actor: 'caritas-counsellor', institution: 'caritas' },
    ]);
    expect((await hub.ask(city, 'CASE_MANAGEMENT', QUEUE, { state: 'PROPOSED' })).data).toEqual({
      duplicatePairs: { nodes: [] },
    });
  });

  it('acts as the other one not a moment longer than the merge: no read and no consent, by the old id or in PostgreSQL', async () => {
    const asLast = { ...self(known), actor: second };
    const me = '{ me { id contact { phone } } }';
    expect((await hub.ask(asLast, null, me)).data).toEqual({ me: { id: known, contact: { phone: '0171 3920045' } } });
    const input = { id: pair.id, version: pair.version, reason: 'Sisters.' };
    expect((await hub.ask(city, 'CASE_MANAGEMENT', SPLIT, { input })).errors).toEqual([]);
    // A request, or a subscription, that looked the id up before the split.
    const before = await database.asOwner('select count(*) from core.consent');
    expect((await hub.ask(asLast, null, me)).data).toEqual({ me: null });
    const consent = {
      ...{ recipients: ['city'], categories: ['CONTACT'], purposes: ['CASE_MANAGEMENT'] },
      validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    };
    const give = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }';
    expect((await hub.ask(asLast, null, give, { input: consent })).codes).not.toEqual([]);
    expect(await database.asOwner('select count(*) from core.consent')).toEqual(before);
    for (const table of ['core.contact', 'core.consent', 'core.consent_grant', 'core.access_entry']) {
      const settings = { role: 'person', person: known, actor: second };
      expect([table, await database.asApp(settings, `select from ${table} where person_id = $1`, [known])]).toEqual([
        table,
        [],
      ]);
    }
    await writeConsent(database, known, {
      recipients: ['city'],
      categories: ['CONTACT'],
      purposes: ['CASE_MANAGEMENT'],
    });
    expect((await hub.ask(self(known), null, me)).data).toMatchObject({ me: { id: known } });
  });
});

describe('a proposal to merge', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const jobcenter = staff('jobcenter', 'case-manager');
  const compare = async () => {
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  };
  /** Of a name of their own, so that they are alike to each other alone. */
  const proposed = async (familyName: string, birthDate: string) => {
    const known = person(database).with('Identity', { by: 'jobcenter', values: { ...SAMIRA, familyName, birthDate } });
    const [a, b] = [(await known.create()).id, (await known.create()).id];
    await compare();
    const { data } = await hub.ask<{ duplicatePairs: { nodes: Pair[] } }>(jobcenter, null, QUEUE, { state: 'OPEN' });
    const { id, version } = data!.duplicatePairs.nodes[0]!;
    const input = { id, version, reason: 'Passport.', survivorId: a };
    return {
      a,
      b,
      pair: (await hub.ask<{ mergePersons: Pair }>(jobcenter, null, MERGE, { input })).data!.mergePersons,
    };
  };

  it('is taken back before anybody has answered', async () => {
    const { a, pair } = await proposed('Petrenko', '1992-02-03');
    const input = { id: pair.id, version: pair.version, reason: 'Twins.' };
    expect((await hub.ask(jobcenter, null, SPLIT, { input })).data).toEqual({ splitPersons: { state: 'SPLIT' } });
    expect(await openMerges(hub, self(a))).toEqual([]);
  });

  it('is confirmed once, however often and by whomever it is asked at once', async () => {
    const { a, b, pair } = await proposed('Oyelaran', '1971-11-28');
    const answers = await Promise.all(
      [a, b, a, b].map((id) =>
        hub.ask<{ confirmMerge: { state: string } | null }>(self(id), null, CONFIRM_MERGE, { id: pair.id }),
      ),
    );
    for (const { data, codes } of answers) expect([data?.confirmMerge?.state ?? codes]).toEqual(['MERGED']);
    const moves = await database.asOwner(`select from core.person_move where kind = 'MERGE'`);
    expect(moves).toHaveLength(1);
  });

  it('of a child is confirmed by the guardian alone, and refused by either', async () => {
    const { a, pair } = await proposed('Kowalczyk', `${new Date().getFullYear() - 10}-02-03`);
    expect((await hub.ask(self(a), null, CONFIRM_MERGE, { id: pair.id })).codes).toEqual(['GUARDIAN_REQUIRED']);
    const refused = await hub.ask(self(a), null, REFUSE, { id: pair.id });
    expect(refused.data).toEqual({ refuseMerge: { state: 'DIFFERENT' } });
  });
});
