import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONSENT_CATEGORIES, PURPOSE_NAMES, isPersonRole, ROLES } from '../../src/access/vocabulary';
import { dayInGermany } from '../../src/platform/calendar';
import {
  EverybodyKnownDocument,
  GiveConsentDocument,
  RegistrationAndTitleDocument,
  WhoLookedDocument,
  WholePersonDocument,
} from '../generated/operations';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import type { RecordValues } from '../kit/records';

const STATUTE = 'sgb-x-69-residence-jobcenter';

describe('a statute opens the registration to the jobcenter for benefit administration', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let drawing: TestPerson;
  let notDrawing: TestPerson;

  beforeAll(async () => {
    const registered = () => person(database).knownTo('jobcenter').with('Registration').with('ResidenceTitle');
    drawing = await registered().with('BenefitCase').create();
    notDrawing = await registered().create();
  });

  const asks = (id: string, purpose: 'BENEFIT_ADMINISTRATION' | 'CASE_MANAGEMENT' = 'BENEFIT_ADMINISTRATION') =>
    hub.ask(staff('jobcenter'), purpose, RegistrationAndTitleDocument, { id });

  it('without consent, shown as that statute, but not the residence title', async () => {
    const { data, withheld } = await asks(drawing.id);
    expect(data!.person!.registrations).toMatchObject([
      { access: { basis: 'STATUTE', statute: STATUTE, consentId: null } },
    ]);
    expect(data!.person!.residenceTitles).toBeNull();
    expect(withheld).toEqual([
      { path: 'person.residenceTitles', category: 'RESIDENCE_TITLE', reason: 'NO_CONSENT', count: 1 },
    ]);
  });

  it('and the person finds it in their log as that statute', async () => {
    const { data } = await hub.ask(self(drawing.id), null, WhoLookedDocument, {});
    expect(data!.accessLog!.nodes).toContainEqual(
      expect.objectContaining({
        institution: 'jobcenter',
        purpose: 'BENEFIT_ADMINISTRATION',
        disclosed: expect.arrayContaining([{ category: 'RESIDENCE', basis: 'STATUTE', reference: STATUTE }]),
        withheld: ['RESIDENCE_TITLE'],
      }),
    );
  });

  it('but not where there is no benefit case', async () => {
    const { data, withheld } = await asks(notDrawing.id);
    expect(data!.person!.registrations).toBeNull();
    expect(withheld).toContainEqual(expect.objectContaining({ path: 'person.registrations', reason: 'NO_CONSENT' }));
  });

  describe('nor where its case does not live', () => {
    const DEAD: readonly (readonly [string, RecordValues])[] = [
      ['it was rejected', { status: 'REJECTED', closedOn: null }],
      ['it has ended', { status: 'ENDED', closedOn: null }],
      ['it was closed years ago, whatever its state says', { status: 'GRANTED', closedOn: '2019-05-31' }],
      ['it was closed today', { status: 'GRANTED', closedOn: dayInGermany(new Date()) }],
      ['it begins later', { status: 'APPLIED', openedOn: '2098-01-01', closedOn: null }],
      ['it was rejected and closed years ago', { status: 'REJECTED', openedOn: '2018-01-02', closedOn: '2018-03-01' }],
    ];
    const explains = (id: string) =>
      hub.ask<{ explainAccess: { decision: string; statutes: { applies: boolean | null }[] } }>(
        self(id),
        null,
        '{ explainAccess(institution: "jobcenter", purpose: BENEFIT_ADMINISTRATION, field: "registrations") { decision statutes { applies } } }',
      );
    const shares = async (id: string) => {
      const { data } = await hub.ask<{ me: { sharing: { open: { basis: string }[] }[] } }>(
        self(id),
        null,
        '{ me { sharing { open { basis } } } }',
      );
      return data!.me.sharing.flatMap(({ open }) => open.map(({ basis }) => basis));
    };

    it.each(DEAD)('%s', async (_, values) => {
      const { id } = await person(database)
        .knownTo('jobcenter')
        .with('Registration')
        .with('BenefitCase', { values })
        .create();
      expect((await asks(id)).data!.person!.registrations).toBeNull();
      expect(await shares(id)).not.toContain('STATUTE');
      const rows = await database.asApp(
        { institution: 'jobcenter', role: 'counsellor', purpose: 'BENEFIT_ADMINISTRATION' },
        'select from city.registration where person_id = $1',
        [id],
      );
      expect(rows).toEqual([]);
      const { data } = await explains(id);
      expect(data!.explainAccess).toEqual({ decision: 'WITHHELD', statutes: [{ applies: false }] });
    });

    it('but beside a dead one a living one counts', async () => {
      const { id } = await person(database)
        .knownTo('jobcenter')
        .with('Registration')
        .with('BenefitCase', { values: { status: 'REJECTED', closedOn: '2019-05-31' } })
        .with('BenefitCase', { values: { status: 'APPLIED', closedOn: null } })
        .create();
      expect((await asks(id)).data!.person!.registrations).toMatchObject([{ access: { basis: 'STATUTE' } }]);
      expect(await shares(id)).toContain('STATUTE');
      expect((await explains(id)).data!.explainAccess).toEqual({ decision: 'PERMIT', statutes: [{ applies: true }] });
    });
  });

  it('nor for another purpose, nor for another institution', async () => {
    expect((await asks(drawing.id, 'CASE_MANAGEMENT')).data!.person!.registrations).toBeNull();
    const elsewhere = await person(database).knownTo('caritas').with('Registration').with('BenefitCase').create();
    const caritas = await hub.ask(staff('caritas'), 'CASE_MANAGEMENT', RegistrationAndTitleDocument, {
      id: elsewhere.id,
    });
    expect(caritas.data!.person!.registrations).toBeNull();
  });
});

describe("a counsellor's note never leaves Caritas", () => {
  const database = useDatabase();
  const hub = useHub(database);
  const NOTES = 'query ($id: ID!) { person(id: $id) { counsellingNotes { text } } }';
  let confiding: TestPerson;

  beforeAll(async () => {
    // Also a consent that was entered past the policy opens nothing.
    confiding = await person(database)
      .knownTo('city', 'jobcenter', 'employment-agency', 'youth-welfare-office')
      .with('CounsellingNote', { values: { text: 'Said in confidence.' } })
      .consenting({
        recipients: ['city', 'jobcenter', 'employment-agency', 'youth-welfare-office'],
        categories: [...CONSENT_CATEGORIES],
        purposes: [...PURPOSE_NAMES],
      })
      .create();
  });

  it.each(['city', 'jobcenter', 'employment-agency', 'youth-welfare-office'] as const)('to %s', async (institution) => {
    for (const purpose of [null, ...PURPOSE_NAMES]) {
      for (const role of ['counsellor', 'case-manager', 'service'] as const) {
        const answer = await hub.ask(staff(institution, role), purpose, NOTES, { id: confiding.id });
        expect(answer.data).toEqual({ person: { counsellingNotes: null } });
        expect(answer.withheld.map(({ reason }) => reason)).toEqual(['PROFESSIONAL_SECRECY']);
      }
    }
  });

  it('not even to others at Caritas than its counsellors', async () => {
    for (const role of ['case-manager', 'service'] as const) {
      const { data, withheld } = await hub.ask(staff('caritas', role), 'CASE_MANAGEMENT', NOTES, { id: confiding.id });
      expect(data).toEqual({ person: { counsellingNotes: null } });
      expect(withheld).toMatchObject([{ reason: 'ROLE_NOT_ENTITLED' }]);
    }
  });

  it('but the counsellor and the person read it', async () => {
    const note = [{ text: 'Said in confidence.' }];
    const counsellor = await hub.ask(staff('caritas'), null, NOTES, { id: confiding.id });
    expect(counsellor.data).toEqual({ person: { counsellingNotes: note } });
    const own = await hub.ask(self(confiding.id), null, '{ me { counsellingNotes { text } } }');
    expect(own.data).toEqual({ me: { counsellingNotes: note } });
  });

  it('no consent to it can be given', async () => {
    const { codes } = await hub.ask(self(confiding.id), null, GiveConsentDocument, {
      input: {
        recipients: ['city'],
        categories: ['COUNSELLING_NOTES'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: '2099-01-01T00:00:00Z',
      },
    });
    expect(codes).toStrictEqual(['CONSENT_OUTSIDE_POLICY']);
  });
});

describe('the immigration authority never receives anything', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let named: TestPerson;

  beforeAll(async () => {
    // A consent that names it cannot be given; should one ever stand in the database, it opens nothing.
    named = await person(database)
      .withEverything('city', ['Booklet'])
      .with('Booklet', { by: 'city', values: { bookletNumber: 'RH-0042', status: 'ISSUED' } })
      .consenting({
        recipients: ['immigration-authority'],
        categories: [...CONSENT_CATEGORIES],
        purposes: [...PURPOSE_NAMES],
      })
      .create();
  });

  const roles = ROLES.filter((role) => !isPersonRole(role));

  it.each(roles)('no person, list, count or record as %s', async (role) => {
    for (const purpose of [null, ...PURPOSE_NAMES]) {
      const asks = staff('immigration-authority', role);
      const one = await hub.ask(asks, purpose, WholePersonDocument, { id: named.id });
      expect(one.data).toEqual({ person: null });
      expect(one.withheld).toEqual([]);
      const all = await hub.ask(asks, purpose, EverybodyKnownDocument, {});
      expect(all.data!.persons?.nodes ?? []).toEqual([]);
      expect(all.data!.persons?.totalCount ?? 0).toBe(0);
      const search = await hub.ask(asks, purpose, '{ searchPersons(by: { bookletNumber: "RH-0042" }) { id } }');
      expect((search.data as { searchPersons: unknown[] | null }).searchPersons ?? []).toEqual([]);
    }
  });

  it.each(['counsellor', 'case-manager', 'service'] as const)(
    'nobody becomes known to it by what it enters itself, as %s',
    async (role) => {
      const asks = staff('immigration-authority', role);
      const link = 'mutation { linkPerson(input: { code: "AAAA-AAAA-AAAA", fileNumber: "ABH-1" }) { link { id } } }';
      const register = `mutation { registerPerson(input: { fileNumber: "ABH-2", givenName: "Ana", familyName: "Beispiel",
      birthDate: "1990-01-01" }) { id } }`;
      for (const document of [link, register]) {
        const answer = await hub.ask(asks, null, document);
        expect(Object.values(answer.data ?? {})).toEqual([null]);
        expect(answer.codes).toHaveLength(1);
      }
    },
  );

  it('no consent that names it can be given', async () => {
    const { codes } = await hub.ask(self(named.id), null, GiveConsentDocument, {
      input: {
        recipients: ['immigration-authority'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: '2099-01-01T00:00:00Z',
      },
    });
    expect(codes).toStrictEqual(['CONSENT_OUTSIDE_POLICY']);
  });
});
