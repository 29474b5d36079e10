import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bornYearsAgo } from '../../../kit/ages';
import { useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { born, person, type TestPerson } from '../../../kit/people';

const GIVE =
  'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id state validUntil givenBy guardian } }';
const YEAR = 365.25 * 86_400_000;
const scope = {
  recipients: ['jobcenter'],
  categories: ['IDENTITY'],
  purposes: ['CASE_MANAGEMENT'],
  validUntil: new Date(Date.now() + 5 * YEAR).toISOString(),
};

describe('a birthday', () => {
  const database = useDatabase();

  it('is the day of the year on which one was born; 1 March for 29 February in other years', async () => {
    const born = fc.date({ min: new Date('1940-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
    const samples = fc.sample(fc.tuple(born, fc.integer({ min: 0, max: 80 })), 500);
    const leap = [18, 15, 4, 20].map((age) => [new Date('2008-02-29'), age] as const);
    const cases = [...samples, ...leap].map(([date, age]) => ({ born: date.toISOString().slice(0, 10), age }));
    const rows = await database.asOwner<{ birthday: string }>(
      `select core.birthday((c->>'born')::date, (c->>'age')::int)::text as birthday
       from json_array_elements($1) with ordinality t(c, n) order by n`,
      [JSON.stringify(cases)],
    );
    // JavaScript carries 29 February of a common year over to 1 March, as sections 187 and 188 BGB do.
    const expected = cases.map(({ born: [...letters], age }) => {
      const [year, month, day] = letters.join('').split('-').map(Number);
      return new Date(Date.UTC(year! + age, month! - 1, day)).toISOString().slice(0, 10);
    });
    expect(rows.map(({ birthday }) => birthday)).toEqual(expected);
  });
});

describe('who gives a consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const someone = (...birthDates: readonly string[]): Promise<TestPerson> =>
    born(database, ...birthDates)
      .knownTo('city')
      .create();
  const assisted = async (giver: TestPerson, input: object) => {
    const { data, codes } = await hub.ask(staff('city'), null, GIVE, {
      input: { personId: giver.id, ...scope, ...input },
    });
    return codes.length > 0 ? codes : (data!.giveConsent as { state: string }).state;
  };
  const guardian = 'Mina Beispiel';
  const REFUSED = ['CONSENT_REPRESENTATION'];

  it.each<[string, string, string, string | readonly string[]]>([
    ['the day before the 15th birthday', bornYearsAgo(15, 1), 'GUARDIAN', 'GIVEN'],
    ['the day before the 15th birthday', bornYearsAgo(15, 1), 'PERSON_AND_GUARDIAN', REFUSED],
    ['the day before the 15th birthday', bornYearsAgo(15, 1), 'PERSON', REFUSED],
    ['the 15th birthday', bornYearsAgo(15), 'GUARDIAN', REFUSED],
    ['the 15th birthday', bornYearsAgo(15), 'PERSON_AND_GUARDIAN', 'GIVEN'],
    ['the 15th birthday', bornYearsAgo(15), 'PERSON', REFUSED],
    ['the day before the 18th birthday', bornYearsAgo(18, 1), 'GUARDIAN', REFUSED],
    ['the day before the 18th birthday', bornYearsAgo(18, 1), 'PERSON_AND_GUARDIAN', 'GIVEN'],
    ['the day before the 18th birthday', bornYearsAgo(18, 1), 'PERSON', REFUSED],
    ['the 18th birthday', bornYearsAgo(18), 'GUARDIAN', REFUSED],
    ['the 18th birthday', bornYearsAgo(18), 'PERSON_AND_GUARDIAN', REFUSED],
    ['the 18th birthday', bornYearsAgo(18), 'PERSON', 'GIVEN'],
  ])('on %s (born %s): %s', async (_, birthDate, givenBy, outcome) => {
    const name = givenBy === 'PERSON' ? {} : { guardian };
    expect(await assisted(await someone(birthDate), { givenBy, ...name })).toEqual(outcome);
  });

  it('is named, where it is a guardian', async () => {
    expect(await assisted(await someone(bornYearsAgo(10)), { givenBy: 'GUARDIAN' })).toEqual(REFUSED);
  });

  it('is not a minor alone before a screen, who cannot bring a guardian there either', async () => {
    const young = await someone(bornYearsAgo(16));
    expect((await hub.ask(self(young.id), null, GIVE, { input: scope })).codes).toEqual(REFUSED);
    const claim = { ...scope, givenBy: 'PERSON_AND_GUARDIAN', guardian };
    expect((await hub.ask(self(young.id), null, GIVE, { input: claim })).codes).toEqual(['INVALID_INPUT']);
  });

  it('is not told to staff who have nothing to do with the person, nor that there is one', async () => {
    const stranger = await person(database)
      .with('Identity', { by: 'jobcenter', values: { birthDate: bornYearsAgo(10) } })
      .create();
    const outcome = (id: string) => assisted({ ...stranger, id }, { givenBy: 'PERSON' });
    expect(await outcome(stranger.id)).toEqual(['NO_SUCH_PERSON']);
    expect(await outcome(randomUUID())).toEqual(['NO_SUCH_PERSON']);
  });

  it('is unclear where the institutions have recorded birth dates on both sides of the line', async () => {
    const unclear = await someone(bornYearsAgo(17), bornYearsAgo(19));
    expect((await hub.ask(self(unclear.id), null, GIVE, { input: scope })).codes).toEqual(REFUSED);
    // The city reads that the person is 17, and is not told what the jobcenter has recorded; but it opens nothing.
    expect(await assisted(unclear, { givenBy: 'PERSON' })).toEqual(REFUSED);
    expect(await assisted(unclear, { givenBy: 'PERSON_AND_GUARDIAN', guardian })).toBe('GIVEN');
    const { data } = await hub.ask(self(unclear.id), null, '{ me { consents { state } sharing { state } } }');
    expect(data).toMatchObject({ me: { consents: [{ state: 'EXPIRED' }] } });
    expect(JSON.stringify(data)).not.toContain('SHARED');
    const minor = await someone(bornYearsAgo(15, -9), bornYearsAgo(16));
    expect(await assisted(minor, { givenBy: 'PERSON_AND_GUARDIAN', guardian })).toBe('GIVEN');
  });

  it('tells the name of the guardian to the house that took it down and to the person, and to no recipient', async () => {
    const young = await someone(bornYearsAgo(16));
    await assisted(young, { givenBy: 'PERSON_AND_GUARDIAN', guardian });
    const ask = (caller: Parameters<typeof hub.ask>[0], field: string) =>
      hub.ask<Record<string, { consents: { guardian: string | null }[] }>>(
        caller,
        'CASE_MANAGEMENT',
        `query ($id: ID!) { p: ${field} { consents { guardian } } }`.replace(
          field === 'me' ? '($id: ID!)' : '\u0000',
          '',
        ),
        { id: young.id },
      );
    expect((await ask(staff('city'), 'person(id: $id)')).data!.p!.consents).toEqual([{ guardian }]);
    expect((await ask(self(young.id), 'me')).data!.p!.consents).toEqual([{ guardian }]);
    expect((await ask(staff('jobcenter'), 'person(id: $id)')).data!.p!.consents).toEqual([{ guardian: null }]);
  });
});
