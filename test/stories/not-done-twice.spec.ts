import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Purpose } from '../../src/access/vocabulary';
import {
  AssessDocument,
  BeforeItDocument,
  GiveConsentDocument,
  WithdrawConsentDocument,
} from '../generated/operations';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

/** The jobcenter is about to send somebody to a course and to a language test; the city has done both already. */
describe('Nadia, who learns German in a course of the city', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const [city, jobcenter, caritas] = [staff('city'), staff('jobcenter', 'case-manager'), staff('caritas')];
  let nadia: TestPerson;
  let assessmentId: string;

  beforeAll(async () => {
    nadia = await person(database)
      .knownTo('jobcenter', 'caritas')
      .with('LanguageEnrolment', { values: { enrolledOn: '2018-09-03', status: 'ATTENDING' } })
      .with('LanguageAssessment', { by: 'city', values: { assessedOn: '2018-08-20', speaking: 'A2' } })
      .create();
    assessmentId = nadia.records.find(({ declaration }) => declaration.name === 'LanguageAssessment')!.id;
  });

  const before = (who: typeof city, occasion: 'COURSE_ENROLMENT' | 'LANGUAGE_ASSESSMENT', purpose: Purpose | null) =>
    hub.ask(who, purpose, BeforeItDocument, { personId: nadia.id, occasion });
  const assess = (who: typeof city, assessmentNumber: string) =>
    hub.ask(who, 'LANGUAGE_PROMOTION', AssessDocument, {
      input: { personId: nadia.id, assessmentNumber, assessedOn: '2019-01-10', method: 'INTERVIEW', language: 'de' },
    });

  it('says nothing to the jobcenter while she has not consented: it is told what it may not see, not what there is', async () => {
    const { data, withheld } = await before(jobcenter, 'COURSE_ENROLMENT', 'LANGUAGE_PROMOTION');
    expect([data, withheld]).toEqual([
      { equivalents: [] },
      [{ path: 'equivalents', category: 'LANGUAGE', reason: 'NO_CONSENT', count: 1 }],
    ]);
    expect((await before(jobcenter, 'COURSE_ENROLMENT', null)).withheld[0]!.reason).toBe('PURPOSE_MISSING');
  });

  it('tells the jobcenter of her course once she has consented, and that it sees it by that consent', async () => {
    const given = await hub.ask(self(nadia.id), null, GiveConsentDocument, {
      input: {
        recipients: ['jobcenter'],
        categories: ['LANGUAGE'],
        purposes: ['LANGUAGE_PROMOTION'],
        validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      },
    });
    const { data, withheld } = await before(jobcenter, 'COURSE_ENROLMENT', 'LANGUAGE_PROMOTION');
    expect(withheld).toEqual([]);
    expect(data!.equivalents).toEqual([
      {
        recordType: 'LanguageEnrolment',
        institution: 'city',
        day: '2018-09-03',
        values: expect.arrayContaining([
          { field: 'status', value: 'ATTENDING' },
          { field: 'course.title', value: expect.any(String) },
        ]),
        access: { basis: 'CONSENT', consentId: given.data!.giveConsent!.id },
      },
    ]);
  });

  it('is on record like any other reading, so that she can see that the jobcenter looked', async () => {
    const [entry] = await database.asOwner<{ asked: string[]; permitted: object; fields: string[] }>(
      `select asked, permitted, fields from core.access_entry where institution = 'jobcenter' order by id desc limit 1`,
    );
    expect(entry).toMatchObject({ asked: ['LANGUAGE'], permitted: { LANGUAGE: ['CONSENT', expect.any(String), 1] } });
    expect(entry!.fields).toEqual(expect.arrayContaining(['LanguageEnrolment.status', 'Person.equivalents']));
  });

  it('tells who records an assessment all the same of the one elsewhere, in the same answer; never of itself', async () => {
    const { data, errors } = await assess(jobcenter, 'JC-1');
    expect(errors).toEqual([]);
    expect(data!.recordLanguageAssessment!.equivalents).toEqual([
      {
        recordId: assessmentId,
        institution: 'city',
        values: expect.arrayContaining([{ field: 'speaking', value: 'A2' }]),
      },
    ]);
    const own = await before(city, 'LANGUAGE_ASSESSMENT', 'LANGUAGE_PROMOTION');
    expect(own.data!.equivalents).toEqual([]);
  });

  it('tells Caritas nothing, to which she gave no consent', async () => {
    const { data } = await assess(caritas, 'CV-1');
    expect(data!.recordLanguageAssessment!.equivalents).toEqual([]);
  });

  it('tells the jobcenter nothing any more once she has withdrawn', async () => {
    const [consent] = await database.asOwner<{ consent_id: string }>(
      'select consent_id from core.consent_grant where person_id = $1',
      [nadia.id],
    );
    await hub.ask(self(nadia.id), null, WithdrawConsentDocument, { id: consent!.consent_id });
    const { data, withheld } = await before(jobcenter, 'COURSE_ENROLMENT', 'LANGUAGE_PROMOTION');
    expect([data!.equivalents, withheld[0]!.reason]).toEqual([[], 'CONSENT_WITHDRAWN']);
  });
});
