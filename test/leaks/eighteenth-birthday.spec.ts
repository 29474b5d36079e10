import { beforeAll, describe, expect, it } from '@jest/globals';
import { importInto, useFiles } from '../import/import-files.fixture';
import { bornYearsAgo, dayInGermany } from '../kit/ages';
import { useDatabase, withoutRowLevelSecurity } from '../kit/database';
import { self, staff, unsealedSchema, useHub } from '../kit/hub';
import { overSse, untilSubscribers } from '../kit/live';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, tokenFor } from '../operations/running-hub';

const YEAR = 365.25 * 86_400_000;
const inYears = (years: number) => new Date(Date.now() + years * YEAR).toISOString();
const AGREED = inYears(3);

const SHOWN = `version state recipients categories purposes validUntil endedAt channel capturedBy givenBy guardian
  agreedByPersonAt agreedByGuardianAt secrecyRelease`;
const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id validUntil state } }`;
const CONSENTS = `query ($id: ID!, $later: DateTime!) { person(id: $id) { consents { ${SHOWN} }
  later: consents(asOf: $later) { ${SHOWN} } } }`;
const ACCESS = 'query ($id: ID!) { person(id: $id) { access { field decision basis until } } }';
const ACCESS_OF_RECORDS = 'query ($id: ID!) { person(id: $id) { languageEnrolments { access { until } } } }';
const OVERVIEW = `query { consentOverview(first: 10) { nodes { personId version state validUntil givenBy channel } } }`;
const EXPLAIN = `query ($id: ID!, $asOf: DateTime) { explainAccess(personId: $id, institution: "jobcenter",
  purpose: CASE_MANAGEMENT, field: "languageEnrolments", asOf: $asOf) { decision reason basis until mayLack rule } }`;

/**
 * Born on days that only the city may read, with a consent that the city has taken down: two who come of age before it ends,
 * and one who has. Their own answers differ in nothing else.
 */
describe.each([
  ['under both locks', {}],
  ['by row level security alone', { unguarded: true }],
  ['by the guard alone', { unlocked: true }],
])(
  'who may not read a birth date is not told of the 18th birthday, %s:',
  (_, { unguarded, unlocked }: { unguarded?: boolean; unlocked?: boolean }) => {
    const database = useDatabase(async (fresh) => {
      if (unlocked) await withoutRowLevelSecurity(fresh);
    });
    const hub = useHub(database, unguarded ? { schema: unsealedSchema() } : {});
    const people: TestPerson[] = [];
    const input = (id: string, givenBy: string) => ({
      ...{ personId: id, recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
      ...{ validUntil: AGREED, givenBy, ...(givenBy !== 'PERSON' && { guardian: 'Mina Beispiel' }) },
    });

    beforeAll(async () => {
      for (const [age, givenBy] of [
        [16, 'PERSON_AND_GUARDIAN'],
        [17, 'PERSON_AND_GUARDIAN'],
        [40, 'PERSON'],
      ] as const) {
        const someone = await person(database)
          .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(age) } })
          .with('LanguageEnrolment')
          .knownTo('jobcenter')
          .create();
        const { errors } = await hub.ask(staff('city'), null, GIVE, { input: input(someone.id, givenBy) });
        expect(errors).toEqual([]);
        people.push(someone);
      }
    });

    /** What is answered about each, without what anybody knows of them. */
    const answers = (role: 'counsellor' | 'data-protection-officer', query: string, variables: object = {}) =>
      Promise.all(
        people.map(async ({ id }) => {
          const purpose = role === 'counsellor' ? 'CASE_MANAGEMENT' : null;
          const { data, errors } = await hub.ask(staff('jobcenter', role), purpose, query, { id, ...variables });
          expect(errors).toEqual([]);
          return JSON.stringify(data);
        }),
      );
    const expectAlike = (found: readonly string[]) => {
      expect(new Set(found).size).toBe(1);
      return JSON.parse(found[0]!) as Record<string, unknown>;
    };

    it('by the consent, now and as it will stand', async () => {
      const { person: shown } = expectAlike(await answers('counsellor', CONSENTS, { later: inYears(2.5) })) as {
        person: Record<string, object[]>;
      };
      const consent = { state: 'GIVEN', validUntil: AGREED, givenBy: null };
      expect(shown).toMatchObject({ consents: [consent], later: [consent] });
    });

    it('by what is said of the access', async () => {
      // What is said of each record, the guard writes.
      for (const query of unguarded ? [ACCESS] : [ACCESS, ACCESS_OF_RECORDS]) {
        expect(JSON.stringify(expectAlike(await answers('counsellor', query)))).toContain(AGREED);
      }
    });

    it('by the overview of the data protection officer', async () => {
      const { data } = await hub.ask<{ consentOverview: { nodes: { personId: string }[] } }>(
        staff('jobcenter', 'data-protection-officer'),
        null,
        OVERVIEW,
      );
      const rows = data!.consentOverview.nodes.map(({ personId: _id, ...rest }) => JSON.stringify(rest));
      expect(rows).toHaveLength(people.length);
      expect(expectAlike(rows)).toMatchObject({ validUntil: AGREED, givenBy: null });
    });

    it('by the explanation of what could be seen', async () => {
      expectAlike(await answers('data-protection-officer', EXPLAIN, { asOf: null }));
    });

    it.each([0.001, 1.5, 3.5])(
      'by the explanation of a moment to come, which there is none of: %d years',
      async (years) => {
        for (const { id } of people) {
          const variables = { id, asOf: inYears(years) };
          const { data, errors } = await hub.ask(
            staff('jobcenter', 'data-protection-officer'),
            null,
            EXPLAIN,
            variables,
          );
          expect(data).toEqual({ explainAccess: null });
          expect(errors[0]!.extensions).toMatchObject({
            code: 'INVALID_INPUT',
            problems: [{ path: 'asOf', code: 'OUT_OF_RANGE' }],
          });
        }
      },
    );

    it('and the person is told the end that is theirs', async () => {
      const { data } = await hub.ask<{ me: { consents: { validUntil: string; givenBy: string }[] } }>(
        self(people[1]!.id),
        null,
        '{ me { consents { validUntil givenBy } } }',
      );
      const [consent] = data!.me.consents;
      expect(consent!.givenBy).toBe('PERSON_AND_GUARDIAN');
      expect(Date.parse(consent!.validUntil)).toBeLessThan(Date.now() + 1.01 * YEAR);
    });
  },
);

describe('the 18th birthday ends what a guardian has given, and is told to no house', () => {
  const files = useFiles();
  const database = useDatabase();
  const hub = useHub(database);
  const young = (age: number) =>
    person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(age) } })
      .with('LanguageEnrolment')
      .knownTo('jobcenter')
      .create();
  const give = async (id: string, validUntil = AGREED) => {
    const { data, errors } = await hub.ask<{ giveConsent: { id: string; validUntil: string } }>(
      staff('city'),
      null,
      GIVE,
      {
        input: {
          ...{ personId: id, recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] },
          ...{ validUntil, givenBy: 'PERSON_AND_GUARDIAN', guardian: 'Mina Beispiel' },
        },
      },
    );
    expect(errors).toEqual([]);
    return data!.giveConsent;
  };

  it('by the answer to whoever takes it down, nor by its receipt, nor by sending it again', async () => {
    const { id } = await young(16);
    const given = await give(id);
    expect(given.validUntil).toBe(AGREED);
    expect(await give(id)).toEqual(given);
    const { data } = await hub.ask<{ person: { receipts: { document: string }[] } }>(
      staff('city'),
      null,
      'query ($id: ID!) { person(id: $id) { receipts { document } } }',
      { id },
    );
    const [receipt] = data!.person.receipts;
    expect(receipt!.document).toContain(`/${AGREED.slice(0, 19)}`);
    const [row] = await database.asOwner<{ ends: boolean }>(
      'select valid_until < now() + $2::interval as ends from core.consent where id = $1',
      [given.id, '2 years 1 day'],
    );
    expect(row).toEqual({ ends: true });
  });

  it('by a renewal until the very birthday, which is told as it was agreed like any other', async () => {
    const { id } = await young(17);
    const given = await give(id);
    const [{ ends }] = (await database.asOwner<{ ends: Date }>(
      'select valid_until as ends from core.consent where id = $1',
      [given.id],
    )) as [{ ends: Date }];
    const RENEW = 'mutation ($input: RenewConsentInput!) { renewConsent(input: $input) { validUntil } }';
    for (const validUntil of [ends.toISOString(), inYears(2)]) {
      const { data } = await hub.ask(staff('city'), null, RENEW, {
        input: { id: given.id, validUntil, givenBy: 'PERSON_AND_GUARDIAN', guardian: 'Mina Beispiel' },
      });
      expect(data).toEqual({ renewConsent: { validUntil } });
    }
  });

  it('by which of two consents is named', async () => {
    const { id } = await young(17);
    const [shorter, longer] = ['00000000-0000-4000-8000-000000000001', 'ffffffff-0000-4000-8000-000000000001'];
    for (const [consent, years] of [
      [shorter, 2],
      [longer, 3],
    ] as const) {
      await database.asApp(
        { institution: 'city', role: 'counsellor' },
        `insert into core.consent (id, person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until,
           captured_by, captured_by_actor, channel, given_by, guardian)
         values ($1, $2, 'GIVEN', '{jobcenter}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now(), now(), $3, 'city', 'kit', 'ASSISTED',
           'PERSON_AND_GUARDIAN', 'Mina Beispiel')`,
        [consent, id, inYears(years)],
      );
    }
    const { data } = await hub.ask(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      'query ($id: ID!) { person(id: $id) { languageEnrolments { access { consentId } } } }',
      { id },
    );
    expect(data).toEqual({ person: { languageEnrolments: [{ access: { consentId: longer } }] } });
    const log = await database.asApp<{ permitted: object }>(
      { role: 'person', person: id },
      `select permitted from core.access_entry where permitted ? 'LANGUAGE'`,
    );
    expect(log).toEqual([{ permitted: { LANGUAGE: ['CONSENT', longer, 1] } }]);
  });

  it('by what an import counts, where the file of a house says another end behind the birthday', async () => {
    const counted = async (age: number) => {
      const someone = await person(database)
        .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(age) } })
        .knownTo('jobcenter')
        .create();
      const link = someone.records.find(
        ({ author, declaration }) => declaration.name === 'PersonLink' && author === 'jobcenter',
      );
      const read = async (until: string) => {
        const row = `A-${age};${String(link!.shown.fileNumber)};jobcenter;LANGUAGE;CASE_MANAGEMENT;${dayInGermany(-5)};${dayInGermany(-5)};${until};GIVEN`;
        const columns =
          'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state';
        const file = await files.write(`${age}-${until}.csv`, `${columns}\n${row}\n`);
        const { inserted, updated, rejected } = await importInto(database)({
          kind: 'consents',
          file,
          institution: 'jobcenter',
        });
        return [inserted, updated, rejected];
      };
      return [await read(dayInGermany(1_200)), await read(dayInGermany(1_200)), await read(dayInGermany(1_100))];
    };
    const expected = [
      [1, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
    ];
    expect(await counted(16)).toEqual(expected);
    expect(await counted(40)).toEqual(expected);
  });

  it('by what is told while it happens', async () => {
    const server = await startTestHub({ appUrl: database.appUrl });
    try {
      const { id } = await young(16);
      const events = overSse<{ consentChanged: object }>({
        ...{
          url: server.url,
          token: await tokenFor(staff('jobcenter')),
          purpose: 'CASE_MANAGEMENT',
          variables: { id },
        },
        query: `subscription ($id: ID) { consentChanged(personId: $id) { kind consent { ${SHOWN} } } }`,
      });
      await untilSubscribers(server, (count) => count === 1);
      await give(id);
      expect(await events.next()).toMatchObject({
        consentChanged: {
          kind: 'GIVEN',
          consent: { state: 'GIVEN', validUntil: AGREED, givenBy: null, guardian: null },
        },
      });
      events.stop();
    } finally {
      await server.stop();
    }
  });
});
