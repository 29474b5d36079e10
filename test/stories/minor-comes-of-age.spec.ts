import { beforeAll, describe, expect, it } from '@jest/globals';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const DAY = 86_400_000;
const SHOWN = 'id state validUntil givenBy guardian';
const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { ${SHOWN} } }`;
const RENEW = `mutation ($input: RenewConsentInput!) { renewConsent(input: $input) { ${SHOWN} } }`;
const READ = 'query ($id: ID!) { person(id: $id) { languageEnrolments { status } } }';

const inGermany = (time: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(time));

/** Both have consented with their mother. Samir's 18th birthday is in three days, that of Leyla was two days ago. */
describe('a minor comes of age', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const inAYear = new Date(Date.now() + 365 * DAY).toISOString();
  const birthday = bornYearsAgo(18, 3);
  let samir: TestPerson;
  let leyla: TestPerson;
  let leylasConsent: string;

  const sees = async (id: string) => {
    const { data } = await hub.ask<{ person: { languageEnrolments: object[] | null } }>(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      READ,
      { id },
    );
    return data!.person.languageEnrolments !== null;
  };
  const young = (birthDate: string) =>
    person(database)
      .with('Identity', { by: 'city', values: { birthDate } })
      .with('LanguageEnrolment')
      .knownTo('jobcenter')
      .create();

  beforeAll(async () => {
    [samir, leyla] = [await young(birthday), await young(bornYearsAgo(18, -2))];
  });

  it('until then the consent of person and guardian holds, and not a moment longer than it could', async () => {
    const { data } = await hub.ask<{ giveConsent: { validUntil: string } }>(staff('city'), null, GIVE, {
      input: {
        personId: samir.id,
        recipients: ['jobcenter'],
        categories: ['LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: inAYear,
        givenBy: 'PERSON_AND_GUARDIAN',
        guardian: 'Mina Beispiel',
      },
    });
    // Staff are told what was agreed; Samir, when it ends.
    expect(data!.giveConsent).toMatchObject({ state: 'GIVEN', givenBy: 'PERSON_AND_GUARDIAN', validUntil: inAYear });
    const own = await hub.ask<{ me: { consents: { validUntil: string }[] } }>(
      self(samir.id),
      null,
      '{ me { consents { validUntil } } }',
    );
    const end = Date.parse(own.data!.me.consents[0]!.validUntil);
    // Midnight, at which the day of the birthday begins in Germany.
    expect([inGermany(end - 1), inGermany(end)]).toEqual([inGermany(end - DAY / 2), inGermany(Date.now() + 3 * DAY)]);
    expect(await sees(samir.id)).toBe(true);
  });

  it('on the birthday it is over by the clock alone', async () => {
    // Written as it was given, four days ago, when nobody asked how long it would hold.
    const [row] = await database.asApp<{ id: string }>(
      { institution: 'city', role: 'counsellor' },
      `insert into core.consent (person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until,
         captured_by, captured_by_actor, channel, given_by, guardian)
       values ($1, 'GIVEN', '{jobcenter}', '{LANGUAGE}', '{CASE_MANAGEMENT}', now() - interval '4 days',
         now() - interval '4 days', now() + interval '1 year', 'city', 'kit', 'ASSISTED', 'PERSON_AND_GUARDIAN', 'Mina Beispiel')
       returning id`,
      [leyla.id],
    );
    leylasConsent = row!.id;
    const { data } = await hub.ask(self(leyla.id), null, `{ me { consents { ${SHOWN} } } }`);
    expect(data).toMatchObject({ me: { consents: [{ id: leylasConsent, state: 'EXPIRED' }] } });
    expect(await sees(leyla.id)).toBe(false);
  });

  it('now she decides alone: her mother cannot renew it any more, and she can', async () => {
    const asGuardian = {
      id: leylasConsent,
      validUntil: inAYear,
      givenBy: 'PERSON_AND_GUARDIAN',
      guardian: 'Mina Beispiel',
    };
    expect((await hub.ask(staff('city'), null, RENEW, { input: asGuardian })).codes).toEqual([
      'CONSENT_REPRESENTATION',
    ]);
    const { data } = await hub.ask<{ renewConsent: { validUntil: string } }>(self(leyla.id), null, RENEW, {
      input: { id: leylasConsent, validUntil: inAYear },
    });
    expect(data!.renewConsent).toMatchObject({
      state: 'RENEWED',
      givenBy: 'PERSON',
      guardian: null,
      validUntil: inAYear,
    });
    expect(await sees(leyla.id)).toBe(true);
  });

  it('a birth date that is corrected ends what rested on the wrong one, at once', async () => {
    expect(await sees(samir.id)).toBe(true);
    await database.asApp(
      { institution: 'city', role: 'counsellor' },
      'update core.identity set birth_date = $2 where person_id = $1',
      [samir.id, bornYearsAgo(18, -40)],
    );
    // He was of age already when his mother consented with him: that was not hers to give.
    const { data } = await hub.ask(self(samir.id), null, `{ me { consents { ${SHOWN} } } }`);
    expect(data).toMatchObject({ me: { consents: [{ state: 'EXPIRED' }] } });
    expect(await sees(samir.id)).toBe(false);
  });
});
