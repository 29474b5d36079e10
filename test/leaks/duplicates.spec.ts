import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { INSTITUTIONS } from '../../src/access/vocabulary';
import { identityKeys } from '../../src/subgraphs/core/duplicate/similarity/identity-keys.fixture';
import { soundsOf } from '../../src/subgraphs/core/duplicate/similarity/name-parts';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { writeConsent, withdrawConsent } from '../kit/consents';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, unsealedSchema, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';

const WHO = { givenName: 'Verborgen', familyName: 'Almasri', birthDate: '1990-05-17' } as const;
const QUEUE = `{ duplicatePairs(first: 10) { nodes { id version score reasons
  persons { id identity { givenName familyName birthDate } contact { phone } } } } }`;
const TABLES = ['duplicate_pair', 'duplicate_decision', 'match_key', 'match_task'];

describe('one human, registered by the jobcenter and by Caritas', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const unguarded = useHub(database, { schema: unsealedSchema() });
  let atJobcenter: TestPerson;
  let atCaritas: TestPerson;

  beforeAll(async () => {
    const contact = { phone: '0171 3920011' };
    atJobcenter = await person(database)
      .with('Identity', { by: 'jobcenter', values: WHO })
      .with('Contact', { by: 'jobcenter', values: contact })
      .create();
    atCaritas = await person(database)
      .with('Identity', { by: 'caritas', values: WHO })
      .with('Contact', { by: 'caritas', values: contact })
      .create();
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  });

  it('is a pair in the queue of the reviewer alone, who sees what agrees and nothing else, by either lock', async () => {
    for (const asked of [hub, unguarded]) {
      const { data } = await asked.ask(staff('city', 'case-manager'), 'CASE_MANAGEMENT', QUEUE);
      expect(data).toMatchObject({ duplicatePairs: { nodes: [{ score: 100, persons: [] }] } });
      expect(JSON.stringify(data)).not.toMatch(/Verborgen|Almasri|1990|3920011/);
      for (const { id } of [atJobcenter, atCaritas]) expect(JSON.stringify(data)).not.toContain(id);
    }
  });

  it('is in no queue of anybody else, who gets the same bytes as if there were no pair', async () => {
    for (const institution of INSTITUTIONS) {
      for (const role of ['counsellor', 'case-manager', 'service'] as const) {
        if (institution === 'city' && role === 'case-manager') continue;
        const answers = await Promise.all(
          [hub, unguarded].map((asked) => asked.ask(staff(institution, role), 'CASE_MANAGEMENT', QUEUE)),
        );
        for (const { data, errors } of answers) {
          expect([errors, data]).toEqual([[], { duplicatePairs: { nodes: [] } }]);
        }
      }
    }
    for (const role of ['planner', 'administrator', 'data-protection-officer'] as const) {
      expect((await hub.ask(staff('city', role), null, QUEUE)).codes).toEqual(['FORBIDDEN']);
    }
    expect((await hub.ask(self(atCaritas.id), null, QUEUE)).codes).toEqual(['FORBIDDEN']);
  });

  it('appears to the jobcenter with a consent to who they are at Caritas, and with the release from secrecy', async () => {
    const consenting = await person(database)
      .with('Identity', { by: 'jobcenter', values: { ...WHO, familyName: 'Petrenko' } })
      .create();
    const other = await person(database)
      .with('Identity', { by: 'caritas', values: { ...WHO, familyName: 'Petrenko' } })
      .consenting({
        recipients: ['jobcenter'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
        secrecyRelease: true,
      })
      .create();
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
    const queue = async (purpose: 'CASE_MANAGEMENT' | null) => {
      const { data } = await hub.ask<{ duplicatePairs: { nodes: { persons: { id: string }[] }[] } }>(
        staff('jobcenter'),
        purpose,
        QUEUE,
      );
      return data!.duplicatePairs.nodes.map(({ persons }) => persons.map(({ id }) => id).sort());
    };
    expect(await queue('CASE_MANAGEMENT')).toEqual([[consenting.id, other.id].sort()]);
    expect(await queue(null)).toEqual([]);
  });

  it('cannot be told from nothing by whoever tries to decide about a pair', async () => {
    const [pair] = await database.asOwner<{ id: string }>('select id from core.duplicate_pair limit 1');
    const decide = `mutation ($id: ID!, $survivor: ID!) {
      mergePersons(input: { id: $id, version: 1, reason: "x", survivorId: $survivor }) { id } }`;
    const [theirs, nobodys] = await Promise.all(
      [pair!.id, randomUUID()].map((id) =>
        hub.ask(staff('caritas'), 'CASE_MANAGEMENT', decide, { id, survivor: atCaritas.id }),
      ),
    );
    expect(theirs!.codes).toEqual(['NOT_FOUND']);
    expect(JSON.stringify(theirs)).toBe(JSON.stringify(nobodys));
  });

  it('is decided about by nobody whom row level security does not let compare, whatever a resolver does', async () => {
    for (const [institution, role] of [
      ['city', 'case-manager'],
      ['caritas', 'counsellor'],
    ] as const) {
      const changed = await database.asApp(
        { institution, role, purpose: 'CASE_MANAGEMENT' },
        `update core.duplicate_pair set state = 'MERGED', version = version + 1, survivor = person_a, reason = 'x'
         where state = 'OPEN' and not exists (select from core.identity i where i.person_id = person_a) returning id`,
      );
      expect([institution, changed]).toEqual([institution, []]);
    }
  });

  it('takes the same statements to register, whether or not somebody like that is known', async () => {
    const register = (familyName: string) =>
      countStatements(database, () =>
        hub.ask(
          staff('employment-agency'),
          null,
          `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }`,
          { input: { ...WHO, familyName, fileNumber: `AA-${familyName}` } },
        ),
      );
    expect(await register('Almasri')).toEqual(await register('Nobodyelse'));
  });

  it('is compared through functions that answer to no caller, and their tables show nothing', async () => {
    for (const role of ['counsellor', 'person', 'administrator']) {
      const settings = { institution: 'city', role } as const;
      for (const call of [`match_batch(10)`, `match_result('{}', gen_random_uuid(), '[]')`, `without_sounds(10)`]) {
        await expect(database.asApp(settings, `select core.${call}`)).rejects.toThrow('geleit: matching');
      }
      for (const call of [`described(gen_random_uuid())`, `begin_matching()`, `identity_keys('1', '2', '1990')`]) {
        await expect(database.asApp(settings, `select core.${call}`)).rejects.toThrow(/permission denied/);
      }
    }
    for (const table of TABLES.slice(2)) {
      await expect(
        database.asApp({ institution: 'caritas', role: 'counsellor' }, `select * from core.${table}`),
      ).rejects.toThrow(/permission denied/);
    }
  });
});

/** Three pairs that the jobcenter has written: two alike by who they are, the third only together with how to reach them. */
const PAIRS = {
  spelled: [
    { givenName: 'Oleksandr', familyName: 'Kovalenko', birthDate: '1984-03-17' },
    { givenName: 'Aleksandr', familyName: 'Kowalenko', birthDate: '1984-03-17' },
  ],
  // No key of the identity finds these two: the names sound different, and so do the days.
  unfound: [
    { givenName: 'Samira', familyName: 'Haddad', birthDate: '1992-02-13' },
    { givenName: 'Samira', familyName: 'Haddal', birthDate: '1992-02-14' },
  ],
  oneDigit: [
    { givenName: 'Yusuf', familyName: 'Demir', birthDate: '1970-05-16' },
    { givenName: 'Yusuf', familyName: 'Demir', birthDate: '1971-05-16' },
  ],
  contradicted: [
    { givenName: 'Parisa', familyName: 'Rahimi', birthDate: '1978-08-21', nationality: 'AF' },
    { givenName: 'Parisa', familyName: 'Rahimi', birthDate: '1987-08-21', nationality: 'IR' },
  ],
} as const;
type PairName = keyof typeof PAIRS;

interface Queue {
  readonly duplicatePairs: {
    readonly totalCount: number | null;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly {
      readonly id: string;
      readonly version: number;
      readonly score: number;
      readonly foundAt: string;
      readonly reasons: readonly string[];
      readonly persons: readonly { readonly id: string }[];
    }[];
  };
}

describe('over HTTP, what agrees in contacts that are withheld', () => {
  const database = useDatabase();
  const city = staff('city');
  let hub: RunningTestHub;
  let persons: Readonly<Record<PairName, readonly TestPerson[]>>;

  const compare = async () => {
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  };
  /** Everybody gets a telephone at the jobcenter: those of the pairs named the same as the other one. */
  const telephones = async (...agreeing: readonly PairName[]) => {
    const all = Object.entries(persons).flatMap(([name, two], pair) =>
      two.map(({ records }, index) => {
        const side = agreeing.includes(name as PairName) ? 0 : index;
        return [records.find(({ declaration }) => declaration.name === 'Contact')!.id, `0171 55${side}12${pair}34`];
      }),
    );
    for (const [id, phone] of all) {
      await database.asApp(
        { institution: 'jobcenter', role: 'counsellor' },
        'update core.contact set phone = $2, version = version + 1 where id = $1',
        [id, phone],
      );
    }
    await compare();
  };
  const nameOf = (id: string) =>
    (Object.keys(PAIRS) as PairName[]).find((name) => persons[name].some((one) => one.id === id))!;
  const ask = async (caller: typeof city, first = 10, after: string | null = null) => {
    const { data, errors } = await hub.ask<Queue>(
      caller,
      'CASE_MANAGEMENT',
      `query ($first: Int!, $after: String) { duplicatePairs(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id version score foundAt reasons persons { id } } } }`,
      { first, after },
    );
    expect(errors ?? []).toEqual([]);
    return data!.duplicatePairs;
  };
  const shown = async (caller: typeof city) =>
    (await ask(caller)).nodes.map(({ score, reasons, persons: [one] }) => [nameOf(one!.id), score, reasons]);
  /** Page after page, as the caller of an API would. */
  const pages = async (caller: typeof city) => {
    const found = [await ask(caller, 1)];
    while (found.at(-1)!.pageInfo.hasNextPage) found.push(await ask(caller, 1, found.at(-1)!.pageInfo.endCursor));
    return found;
  };

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    const made = await Promise.all(
      Object.entries(PAIRS).map(async ([name, two], pair) => [
        name,
        await Promise.all(
          two.map((values, side) =>
            person(database)
              .with('Identity', { by: 'jobcenter', values: { sex: null, nationality: null, ...values } })
              .with('Contact', {
                by: 'jobcenter',
                // None has an address or e-mail that another one has.
                values: { phone: `0171 55${side}12${pair}34`, email: `p${pair}s${side}@example.org`, street: null },
              })
              .consenting({ recipients: ['city'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
              .create(),
          ),
        ),
      ]),
    );
    persons = Object.fromEntries(made) as typeof persons;
    await compare();
  }, 60_000);
  afterAll(() => hub.stop());

  it('changes no byte: not who is there, nor score, order, reasons, version, day, cursors or number', async () => {
    const everything = async () => JSON.stringify([await ask(city), await pages(city)]);
    const before = await everything();
    expect(JSON.parse(before)).toMatchObject([{ nodes: [{ score: 98 }, { score: 90 }] }, {}]);
    for (const agreeing of [['oneDigit'], ['contradicted', 'unfound'], Object.keys(PAIRS), []] as PairName[][]) {
      await telephones(...agreeing);
      expect([agreeing, await everything()]).toEqual([agreeing, before]);
    }
  });

  it('is told to who wrote them, counts for score and order, and brings in who is alike only with it', async () => {
    await telephones('oneDigit', 'contradicted', 'unfound');
    const found = await shown(staff('jobcenter'));
    expect(found.slice(0, 1)).toEqual([['oneDigit', 100, ['NAME', 'BIRTH_DATE_ONE_DIGIT', 'PHONE']]]);
    expect(found).toContainEqual(['spelled', 98, ['NAME_SPELLING', 'BIRTH_DATE']]);
    expect(found).toContainEqual(['contradicted', 90, ['NAME', 'BIRTH_YEAR_TRANSCRIBED', 'PHONE']]);
    expect(found.map(([name]) => name)).toContain('unfound');
    expect(await shown(city)).toEqual([
      ['spelled', 98, ['NAME_SPELLING', 'BIRTH_DATE']],
      ['oneDigit', 90, ['NAME', 'BIRTH_DATE_ONE_DIGIT']],
    ]);
  });

  it('is told of neither where the contact of one of the two alone may be read', async () => {
    const before = JSON.stringify(await pages(city));
    await writeConsent(database, persons.oneDigit[0]!.id, {
      recipients: ['city'],
      categories: ['CONTACT'],
      purposes: ['CASE_MANAGEMENT'],
    });
    expect(JSON.stringify(await pages(city))).toBe(before);
  });

  it('answers no guess: who writes a contact of their own down is not told that another house has the same', async () => {
    const before = JSON.stringify(await pages(city));
    await database.asOwner(`begin; select set_config('geleit.moving', 'on', true);
      insert into core.contact (person_id, institution, phone)
        values ('${persons.spelled[0]!.id}', 'city', '0171 55112034'); commit`);
    await compare();
    expect(JSON.stringify(await pages(city))).toBe(before);
  });

  it('is there with a consent to the contacts of both, and gone with its withdrawal', async () => {
    const consent = { recipients: ['city'], categories: ['CONTACT'], purposes: ['CASE_MANAGEMENT'] } as const;
    const given: (readonly [string, string])[] = [];
    for (const { id } of [...persons.contradicted, persons.oneDigit[1]!]) {
      given.push([id, await writeConsent(database, id, consent)]);
    }
    expect(await shown(city)).toEqual([
      ['oneDigit', 100, ['NAME', 'BIRTH_DATE_ONE_DIGIT', 'PHONE']],
      ['spelled', 98, ['NAME_SPELLING', 'BIRTH_DATE']],
      ['contradicted', 90, ['NAME', 'BIRTH_YEAR_TRANSCRIBED', 'PHONE']],
    ]);
    for (const [id, consentId] of given) await withdrawConsent(database, id, consentId);
    expect((await shown(city)).map(([name]) => name)).toEqual(['spelled', 'oneDigit']);
  });

  it('does not show in the table either, to whom row level security shows no contact', async () => {
    const rows = await database.asApp<{ category: string }>(
      { institution: 'city', role: 'counsellor', purpose: 'CASE_MANAGEMENT' },
      'select category from core.duplicate_agreement',
    );
    expect([...new Set(rows.map(({ category }) => category))]).toEqual(['IDENTITY']);
  });

  it('is told to the reviewer whom the policy names, with all that agrees', async () => {
    const found = (await ask(staff('city', 'case-manager'))).nodes.flatMap(({ reasons }) => reasons);
    expect(found).toContain('PHONE');
  });
});

describe('the keys in the database', () => {
  const database = useDatabase();

  it('are those by which the recall of the comparison was tried', async () => {
    for (const [givenName, familyName, birthDate] of [
      ['Ana Maria', 'García-López', '1981-09-30'],
      ['Юлія', 'Шевченко', '1990-05-02'],
      ['Ali', 'Ali', '1990-01-01'],
      ['Zahra', 'Karimi', '1986-01-01'],
      ['Zahra', 'Karimi', '1986-06'],
      ['Zahra', 'Zahra', '1986'],
    ] as const) {
      const rows = await database.asOwner<{ key: string }>('select core.identity_keys($1, $2, $3) as key', [
        soundsOf(givenName),
        soundsOf(familyName),
        birthDate,
      ]);
      expect(rows.map(({ key }) => key).sort()).toEqual(identityKeys({ givenName, familyName, birthDate }).sort());
    }
  });
});
