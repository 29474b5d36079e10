import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { withdrawConsent, writeConsent, type ConsentOf } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const EXPLAIN = `query ($personId: ID, $institution: String!, $purpose: Purpose, $field: String!, $asOf: DateTime, $knownAsOf: DateTime) {
  explainAccess(personId: $personId, institution: $institution, purpose: $purpose, field: $field, asOf: $asOf, knownAsOf: $knownAsOf) {
    field category decision reason basis mayLack rule explanation consentId consentVersion statutes { id applies }
  }
}`;

interface Explanation {
  readonly decision: string;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly mayLack: string | null;
  readonly rule: string;
  readonly consentId: string | null;
  readonly consentVersion: number | null;
  readonly statutes: readonly { id: string; applies: boolean | null }[];
}

interface Open {
  readonly category: string;
  readonly basis: string;
  readonly reference: string | null;
}

interface Entry {
  readonly at: string;
  readonly institution: string;
  readonly purpose: string;
  readonly event: string;
  readonly disclosed: readonly Open[];
  readonly empty: readonly Open[];
  readonly withheld: readonly string[];
}

/** One field for each category, so that the log's categories and the fields are one to one. */
const FIELDS: Readonly<Record<string, string>> = {
  LANGUAGE: 'languageEnrolments',
  COUNSELLING: 'counsellingEpisodes',
  RESIDENCE: 'registrations',
  BENEFITS: 'benefitCases',
  COUNSELLING_NOTES: 'counsellingNotes',
};
const LOOK = `query ($id: ID!) { person(id: $id) { ${Object.values(FIELDS)
  .map((field) => `${field} { id }`)
  .join(' ')} } }`;

const wide = (more: Partial<ConsentOf> = {}): ConsentOf => ({
  recipients: ['jobcenter', 'caritas'],
  categories: ['LANGUAGE', 'COUNSELLING', 'BENEFITS'],
  purposes: ['CASE_MANAGEMENT', 'LANGUAGE_PROMOTION'],
  ...more,
});

describe('a past day', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let anna: TestPerson;
  let entries: readonly Entry[];

  const look = async (): Promise<void> => {
    // Steps within one millisecond could not be told apart.
    await wait(3);
    for (const institution of ['jobcenter', 'caritas'] as const) {
      for (const purpose of ['CASE_MANAGEMENT', 'LANGUAGE_PROMOTION', 'BENEFIT_ADMINISTRATION'] as const) {
        await hub.ask(staff(institution), purpose, LOOK, { id: anna.id });
      }
    }
    await wait(3);
  };

  beforeAll(async () => {
    anna = await person(database)
      .knownTo('jobcenter', 'caritas')
      .with('LanguageEnrolment', { values: { enrolledOn: '2018-10-01' } })
      .with('CounsellingEpisode', { values: { startedOn: '2018-10-01' } })
      .with('Registration')
      .with('BenefitCase')
      .create();
    const give = async (consent: ConsentOf): Promise<string> => {
      const id = await writeConsent(database, anna.id, consent);
      await look();
      return id;
    };
    await look();
    const period = await give(wide({ dataFrom: '2018-01-01', dataUntil: '2018-12-31' }));
    const plain = await give(wide({ untilDay: 10 }));
    const exception = await give(
      wide({
        fromDay: -31,
        untilDay: 400,
        recipients: ['city'],
        exceptions: [{ recipients: ['jobcenter'], categories: ['LANGUAGE'] }],
      }),
    );
    const released = await give(wide({ secrecyRelease: true, purposes: ['CASE_MANAGEMENT'] }));
    for (const id of [plain, exception, released, period]) {
      await withdrawConsent(database, anna.id, id);
      await look();
    }
    const { data } = await hub.ask<{ accessLog: { nodes: Entry[] } }>(
      self(anna.id),
      null,
      '{ accessLog(first: 100) { nodes { at institution purpose event disclosed { category basis reference } empty { category basis reference } withheld } } }',
    );
    entries = data!.accessLog.nodes.filter(({ event, institution }) => event === 'READ' && institution !== null);
  });

  it('is replayed exactly as the access log shows what was given out and what was not, and on which consent', async () => {
    expect(entries).toHaveLength(9 * 2 * 3);
    const bases = new Set<string>();
    for (const { at, institution, purpose, disclosed, empty, withheld } of entries) {
      for (const [category, field] of Object.entries(FIELDS)) {
        const variables = { institution, purpose, field, asOf: at, knownAsOf: at };
        const { data, errors } = await hub.ask<{ explainAccess: Explanation }>(self(anna.id), null, EXPLAIN, variables);
        expect(errors).toEqual([]);
        const { decision, basis, consentId, statutes } = data!.explainAccess;
        const logged = [...disclosed, ...empty].filter((one) => one.category === category);
        expect([at, institution, purpose, category, decision]).toEqual([
          ...[at, institution, purpose, category],
          withheld.includes(category) ? 'WITHHELD' : 'PERMIT',
        ]);
        if (decision === 'WITHHELD') continue;
        bases.add(basis!);
        expect(logged).toContainEqual({
          category,
          basis,
          reference: consentId ?? (basis === 'STATUTE' ? statutes[0]!.id : null),
        });
      }
    }
    expect([...bases].sort()).toEqual(['CONSENT', 'OWN_RECORD', 'STATUTE']);
  }, 60_000);
});

describe('what was known on one day of another', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let anna: TestPerson;
  let [before, between] = [new Date(), new Date()];

  beforeAll(async () => {
    anna = await person(database).knownTo('jobcenter').with('BenefitCase').with('LanguageEnrolment').create();
    before = new Date();
    await wait(3);
    const id = await writeConsent(database, anna.id, { ...wide(), fromDay: -30 });
    await wait(3);
    between = new Date();
    await wait(3);
    await withdrawConsent(database, anna.id, id);
  });

  const consents = async (variables: object) => {
    const query =
      'query ($asOf: DateTime, $knownAsOf: DateTime) { me { consents(asOf: $asOf, knownAsOf: $knownAsOf) { state version } } }';
    const { data, errors } = await hub.ask<{ me: { consents: unknown } }>(self(anna.id), null, query, { ...variables });
    expect(errors).toEqual([]);
    return data!.me.consents;
  };
  const aWeekAgo = () => new Date(Date.now() - 7 * 86_400_000);

  it('is told of a person’s consents', async () => {
    expect(await consents({})).toEqual([{ state: 'WITHDRAWN', version: 2 }]);
    expect(await consents({ asOf: between })).toEqual([{ state: 'GIVEN', version: 1 }]);
    expect(await consents({ asOf: aWeekAgo() })).toEqual([{ state: 'GIVEN', version: 1 }]);
    expect(await consents({ asOf: aWeekAgo(), knownAsOf: before })).toEqual([]);
    expect(await consents({ knownAsOf: between })).toEqual([{ state: 'GIVEN', version: 1 }]);
  });

  const explained = async (caller: ReturnType<typeof staff>, variables: object) => {
    const answer = await hub.ask<{ explainAccess: Explanation | null }>(caller, null, EXPLAIN, {
      ...{ personId: anna.id, institution: 'jobcenter', purpose: 'CASE_MANAGEMENT', field: 'languageEnrolments' },
      ...variables,
    });
    return { explanation: answer.data!.explainAccess, codes: answer.codes };
  };
  const officer = staff('jobcenter', 'data-protection-officer');

  it('is told to the data protection officer of the institution, with the rule and the consent', async () => {
    expect((await explained(officer, { asOf: between })).explanation).toMatchObject({
      ...{ decision: 'PERMIT', basis: 'CONSENT', rule: 'CONSENT', consentVersion: 1 },
      explanation: expect.stringMatching(/consent of the person/),
    });
    expect((await explained(officer, {})).explanation).toMatchObject({
      decision: 'WITHHELD',
      rule: 'CONSENT_WITHDRAWN',
    });
    expect((await explained(officer, { knownAsOf: before })).explanation).toMatchObject({ rule: 'NO_CONSENT' });
  });

  it('counts for the officer also the exceptions of consents that do not name their institution', async () => {
    const bernd = await person(database).consenting(wide()).create();
    const asked = { personId: bernd.id };
    expect((await explained(officer, asked)).explanation).toMatchObject({ decision: 'PERMIT' });
    const exceptions = [{ recipients: ['jobcenter'] as const }];
    await writeConsent(database, bernd.id, {
      ...wide({ exceptions }),
      recipients: ['city'],
      fromDay: -31,
      untilDay: 400,
    });
    expect((await explained(officer, asked)).explanation).toMatchObject({ decision: 'WITHHELD', rule: 'NO_CONSENT' });
  });

  it('tells an officer of no other institution, and nobody of the content that decides about a statute', async () => {
    expect(await explained(officer, { institution: 'city' })).toEqual({ explanation: null, codes: ['FORBIDDEN'] });
    const statute = { field: 'registrations', purpose: 'BENEFIT_ADMINISTRATION' };
    expect((await explained(officer, statute)).explanation!.statutes).toEqual([
      { id: 'sgb-x-69-residence-jobcenter', applies: null },
    ]);
    expect((await explained(self(anna.id) as never, statute)).explanation).toMatchObject({
      rule: 'STATUTE',
      statutes: [{ applies: true }],
    });
  });

  it.each([
    ['a counsellor', staff('jobcenter'), {}, 'FORBIDDEN'],
    ['an unknown field', officer, { field: 'shoeSize' }, 'INVALID_INPUT'],
    ['an unknown field of a record', officer, { field: 'BenefitCase.shoeSize' }, 'INVALID_INPUT'],
    ['an unknown institution', officer, { institution: 'bank' }, 'INVALID_INPUT'],
    ['no id', officer, { personId: 'anna' }, 'NO_SUCH_PERSON'],
  ])('is refused to %s', async (_, caller, variables, code) => {
    expect((await explained(caller, variables)).codes).toEqual([code]);
  });

  it('is told of a single field as of the records that it is in', async () => {
    expect((await explained(officer, { field: 'LanguageEnrolment.status', asOf: between })).explanation).toMatchObject({
      field: 'languageEnrolments',
      decision: 'PERMIT',
    });
  });

  it('is the same for somebody who does not exist as for somebody who never consented', async () => {
    const carla = await person(database).knownTo('city').create();
    const nobody = await explained(officer, { personId: '3f0f5e6e-4f5a-4b61-9f3c-000000000000' });
    expect(await explained(officer, { personId: carla.id })).toEqual(nobody);
  });

  it('is refused to a person about another', async () => {
    const carla = await person(database).create();
    expect((await explained(self(carla.id) as never, {})).codes).toEqual(['NO_SUCH_PERSON']);
  });

  it('is on record as having been asked', async () => {
    const dora = await person(database).create();
    await explained(officer, { personId: dora.id });
    const log = await database.asApp(
      { role: 'person', person: dora.id },
      'select event, fields, role from core.access_entry',
    );
    expect(log).toEqual([{ event: 'READ', fields: ['AccessExplanation'], role: 'data-protection-officer' }]);
  });
});

describe('a consent that is given today', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const long = '2019-01-01T00:00:00Z';
  const decision = async (id: string, asOf: string | null): Promise<string> => {
    const variables = { institution: 'jobcenter', purpose: 'CASE_MANAGEMENT', field: 'languageEnrolments', asOf };
    const { data } = await hub.ask<{ explainAccess: Explanation }>(self(id), null, EXPLAIN, variables);
    return data!.explainAccess.decision;
  };
  const consentsAt = async (id: string, asOf: string | null) => {
    const query = 'query ($asOf: DateTime) { me { consents(asOf: $asOf) { state validFrom givenAt } } }';
    const { data } = await hub.ask<{ me: { consents: { state: string; validFrom: string; givenAt: string }[] } }>(
      ...([self(id), null, query, { asOf }] as const),
    );
    return data!.me.consents;
  };

  it('opens nothing of the past, whatever beginning it names', async () => {
    const anna = await person(database).create();
    const { errors } = await hub.ask(
      self(anna.id),
      null,
      `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }`,
      {
        input: {
          ...{ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
          ...{ validFrom: long, validUntil: new Date(Date.now() + 86_400_000) },
        },
      },
    );
    expect(errors).toEqual([]);
    const [consent] = await consentsAt(anna.id, null);
    expect(consent!.validFrom).toBe(consent!.givenAt);
    expect(await consentsAt(anna.id, '2020-01-01T00:00:00Z')).toEqual([]);
    expect([await decision(anna.id, '2020-01-01T00:00:00Z'), await decision(anna.id, null)]).toEqual([
      'WITHHELD',
      'PERMIT',
    ]);
  });

  it('was valid from the day on the paper for the registry, but nobody could see anything through the hub then', async () => {
    const anna = await person(database).create();
    await writeConsent(database, anna.id, { ...wide(), fromDay: -400 });
    const lastYear = new Date(Date.now() - 300 * 86_400_000).toISOString();
    expect(await consentsAt(anna.id, lastYear)).toMatchObject([{ state: 'GIVEN' }]);
    expect([await decision(anna.id, lastYear), await decision(anna.id, null)]).toEqual(['WITHHELD', 'PERMIT']);
  });
});

describe('a law that needs no consent', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('is shown to the person, with the reason why nobody asked them', async () => {
    const query =
      '{ me { statutoryDisclosures { law recipient category purpose applies explanation explanationDe } } }';
    const withCase = await person(database).with('BenefitCase').create();
    const without = await person(database).create();
    for (const [{ id }, applies] of [
      [withCase, true],
      [without, false],
    ] as const) {
      const { data, errors } = await hub.ask(self(id), null, query);
      expect(errors).toEqual([]);
      expect(data).toMatchObject({
        me: {
          statutoryDisclosures: [
            {
              ...{
                law: 'section 69 SGB X',
                recipient: 'jobcenter',
                category: 'RESIDENCE',
                purpose: 'BENEFIT_ADMINISTRATION',
                applies,
              },
              explanation: expect.stringMatching(/without your consent/),
            },
          ],
        },
      });
    }
  });
});
