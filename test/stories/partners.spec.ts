import { beforeAll, describe, expect, it } from '@jest/globals';
import { GiveConsentDocument, WholePersonDocument, WithdrawConsentDocument } from '../generated/operations';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

/** The same query of four institutions and of the person, from the first visit to the withdrawal of a consent. */
describe('Amira, whom the city, the jobcenter and Caritas accompany', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let amira: TestPerson;
  let consentId: string;

  beforeAll(async () => {
    amira = await person(database)
      .with('Identity', { by: 'city', values: { givenName: 'Amira', familyName: 'Beispiel' } })
      .with('LanguageEnrolment')
      .with('BenefitCase', { values: { status: 'GRANTED' } })
      .with('CounsellingEpisode')
      .with('CounsellingNote', { values: { text: 'Said in confidence.' } })
      .create();
  });

  const asks = async (institution: Parameters<typeof staff>[0]) => {
    const answer = await hub.ask(staff(institution), 'CASE_MANAGEMENT', WholePersonDocument, { id: amira.id });
    const { id: _, ...shown } = answer.data?.person ?? { id: null };
    const seen = Object.entries(shown).flatMap(([field, value]) => (value === null ? [] : [field]));
    return { seen, codes: answer.codes, withheld: new Map(answer.withheld.map(({ path, reason }) => [path, reason])) };
  };

  it('shows each institution what it wrote itself, and says why the rest is missing', async () => {
    expect((await asks('city')).seen).toEqual(['identity', 'languageEnrolments']);
    expect((await asks('caritas')).seen).toEqual(['counsellingEpisodes', 'counsellingNotes']);
    const jobcenter = await asks('jobcenter');
    expect(jobcenter.seen).toEqual(['benefitCases']);
    expect(jobcenter.withheld).toEqual(
      new Map([
        ['person.identity', 'NO_CONSENT'],
        ['person.languageEnrolments', 'NO_CONSENT'],
        ['person.counsellingEpisodes', 'NO_CONSENT'],
        ['person.counsellingNotes', 'PROFESSIONAL_SECRECY'],
      ]),
    );
  });

  it('is nobody to the employment agency, which has nothing to do with her', async () => {
    expect((await asks('employment-agency')).codes).toEqual(['NO_SUCH_PERSON']);
  });

  it('lets her open her language courses to the jobcenter and to nobody else', async () => {
    const { data } = await hub.ask(self(amira.id), null, GiveConsentDocument, {
      input: {
        recipients: ['jobcenter'],
        categories: ['IDENTITY', 'LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      },
    });
    expect(data?.giveConsent).toMatchObject({ state: 'GIVEN' });
    consentId = data!.giveConsent!.id;
    const jobcenter = await asks('jobcenter');
    expect(jobcenter.seen).toEqual(['identity', 'languageEnrolments', 'benefitCases']);
    expect(jobcenter.withheld.get('person.counsellingEpisodes')).toBe('NO_CONSENT');
    expect((await asks('caritas')).seen).toEqual(['counsellingEpisodes', 'counsellingNotes']);
  });

  it('shows nothing of it any more once she has withdrawn', async () => {
    const { data } = await hub.ask(self(amira.id), null, WithdrawConsentDocument, { id: consentId });
    expect(data?.withdrawConsent).toEqual({ id: consentId, state: 'WITHDRAWN' });
    const jobcenter = await asks('jobcenter');
    expect(jobcenter.seen).toEqual(['benefitCases']);
    expect(jobcenter.withheld.get('person.languageEnrolments')).toBe('CONSENT_WITHDRAWN');
  });

  it('shows her everything, the notes about her included', async () => {
    const { data, withheld } = await hub.ask(self(amira.id), null, '{ me { counsellingNotes { text } } }');
    expect([data, withheld]).toEqual([{ me: { counsellingNotes: [{ text: 'Said in confidence.' }] } }, []]);
  });
});
