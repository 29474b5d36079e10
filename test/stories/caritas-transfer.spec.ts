import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { CarelessLoader } from '../contract/careless-loader';
import { useDatabase, withoutRowLevelSecurity, type TestDatabase } from '../kit/database';
import { self, staff, unsealedSchema, useHub, type Hub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { policyWithoutStandingTransfers, usePolicy } from '../kit/policy';

const LOOK = `query ($id: ID!) { person(id: $id) {
  languageEnrolments { id } benefitCases { id } counsellingEpisodes { id }
  transfers { transferredBy standing recipient categories notice noticeDe law }
  access { field decision reason }
} }`;
const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id state } }';
const TRANSFER = `mutation ($input: TransferDataInput!) { transferData(input: $input) {
  id transferredBy standing recipient categories notice
} }`;

type Transferred = Readonly<Record<string, unknown>>;

const consent = (recipients: string[], more: object = {}) => ({
  recipients,
  categories: ['LANGUAGE', 'BENEFITS', 'COUNSELLING'],
  purposes: ['CASE_MANAGEMENT'],
  validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  ...more,
});

/** What an institution sees of the three kinds of records, each with the reason where it does not. */
async function seenBy(hub: Hub, institution: 'caritas' | 'jobcenter', id: string) {
  type Shown = Readonly<Record<string, readonly unknown[] | null>>;
  const { data, withheld } = await hub.ask<{ person: Shown }>(staff(institution), 'CASE_MANAGEMENT', LOOK, { id });
  const reasons = new Map(withheld.map(({ path, reason }) => [path.replace('person.', ''), reason]));
  return ['languageEnrolments', 'benefitCases', 'counsellingEpisodes'].map((field) =>
    data!.person[field]?.length ? 'seen' : reasons.get(field),
  );
}

function samira(database: TestDatabase): Promise<TestPerson> {
  return person(database)
    .knownTo('caritas', 'city', 'jobcenter')
    .with('LanguageEnrolment')
    .with('BenefitCase')
    .with('CounsellingEpisode')
    .create();
}

describe('Samira, who lets Caritas see what the city and the jobcenter wrote', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let id: string;

  beforeAll(async () => {
    id = (await samira(database)).id;
  });

  it('opens it by her consent alone, because in Rheine the consent is the transfer', async () => {
    expect(await seenBy(hub, 'caritas', id)).toEqual(['NO_CONSENT', 'NO_CONSENT', 'seen']);
    const { errors } = await hub.ask(self(id), null, GIVE, { input: consent(['caritas']) });
    expect(errors).toEqual([]);
    expect(await seenBy(hub, 'caritas', id)).toEqual(['seen', 'seen', 'seen']);
  });

  it('lets Caritas and herself read what Caritas is bound to', async () => {
    for (const caller of [staff('caritas'), self(id)]) {
      const query = caller.kind === 'person' ? LOOK.replace('query ($id: ID!) { person(id: $id)', '{ me') : LOOK;
      const { data } = await hub.ask<Record<string, { transfers: Transferred[] }>>(caller, 'CASE_MANAGEMENT', query, {
        id,
      });
      expect(Object.values(data!)[0]!.transfers).toEqual([
        {
          ...{ transferredBy: null, standing: true, recipient: 'caritas' },
          categories: ['LANGUAGE', 'BENEFITS', 'COUNSELLING'],
          law: expect.stringContaining('section 78'),
          notice: expect.stringContaining('only for the purpose'),
          noticeDe: expect.stringContaining('nur zu dem Zweck'),
        },
      ]);
    }
  });

  it('keeps what Caritas wrote from the jobcenter until she also releases Caritas from its secrecy', async () => {
    await hub.ask(self(id), null, GIVE, { input: consent(['jobcenter']) });
    expect(await seenBy(hub, 'jobcenter', id)).toEqual(['seen', 'seen', 'PROFESSIONAL_SECRECY']);
    const released = consent(['jobcenter'], { secrecyRelease: true });
    await hub.ask(self(id), null, GIVE, { input: released });
    expect(await seenBy(hub, 'jobcenter', id)).toEqual(['seen', 'seen', 'seen']);
  });
});

describe('Samira in a city whose policy knows no standing transfers', () => {
  const policy = policyWithoutStandingTransfers();
  const database = useDatabase((created) => usePolicy(created.ownerUrl, policy));
  const hub = useHub(database, { policy });
  const postgresAlone = useHub(database, { policy, schema: unsealedSchema(), persons: new CarelessLoader(REGISTRY) });
  let id: string;
  let consentId: string;

  const transfer = (caller: ReturnType<typeof staff>, more: object = {}) =>
    hub.ask<{ transferData: Transferred | null }>(caller, null, TRANSFER, {
      input: { consentId, recipient: 'caritas', ...more },
    });

  beforeAll(async () => {
    id = (await samira(database)).id;
    const { data } = await hub.ask<{ giveConsent: { id: string } }>(self(id), null, GIVE, {
      input: consent(['caritas', 'city', 'jobcenter']),
    });
    consentId = data!.giveConsent.id;
  });

  const rowsFromPostgres = async (): Promise<unknown[]> => {
    const query = 'query ($id: ID!) { person(id: $id) { languageEnrolments { id } benefitCases { id } } }';
    const { data } = await postgresAlone.ask<{ person: Record<string, unknown[]> }>(
      staff('caritas'),
      'CASE_MANAGEMENT',
      query,
      { id },
    );
    return Object.values(data!.person).map((rows) => rows.length);
  };

  it('consents, and Caritas sees nothing of others before a transfer, which PostgreSQL says once more', async () => {
    expect(await seenBy(hub, 'caritas', id)).toEqual(['NOT_TRANSFERRED', 'NOT_TRANSFERRED', 'seen']);
    expect(await rowsFromPostgres()).toEqual([0, 0]);
    expect(await seenBy(hub, 'jobcenter', id)).toEqual(['seen', 'seen', 'PROFESSIONAL_SECRECY']);
  });

  it('finds that the city can transfer only what the city wrote', async () => {
    const { data, errors } = await transfer(staff('city'));
    expect(errors).toEqual([]);
    expect(data!.transferData).toMatchObject({ transferredBy: 'city', standing: false, recipient: 'caritas' });
    expect(await seenBy(hub, 'caritas', id)).toEqual(['seen', 'NOT_TRANSFERRED', 'seen']);
    expect(await rowsFromPostgres()).toEqual([1, 0]);
  });

  it('hands the rest over herself, as with the booklet, and the notice of section 78 goes with it', async () => {
    const { data } = await transfer(self(id) as never, { categories: ['BENEFITS'] });
    expect(data!.transferData).toMatchObject({ transferredBy: null, categories: ['BENEFITS'] });
    expect(data!.transferData!.notice).toEqual(policy.transfers!.notice);
    expect(await seenBy(hub, 'caritas', id)).toEqual(['seen', 'seen', 'seen']);
    expect(await rowsFromPostgres()).toEqual([1, 1]);
  });

  it('finds both transfers on record, in the access log too', async () => {
    const { data } = await hub.ask<{ me: { transfers: Transferred[] } }>(
      self(id),
      null,
      '{ me { transfers { transferredBy standing } } }',
    );
    expect(data!.me.transfers).toEqual([
      { transferredBy: null, standing: false },
      { transferredBy: 'city', standing: false },
    ]);
    const log = await database.asApp(
      { role: 'person', person: id },
      `select event, institution from core.access_entry where fields = '{Transfer}' order by at`,
    );
    expect(log).toEqual([
      { event: 'WRITE', institution: 'city' },
      { event: 'WRITE', institution: null },
    ]);
  });

  it.each([
    ['by who knows nothing of the consent', staff('employment-agency'), {}, 'NOT_FOUND'],
    ['of what the consent does not name', staff('city'), { categories: ['IDENTITY'] }, 'TRANSFER_OUTSIDE_CONSENT'],
    ['of nothing', staff('city'), { categories: [] }, 'TRANSFER_OUTSIDE_CONSENT'],
    ['to who is not in the consent', staff('city'), { recipient: 'youth-welfare-office' }, 'TRANSFER_OUTSIDE_CONSENT'],
    ['to who retrieves data itself', staff('city'), { recipient: 'jobcenter' }, 'TRANSFER_OUTSIDE_CONSENT'],
    ['to oneself', staff('caritas'), {}, 'TRANSFER_OUTSIDE_CONSENT'],
    ['by a planner', staff('city', 'planner'), {}, 'FORBIDDEN'],
    ['within a consent that does not exist', staff('city'), { consentId: 'none' }, 'NOT_FOUND'],
  ])('is protected from a transfer %s', async (_, caller, more, code) => {
    expect((await transfer(caller, more)).codes).toEqual([code]);
  });

  it('ends all of it by withdrawing the consent, and nothing can be transferred within it any more', async () => {
    await hub.ask(self(id), null, 'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { state } }', {
      id: consentId,
    });
    expect(await seenBy(hub, 'caritas', id)).toEqual(['CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN', 'seen']);
    expect(await rowsFromPostgres()).toEqual([0, 0]);
    expect((await transfer(self(id) as never)).codes).toEqual(['TRANSFER_OUTSIDE_CONSENT']);
  });
});

describe('the guard alone', () => {
  const policy = policyWithoutStandingTransfers();
  const database = useDatabase(withoutRowLevelSecurity);
  const hub = useHub(database, { policy, persons: new CarelessLoader(REGISTRY) });

  it('withholds what was not transferred, also where PostgreSQL would let it through', async () => {
    const { id } = await samira(database);
    const { data } = await hub.ask<{ giveConsent: { id: string } }>(self(id), null, GIVE, {
      input: consent(['caritas']),
    });
    expect(await seenBy(hub, 'caritas', id)).toEqual(['NOT_TRANSFERRED', 'NOT_TRANSFERRED', 'seen']);
    const input = { consentId: data!.giveConsent.id, recipient: 'caritas', categories: ['LANGUAGE'] };
    await hub.ask(self(id), null, TRANSFER, { input });
    expect(await seenBy(hub, 'caritas', id)).toEqual(['seen', 'NOT_TRANSFERRED', 'seen']);
  });
});
