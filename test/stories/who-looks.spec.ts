import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONSENT_CATEGORIES, PURPOSE_NAMES } from '../../src/access/vocabulary';
import {
  EverybodyKnownDocument,
  PublishedDocument,
  WhoLookedDocument,
  WholePersonDocument,
} from '../generated/operations';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

describe('a person reads who looked, and nobody else appears', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let lena: TestPerson;
  let omar: TestPerson;

  beforeAll(async () => {
    lena = await person(database)
      .withEverything('city')
      .consenting({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    omar = await person(database).with('Identity', { by: 'city' }).create();
    await hub.ask(staff('jobcenter', 'case-manager'), 'CASE_MANAGEMENT', WholePersonDocument, { id: lena.id });
    await hub.ask(staff('city'), null, WholePersonDocument, { id: omar.id });
    await hub.ask(staff('jobcenter'), null, WholePersonDocument, { id: omar.id });
    await hub.ask(staff('city'), null, EverybodyKnownDocument, {});
  });

  const log = async (id: string) => (await hub.ask(self(id), null, WhoLookedDocument, {})).data!.accessLog!.nodes;

  it('what, for which purpose, on which basis, and what was withheld', async () => {
    const entry = (await log(lena.id)).find(({ institution }) => institution === 'jobcenter');
    expect(entry).toMatchObject({
      event: 'READ',
      role: 'case-manager',
      purpose: 'CASE_MANAGEMENT',
      personId: lena.id,
      fields: expect.arrayContaining(['LanguageEnrolment.status', 'CounsellingNote.text']),
      withheld: expect.arrayContaining(['COUNSELLING', 'COUNSELLING_NOTES']),
    });
    expect(entry!.disclosed).toContainEqual({
      category: 'LANGUAGE',
      basis: 'CONSENT',
      reference: lena.consentIds[0],
    });
  });

  it('also who was told that there is no such person', async () => {
    expect(await log(omar.id)).toContainEqual(
      expect.objectContaining({ event: 'REFUSED', institution: 'jobcenter', disclosed: [] }),
    );
  });

  it('also who had them in a list', async () => {
    for (const { id } of [lena, omar]) {
      const lists = (await log(id)).filter(({ institution }) => institution === 'city');
      expect(lists.length).toBeGreaterThanOrEqual(1);
    }
  });

  it('and nobody else: no entry is about another person', async () => {
    for (const { id } of [lena, omar]) {
      expect(new Set((await log(id)).map(({ personId }) => personId))).toEqual(new Set([id]));
    }
    expect(JSON.stringify(await log(omar.id))).not.toContain(lena.id);
  });

  it('and their own reading, as their own', async () => {
    await hub.ask(self(lena.id), null, '{ me { identity { familyName } } }');
    expect(await log(lena.id)).toContainEqual(
      expect.objectContaining({
        institution: null,
        role: 'person',
        disclosed: [{ category: 'IDENTITY', basis: 'SELF', reference: null }],
      }),
    );
  });
});

describe('a data protection officer sees the log but no content', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const officer = staff('jobcenter', 'data-protection-officer');
  let someone: TestPerson;

  beforeAll(async () => {
    someone = await person(database).withEverything('city').create();
    for (const institution of ['jobcenter', 'city', 'caritas'] as const) {
      await hub.ask(staff(institution), 'CASE_MANAGEMENT', WholePersonDocument, { id: someone.id });
    }
  });

  it('the accesses of the own institution, by pseudonym, field and basis', async () => {
    const { data } = await hub.ask(officer, null, WhoLookedDocument, {});
    expect(data!.accessLog!.nodes).toHaveLength(1);
    expect(data!.accessLog!.nodes[0]).toMatchObject({ institution: 'jobcenter', personId: someone.id });
    const values = someone.records
      .flatMap(({ shown }) => Object.values(shown))
      .filter((value) => typeof value === 'string');
    const texts = values.filter((value) => /^T-\d+$|@/.test(value));
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) expect(JSON.stringify(data)).not.toContain(`"${text}"`);
  });

  it('and of the person nothing, by whatever way', async () => {
    const attempts = [
      'query ($id: ID!) { person(id: $id) { id } }',
      '{ persons(first: 10) { nodes { id } totalCount } }',
      '{ searchPersons(by: { familyName: "T" birthDate: "1990-01-01" }) { id } }',
      '{ benefitCases(first: 10) { nodes { status } } }',
      '{ me { id } }',
    ];
    for (const attempt of attempts) {
      const { data, codes } = await hub.ask(officer, null, attempt, attempt.includes('$id') ? { id: someone.id } : {});
      expect(codes).toStrictEqual(['FORBIDDEN']);
      expect(Object.values(data!)).toEqual([null]);
    }
  });

  it('and their own looking at the log is in the log', async () => {
    await hub.ask(officer, null, WhoLookedDocument, { personId: someone.id });
    const seen = await hub.ask(self(someone.id), null, WhoLookedDocument, {});
    expect(seen.data!.accessLog!.nodes).toContainEqual(
      expect.objectContaining({ role: 'data-protection-officer', fields: ['AccessEntry'], disclosed: [] }),
    );
  });
});

describe('a planner sees no person', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let someone: TestPerson;

  beforeAll(async () => {
    someone = await person(database)
      .withEverything('city')
      .consenting({ recipients: ['city'], categories: [...CONSENT_CATEGORIES], purposes: [...PURPOSE_NAMES] })
      .create();
  });

  it.each([null, ...PURPOSE_NAMES])('for the purpose %s', async (purpose) => {
    const planner = staff('city', 'planner');
    const one = await hub.ask(planner, purpose, WholePersonDocument, { id: someone.id });
    expect([one.data, one.codes]).toEqual([{ person: null }, ['FORBIDDEN']]);
    const all = await hub.ask(planner, purpose, EverybodyKnownDocument, {});
    expect([all.data, all.codes]).toEqual([{ persons: null }, ['FORBIDDEN']]);
    const log = await hub.ask(planner, purpose, WhoLookedDocument, { personId: someone.id });
    expect([log.data, log.codes]).toEqual([{ accessLog: null }, ['FORBIDDEN']]);
  });

  it('but what is published', async () => {
    const { data, errors } = await hub.ask(staff('city', 'planner'), null, PublishedDocument, {});
    expect(errors).toEqual([]);
    expect(data!.languageCourses!.nodes.length).toBeGreaterThan(0);
    expect(data!.institutions.find(({ id }) => id === 'immigration-authority')!.mayReceive).toBe(false);
  });
});
