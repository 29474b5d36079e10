import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConfirmLinkDocument, LinkByCodeDocument, RegisterDocument } from '../generated/operations';
import { handOut } from '../kit/booklets';
import { writeConsent, type ConsentOf } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const SCOPE: ConsentOf = { recipients: ['city'], categories: ['BENEFITS'], purposes: ['CASE_MANAGEMENT'] };

describe('whoever shows a booklet and was registered before', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const jobcenter = staff('jobcenter', 'case-manager');
  let carrier: TestPerson;
  let code: string;
  let fileNumber: string;
  let former: string;
  let count = 0;

  const links = async (documentCheck: 'CHECKED' | 'NOT_CHECKED' | 'NONE_AT_HAND' = 'CHECKED') =>
    (
      await hub.ask(jobcenter, 'CASE_MANAGEMENT', LinkByCodeDocument, {
        input: { code, fileNumber, presence: { documentCheck } },
      })
    ).data!.linkPerson!.link;
  const recordsOf = async (id: string) =>
    (
      await database.asApp<{ n: number }>(
        { institution: 'jobcenter', role: 'case-manager' },
        `select count(*)::int as n from jobcenter.benefit_case where person_id = $1`,
        [id],
      )
    )[0]!.n;

  beforeEach(async () => {
    count += 1;
    fileNumber = `BG-P${count}`;
    carrier = await person(database).knownTo('city').create();
    await writeConsent(database, carrier.id, SCOPE);
    const registered = await hub.ask(jobcenter, null, RegisterDocument, {
      input: { fileNumber, givenName: 'Mariam', familyName: `Beispiel${count}`, birthDate: '1991-03-08' },
    });
    former = registered.data!.registerPerson!.id;
    const recorded = await hub.ask(
      jobcenter,
      null,
      'mutation ($input: RecordBenefitCaseInput!) { recordBenefitCase(input: $input) { id } }',
      { input: { personId: former, caseNumber: `C-${count}`, openedOn: '2024-01-01', status: 'GRANTED' } },
    );
    expect(recorded.errors).toEqual([]);
    code = (await handOut(hub, 'city', carrier.id, `RH-0${count}`)).token;
  });

  it('is linked at once where nothing was consented to under the former registration', async () => {
    expect(await links()).toMatchObject({ state: 'ACTIVE', movedRecords: true });
    expect([await recordsOf(carrier.id), await recordsOf(former)]).toEqual([1, 0]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'they excepted something',
      () =>
        writeConsent(database, former, {
          ...SCOPE,
          categories: ['LANGUAGE'],
          exceptions: [{ recipients: ['city'], categories: ['BENEFITS'] }],
        }),
    ],
    [
      'they excepted something in a consent that has ended',
      () =>
        writeConsent(database, former, {
          ...{ ...SCOPE, state: 'WITHDRAWN', exceptions: [{ recipients: ['city'], categories: ['BENEFITS'] }] },
        }),
    ],
    ['they consented', () => writeConsent(database, former, { ...SCOPE, recipients: ['caritas'] })],
    [
      'another institution knows them',
      async () => {
        const other = await handOut(hub, 'jobcenter', former, `RH-9${count}`);
        const { errors } = await hub.ask(staff('caritas'), 'CASE_MANAGEMENT', LinkByCodeDocument, {
          input: { code: other.token, fileNumber: `MB-${count}`, presence: { documentCheck: 'CHECKED' } },
        });
        expect(errors).toEqual([]);
      },
    ],
  ])('is asked first where %s under it: until then nothing moves, and afterwards it does', async (_, happened) => {
    await happened();
    const link = await links();
    expect(link).toMatchObject({ state: 'PENDING' });
    expect([await recordsOf(carrier.id), await recordsOf(former)]).toEqual([0, 1]);
    // Asked again they are asked again, and nothing else happens.
    expect(await links()).toMatchObject({ state: 'PENDING' });
    expect([await recordsOf(carrier.id), await recordsOf(former)]).toEqual([0, 1]);
    const { id } = await links();
    const confirmed = await hub.ask(self(carrier.id), null, ConfirmLinkDocument, { id });
    expect(confirmed.errors).toEqual([]);
    expect([await recordsOf(carrier.id), await recordsOf(former)]).toEqual([1, 0]);
  });

  it('is linked at once where the consent has ended', async () => {
    await writeConsent(database, former, { ...SCOPE, recipients: ['caritas'], state: 'WITHDRAWN' });
    expect(await links()).toMatchObject({ state: 'ACTIVE' });
  });

  it.each<[string, string]>([
    ['refused', 'refuseLink'],
    ['ended', 'unlinkPerson'],
  ])(
    'is asked again, once they %s a link, unless a document is checked: a kept code is no presence',
    async (_, ends) => {
      const asked = await hub.ask(jobcenter, null, LinkByCodeDocument, { input: { code, fileNumber } });
      const { id } = asked.data!.linkPerson!.link;
      if (ends === 'unlinkPerson') {
        expect((await hub.ask(self(carrier.id), null, ConfirmLinkDocument, { id })).errors).toEqual([]);
      }
      const text = `mutation ($id: ID!) { ${ends}(id: $id) { state } }`;
      expect((await hub.ask(self(carrier.id), null, text, { id })).errors).toEqual([]);
      expect(await links('NONE_AT_HAND')).toMatchObject({ state: 'PENDING' });
      expect(await links('NOT_CHECKED')).toMatchObject({ state: 'PENDING' });
      expect(await links('CHECKED')).toMatchObject({ state: 'ACTIVE' });
    },
  );
});
