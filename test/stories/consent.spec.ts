import { beforeAll, describe, expect, it } from '@jest/globals';
import { GiveConsentDocument, WholePersonDocument, WithdrawConsentDocument } from '../generated/operations';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const NEXT_YEAR = new Date(Date.now() + 365 * 86_400_000).toISOString();

describe('a person withdraws consent and the jobcenter sees nothing more', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let yusuf: TestPerson;
  let consentId: string;

  const jobcenterAsks = () => hub.ask(adviser, 'CASE_MANAGEMENT', WholePersonDocument, { id: yusuf.id });

  beforeAll(async () => {
    // The jobcenter knows Yusuf through his consent alone.
    yusuf = await person(database)
      .with('Identity', { by: 'city', values: { givenName: 'Yusuf', familyName: 'Muster' } })
      .with('LanguageEnrolment')
      .create();
  });

  it('the jobcenter does not know him', async () => {
    expect((await jobcenterAsks()).codes).toStrictEqual(['NO_SUCH_PERSON']);
  });

  it('he consents, and from the next request on it sees what he named', async () => {
    const { data, errors } = await hub.ask(self(yusuf.id), null, GiveConsentDocument, {
      input: {
        recipients: ['jobcenter'],
        categories: ['IDENTITY', 'LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: NEXT_YEAR,
      },
    });
    expect(errors).toEqual([]);
    consentId = data!.giveConsent!.id;
    const answer = await jobcenterAsks();
    expect(answer.data!.person).toMatchObject({
      identity: { givenName: 'Yusuf', familyName: 'Muster' },
      languageEnrolments: [{ course: { title: expect.any(String) } }],
      counsellingEpisodes: null,
    });
  });

  it('he withdraws, and it does not even know that there is such a person', async () => {
    await hub.ask(self(yusuf.id), null, WithdrawConsentDocument, { id: consentId });
    const answer = await jobcenterAsks();
    expect(answer).toMatchObject({ data: { person: null }, codes: ['NO_SUCH_PERSON'], withheld: [] });
    const found = await hub.ask(adviser, 'CASE_MANAGEMENT', '{ persons(first: 10) { nodes { id } totalCount } }');
    expect(found.data).toEqual({ persons: { nodes: [], totalCount: 0 } });
  });

  it('the city, whose records they are, sees them as before', async () => {
    const { data } = await hub.ask(staff('city'), null, WholePersonDocument, { id: yusuf.id });
    expect(data!.person).toMatchObject({ identity: { givenName: 'Yusuf' }, languageEnrolments: [{}] });
  });

  it('a second withdrawal changes nothing, and a new consent opens anew', async () => {
    const again = await hub.ask(self(yusuf.id), null, WithdrawConsentDocument, { id: consentId });
    expect(again.codes).toStrictEqual([]);
    await hub.ask(self(yusuf.id), null, GiveConsentDocument, {
      input: {
        recipients: ['jobcenter'],
        categories: ['LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: NEXT_YEAR,
      },
    });
    const { data, withheld } = await jobcenterAsks();
    expect(data!.person).toMatchObject({ identity: null, languageEnrolments: [{}] });
    expect(withheld).toContainEqual({
      path: 'person.identity',
      category: 'IDENTITY',
      reason: 'CONSENT_WITHDRAWN',
      count: 1,
    });
  });
});

describe('the jobcenter sees the language courses of a person who consented', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const asks = (id: string) => hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', WholePersonDocument, { id });
  let consenting: TestPerson;
  let silent: TestPerson;

  beforeAll(async () => {
    const someone = () => person(database).knownTo('jobcenter').with('LanguageEnrolment').with('CounsellingEpisode');
    consenting = await someone()
      .consenting({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    silent = await someone().create();
  });

  it('and not the counselling of the same person, who did not name it', async () => {
    const { data, withheld } = await asks(consenting.id);
    expect(data!.person).toMatchObject({ languageEnrolments: [{}], counsellingEpisodes: null });
    expect(withheld).toContainEqual(
      expect.objectContaining({ path: 'person.counsellingEpisodes', reason: 'NO_CONSENT' }),
    );
  });

  it('and neither the courses nor the counselling of one who did not', async () => {
    const { data, withheld } = await asks(silent.id);
    expect(data!.person).toMatchObject({ languageEnrolments: null, counsellingEpisodes: null });
    expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['NO_CONSENT', 'PROFESSIONAL_SECRECY']));
  });

  it('and for another purpose not even those', async () => {
    const { data, withheld } = await hub.ask(staff('jobcenter'), 'LABOUR_MARKET_INTEGRATION', WholePersonDocument, {
      id: consenting.id,
    });
    expect(data!.person!.languageEnrolments).toBeNull();
    expect(withheld).toContainEqual(
      expect.objectContaining({ path: 'person.languageEnrolments', reason: 'PURPOSE_NOT_COVERED' }),
    );
  });
});

describe('an adviser asks without a purpose', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('and sees only the own house, however much the person has consented to', async () => {
    const generous = await person(database)
      .withEverything('city')
      .consenting({
        recipients: ['jobcenter'],
        categories: ['IDENTITY', 'CONTACT', 'LANGUAGE', 'COUNSELLING', 'EMPLOYMENT', 'QUALIFICATION'],
        purposes: ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'],
      })
      .create();
    const { data, withheld } = await hub.ask(staff('jobcenter'), null, WholePersonDocument, { id: generous.id });
    const { id: _, ...shown } = data!.person!;
    expect(Object.entries(shown).flatMap(([field, value]) => (value === null ? [] : [field]))).toEqual([
      'benefitCases',
    ]);
    expect(new Map(withheld.map(({ path, reason }) => [path, reason]))).toEqual(
      new Map([
        ['person.identity', 'PURPOSE_MISSING'],
        ['person.languageEnrolments', 'PURPOSE_MISSING'],
        ['person.counsellingEpisodes', 'PURPOSE_MISSING'],
        ['person.counsellingNotes', 'PROFESSIONAL_SECRECY'],
      ]),
    );
  });
});
