import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importInto, useFiles } from '../import/import-files.fixture';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { bornYearsAgo, dayInGermany } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, self, staff, useHub } from '../kit/hub';
import { born, person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { motherOf, RECORD_REPRESENTATION, representedBy } from '../kit/representation';

const REGISTER = `mutation ($input: RegisterPersonInput!) {
  registerPerson(input: $input) { id identity { id version birthDate } } }`;
const SEARCH = 'query ($by: PersonSearch!) { searchPersons(by: $by) { identity { birthDate } } }';
const FILTER = `query ($filter: PersonFilter!) {
  persons(first: 20, filter: $filter) { totalCount nodes { identity { birthDate } } } }`;
const city = staff('city', 'counsellor');

interface Registered {
  readonly registerPerson: { id: string; identity: { id: string; version: number; birthDate: string } };
}

/** Many who have fled know the year in which they were born, or the month; no office makes up the rest. */
describe('a birth date of which a part is unknown', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);
  let count = 0;
  const register = async (birthDate: string, more: object = {}, caller = city) => {
    const input = { fileNumber: `IB-${(count += 1)}`, givenName: 'Edda', familyName: 'Ohnetag', birthDate, ...more };
    return hub.ask<Registered>(caller, null, REGISTER, { input });
  };

  it.each(['1990', '1990-05', '1990-05-17'])('is recorded, shown and handed out as %s', async (birthDate) => {
    const { data, errors } = await register(birthDate);
    expect(errors).toEqual([]);
    expect(data!.registerPerson.identity.birthDate).toBe(birthDate);
    const { id } = data!.registerPerson;
    const own = await hub.ask<{ myExport: object }>(self(id), null, '{ me { identity { birthDate } } myExport }');
    expect(own.data).toMatchObject({ me: { identity: { birthDate } } });
    expect(JSON.stringify(own.data!.myExport)).toContain(`"birthDate":"${birthDate}"`);
  });

  it.each(['', '90', '1990-13', '1990-02-30', '1990-00-00', '2091', '1899', 'Mai 1990'])(
    'is not %j, which API and database refuse',
    async (birthDate) => {
      const { data } = await register(birthDate);
      expect(data?.registerPerson ?? null).toBeNull();
    },
  );

  it.each(['1990-13', '1990-02-30', '90', '2091'])('is not %j, whoever writes it', async (birthDate) => {
    const { id } = await person(database).with('Identity', { by: 'city' }).create();
    const write = database.asOwner(`begin; select set_config('geleit.moving', 'on', true);
      update core.identity set birth_date = '${birthDate}' where person_id = '${id}'; commit`);
    await expect(write).rejects.toMatchObject({ code: birthDate === '1990-02-30' ? '22008' : '23514' });
  });

  it('comes by file as registers write it, the same at the second time, and is completed by a third', async () => {
    const written = ['00.00.1990', '00.05.1990', '1990', '1990-05', '1990-00-00', '1990-05-00', '17.05.1990'];
    const rows = written.map((cell, index) => `UD-${index};Edda;Ohnetag;${cell}`);
    const file = await files.write('u.csv', `file_number;given_name;family_name;birth_date\n${rows.join('\n')}\n`);
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({ inserted: 7, rejected: 0 });
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({
      inserted: 0,
      updated: 0,
      rejected: 0,
    });
    const recorded = () =>
      database.asApp<{ birth_date: string }>(
        { institution: 'city', role: 'service' },
        `select i.birth_date from core.identity i
        join core.person_link l using (person_id, institution) where l.file_number like 'UD-%' order by l.file_number`,
      );
    expect((await recorded()).map(({ birth_date }) => birth_date)).toEqual([
      '1990',
      '1990-05',
      '1990',
      '1990-05',
      '1990',
      '1990-05',
      '1990-05-17',
    ]);
    const known = await files.write(
      'k.csv',
      'file_number;given_name;family_name;birth_date\nUD-0;Edda;Ohnetag;17.05.1990\n',
    );
    expect(await importInto(database)({ kind: 'persons', file: known })).toMatchObject({ updated: 1 });
    expect((await recorded())[0]).toEqual({ birth_date: '1990-05-17' });
  });

  it('is completed, or taken back to what is known, by whoever recorded it', async () => {
    const { data } = await register('1990');
    const CHANGE = 'mutation ($input: ChangeIdentityInput!) { changeIdentity(input: $input) { birthDate version } }';
    const { id } = data!.registerPerson.identity;
    let { version } = data!.registerPerson.identity;
    for (const birthDate of ['1990-05-17', '1990-05']) {
      const changed = await hub.ask<{ changeIdentity: { birthDate: string; version: number } }>(city, null, CHANGE, {
        input: { id, version, birthDate },
      });
      expect(changed.data!.changeIdentity.birthDate).toBe(birthDate);
      ({ version } = changed.data!.changeIdentity);
    }
  });

  describe('is compatible with, not equal to, others:', () => {
    const DATES = ['1987', '1987-05', '1987-05-17', '1987-05-18', '1987-06', '1988'];
    const familyName = 'Teilbekannt';
    const found = async (by: object) => {
      const { data, errors } = await hub.ask<{ searchPersons: { identity: { birthDate: string } }[] }>(
        city,
        null,
        SEARCH,
        { by: { familyName, ...by } },
      );
      expect(errors).toEqual([]);
      return data!.searchPersons.map(({ identity }) => identity.birthDate).sort();
    };

    beforeAll(async () => {
      for (const birthDate of DATES) await register(birthDate, { familyName });
    });

    it('a search finds whoever can be born on the day, in the month or year', async () => {
      // Each document takes other paths the second and third time.
      for (let time = 0; time < 3; time += 1) {
        expect(await found({ birthDate: '1987-05-17' })).toEqual(['1987', '1987-05', '1987-05-17']);
        expect(await found({ bornIn: '1987-05-18' })).toEqual(['1987', '1987-05', '1987-05-18']);
        expect(await found({ bornIn: '1987-05' })).toEqual(['1987', '1987-05', '1987-05-17', '1987-05-18']);
        expect(await found({ bornIn: '1987' })).toEqual(DATES.slice(0, 5).sort());
        expect(await found({ birthDate: '1987-07-01' })).toEqual(['1987']);
      }
    });

    it('a search says one birth date, not two or none', async () => {
      const born = { birthDate: '1987-05-17', bornIn: '1987' };
      for (const by of [{ familyName, ...born }, { familyName }, { bornIn: '1987' }]) {
        expect((await hub.ask(city, null, SEARCH, { by })).codes).toEqual(['INVALID_INPUT']);
      }
    });

    it('a filter keeps who may be born in the period', async () => {
      const filter = { familyName, bornFrom: '1987-05-18', bornUntil: '1987-05-31' };
      const { data } = await hub.ask<{ persons: { nodes: { identity: { birthDate: string } }[] } }>(
        city,
        null,
        FILTER,
        {
          filter,
        },
      );
      expect(data!.persons.nodes.map(({ identity }) => identity.birthDate).sort()).toEqual([
        '1987',
        '1987-05',
        '1987-05-18',
      ]);
    });

    it('two registrations that can be of one birthday are a pair to look at, two that cannot are none', async () => {
      const REASONS =
        '{ duplicatePairs(first: 50, state: OPEN) { nodes { reasons persons { identity { birthDate } } } } }';
      const jobcenter = staff('jobcenter', 'case-manager');
      const human = { givenName: 'Leopoldine', familyName: 'Zwillingen' };
      for (const birthDate of ['1971', '1971-05-17', '1993']) await register(birthDate, human, jobcenter);
      while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
      const { data } = await hub.ask<{
        duplicatePairs: {
          nodes: { reasons: string[]; persons: { identity: { birthDate: string } }[] }[];
        };
      }>(jobcenter, 'CASE_MANAGEMENT', REASONS);
      const pairs = data!.duplicatePairs.nodes;
      expect(pairs.map(({ persons }) => persons.map(({ identity }) => identity.birthDate).sort())).toEqual([
        ['1971', '1971-05-17'],
      ]);
      expect(pairs[0]!.reasons).toEqual(expect.arrayContaining(['NAME', 'BIRTH_YEAR']));
    });
  });
});

/** What is reckoned from a birth date holds for every day that it can be, or not at all. */
describe('the age of somebody whose day of birth is unknown', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { state validUntil } }';
  const thisYear = Number(dayInGermany().slice(0, 4));
  const scope = {
    ...{ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] },
    validUntil: `${thisYear + 20}-01-01T00:00:00Z`,
  };
  const REFUSED = ['CONSENT_REPRESENTATION'];
  // On 31 December whoever is born in a year has had the birthday of it.
  const isPastAll = dayInGermany().endsWith('-12-31');
  const someone = (...birthDates: readonly string[]) =>
    born(database, ...birthDates)
      .knownTo('city')
      .create();
  const assisted = async (personId: string, givenBy: string) => {
    const input = { personId, ...scope, givenBy, ...(givenBy !== 'PERSON' && { guardian: 'Mina Beispiel' }) };
    const { data, codes } = await hub.ask<{ giveConsent: { state: string } }>(city, null, GIVE, { input });
    return codes.length > 0 ? codes : data!.giveConsent.state;
  };
  const alone = async (personId: string) => (await hub.ask(self(personId), null, GIVE, { input: scope })).codes;
  const givers = async (personId: string) => ({
    PERSON: await assisted(personId, 'PERSON'),
    PERSON_AND_GUARDIAN: await assisted(personId, 'PERSON_AND_GUARDIAN'),
    GUARDIAN: await assisted(personId, 'GUARDIAN'),
  });

  it('is that of an adult where it is on every day of the year: they act alone', async () => {
    const { id } = await someone('1990');
    expect(await givers(id)).toEqual({ PERSON: 'GIVEN', PERSON_AND_GUARDIAN: REFUSED, GUARDIAN: REFUSED });
    expect((await hub.ask(self(id), null, GIVE, { input: scope })).codes).toEqual([]);
  });

  it.each([
    [18, 'PERSON'],
    [15, 'PERSON_AND_GUARDIAN'],
  ])('is unknown in the year of the %i. birthday: nobody consents, alone or for them', async (age, giver) => {
    const { id } = await someone(String(thisYear - age));
    const nobody = { PERSON: REFUSED, PERSON_AND_GUARDIAN: REFUSED, GUARDIAN: REFUSED };
    expect(await givers(id)).toEqual(isPastAll ? { ...nobody, [giver]: 'GIVEN' } : nobody);
    expect((await hub.ask(self(id), null, GIVE, { input: scope })).codes).toEqual(
      isPastAll && age === 18 ? [] : REFUSED,
    );
  });

  it('makes nobody a represented minor who may be of age already', async () => {
    const { id } = await someone(String(thisYear - 18));
    const { codes } = await hub.ask(city, null, RECORD_REPRESENTATION, { input: motherOf(id, randomUUID()) });
    expect(codes).toEqual(['REPRESENTATION_NOT_POSSIBLE']);
  });

  it('lets what a guardian has given end on the first day on which they may be of age', async () => {
    const year = thisYear - 10;
    const { id } = await someone(`${year}-05`);
    const mother = randomUUID();
    await representedBy(hub, id, mother);
    const given = await hub.ask<{ giveConsent: { validUntil: string } }>(guardian(mother, id), null, GIVE, {
      input: scope,
    });
    expect(given.errors).toEqual([]);
    // Midnight in Germany.
    expect(given.data!.giveConsent.validUntil).toBe(`${year + 18}-04-30T22:00:00.000Z`);
    expect(
      await database.asOwner('select core.comes_of_age($1) = $2::timestamptz as same', [
        id,
        `${year + 18}-05-01T00:00:00+02:00`,
      ]),
    ).toEqual([{ same: true }]);
  });

  it('shortens a consent given by the person, once less than a day is known of a minor', async () => {
    const { id } = await someone('1990');
    expect(await assisted(id, 'PERSON')).toBe('GIVEN');
    await database.asApp(
      { institution: 'city', role: 'service' },
      'update core.identity set birth_date = $2 where person_id = $1',
      [id, String(thisYear - 12)],
    );
    const consents = await database.asOwner<{ until: string }>(
      `select (valid_until at time zone 'Europe/Berlin')::date::text as until from core.consent where person_id = $1`,
      [id],
    );
    expect(consents).toEqual([{ until: `${thisYear + 6}-01-01` }]);
  });

  it('is told by another institution that knows the day, to the person and to no house that may not read it', async () => {
    const young = bornYearsAgo(18);
    const knownElsewhere = await someone(young.slice(0, 4), young);
    expect(await givers(knownElsewhere.id)).toEqual(await givers((await someone(young.slice(0, 4))).id));
    expect(await alone(knownElsewhere.id)).toEqual([]);
  });

  it('is told by none of two that contradict each other', async () => {
    expect(await alone((await someone('1990', bornYearsAgo(10))).id)).toEqual(REFUSED);
  });

  it('keeps a child from confirming a link who may be below 15, and from no right to ask', async () => {
    const { id } = await someone(String(thisYear - 15));
    const ask = 'mutation { requestRight(input: { kind: ERASURE, institution: "city" }) { id } }';
    expect((await hub.ask(self(id), null, ask)).codes).toEqual([]);
    const [{ perhaps }] = (await database.asApp(
      { institution: '-', role: 'person', person: id },
      'select perhaps from core.guardian_acts_alone()',
    )) as [{ perhaps: boolean }];
    expect(perhaps).toBe(!isPastAll);
  });
});

describe('the days that a birth date can mean', () => {
  const database = useDatabase();

  it.each([
    ['1990', '1990-01-01', '1990-12-31'],
    ['1990-12', '1990-12-01', '1990-12-31'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['1990-05-17', '1990-05-17', '1990-05-17'],
  ])('of %s reach from %s until %s', async (partial, first, last) => {
    expect(
      await database.asOwner('select core.first_day($1)::text as first, core.last_day($1)::text as last', [partial]),
    ).toEqual([{ first, last }]);
  });
});
