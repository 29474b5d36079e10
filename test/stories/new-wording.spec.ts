import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const WORDING = {
  purpose: 'CASE_MANAGEMENT',
  title: 'Fallmanagement',
  body: 'Ich bin einverstanden, und zwar anders als bisher.',
  ifRefused: 'Sie werden trotzdem beraten.',
  rights: 'Sie können jederzeit widerrufen.',
};
const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id state language texts { language version ifRefused } } }`;
const DRAFT = `mutation ($input: DraftConsentTextInput!) { draftConsentText(input: $input) { id version state reviewed hash bindingHash } }`;
const REVIEW =
  'mutation ($id: ID!) { reviewConsentText(id: $id) { id reviewed state authorInstitution reviewedInstitution } }';
const PREVIEW = `{ previewActivation(purpose: CASE_MANAGEMENT, version: 2, first: 10) { staying shrinking
  institutions { institution consents } consents { consentId recipients staysValid } } }`;
const ACTIVATE = `mutation { activateConsentText(purpose: CASE_MANAGEMENT, version: 2) { shrunk texts { language version state } } }`;

interface Draft {
  readonly draftConsentText: { readonly id: string; readonly hash: string };
}

/** The city writes a new wording for all; the jobcenter's data protection officer reviews it, looks at what it would end, and activates it. */
describe('a new wording of case management', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const author = staff('city', 'administrator');
  const cityOfficer = staff('city', 'data-protection-officer');
  const officer = staff('jobcenter', 'data-protection-officer');
  let only: TestPerson;
  let both: TestPerson;
  let paper: TestPerson;
  const consents = new Map<TestPerson, string>();
  let german: string;
  let polish: string;

  const give = (giver: TestPerson, input: object) =>
    hub.ask<{ giveConsent: { id: string } }>(self(giver.id), null, GIVE, {
      input: {
        recipients: ['jobcenter'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
        validUntil: new Date(Date.now() + 86_400_000).toISOString(),
        ...input,
      },
    });
  const draft = (input: object) => hub.ask<Draft>(author, null, DRAFT, { input: { ...WORDING, ...input } });
  const statesOf = async () =>
    new Map(
      (
        await database.asOwner<{ id: string; state: string; purposes: string[] }>(
          'select id, state, purposes from core.consent',
        )
      ).map(({ id, state, purposes }) => [id, [state, ...purposes]]),
    );

  beforeAll(async () => {
    const anybody = person(database).with('Identity', { by: 'city' });
    [only, both] = [await anybody.create(), await anybody.create()];
    // A form that an institution keeps: which wording it had, the hub does not know.
    paper = await anybody
      .consenting({ recipients: ['caritas', 'jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    consents.set(paper, paper.consentIds[0]!);
  });

  it('finds persons who have read the first version, each in their language', async () => {
    const first = await give(only, { language: 'fa' });
    expect(first.data).toMatchObject({
      giveConsent: { state: 'GIVEN', language: 'fa', texts: [{ language: 'fa', version: 1 }] },
    });
    consents.set(only, first.data!.giveConsent.id);
    const purposes = ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'];
    const second = await give(both, { purposes });
    expect(second.data).toMatchObject({ giveConsent: { texts: [{ language: 'de' }, { language: 'de' }] } });
    consents.set(both, second.data!.giveConsent.id);
  });

  it('has no consent in a language without wording', async () => {
    expect((await give(only, { language: 'pl' })).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
  });

  it('is written as a draft in German and translated; nobody reviews the words of their own house', async () => {
    const binding = await draft({ language: 'de' });
    expect(binding.data).toMatchObject({ draftConsentText: { version: 2, state: 'DRAFT', reviewed: false } });
    german = binding.data!.draftConsentText.id;
    const translated = await draft({ language: 'pl', title: 'Zarządzanie sprawą' });
    expect(translated.data).toMatchObject({
      draftConsentText: { version: 2, bindingHash: binding.data!.draftConsentText.hash },
    });
    polish = translated.data!.draftConsentText.id;
    expect((await hub.ask(author, null, REVIEW, { id: german })).codes).toEqual(['FORBIDDEN']);
    expect((await hub.ask(cityOfficer, null, REVIEW, { id: german })).codes).toEqual(['CONSENT_FOUR_EYES']);
    const own = await hub.ask<Draft>(officer, null, DRAFT, {
      input: { ...WORDING, purpose: 'YOUTH_TRANSITION', language: 'de' },
    });
    expect((await hub.ask(officer, null, REVIEW, { id: own.data!.draftConsentText.id })).codes).toEqual([
      'CONSENT_FOUR_EYES',
    ]);
  });

  it('cannot be activated before another institution has reviewed it', async () => {
    expect((await hub.ask(officer, null, ACTIVATE)).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    expect((await hub.ask(officer, null, REVIEW, { id: german })).data).toMatchObject({
      reviewConsentText: {
        reviewed: true,
        state: 'DRAFT',
        authorInstitution: 'city',
        reviewedInstitution: 'jobcenter',
      },
    });
  });

  it('tells an institution before it is activated which of its consents stay and whose access would shrink', async () => {
    const { data } = await hub.ask<{ previewActivation: { consents: { consentId: string; staysValid: boolean }[] } }>(
      officer,
      null,
      PREVIEW,
    );
    expect(data!.previewActivation).toMatchObject({
      staying: 1,
      shrinking: 2,
      institutions: [{ institution: 'jobcenter', consents: 2 }],
    });
    expect(
      new Map(data!.previewActivation.consents.map(({ consentId, staysValid }) => [consentId, staysValid])),
    ).toEqual(
      new Map([
        [consents.get(only), false],
        [consents.get(both), false],
        [consents.get(paper), true],
      ]),
    );
    expect(await statesOf()).toEqual(
      new Map([
        [consents.get(only), ['GIVEN', 'CASE_MANAGEMENT']],
        [consents.get(both), ['GIVEN', 'CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION']],
        [consents.get(paper), ['GIVEN', 'CASE_MANAGEMENT']],
      ]),
    );
    expect((await hub.ask(staff('jobcenter'), null, PREVIEW)).codes).toEqual(['FORBIDDEN']);
  });

  it('tells each institution of its own consents alone', async () => {
    expect((await hub.ask(staff('caritas', 'data-protection-officer'), null, PREVIEW)).data).toMatchObject({
      previewActivation: { staying: 1, shrinking: 0, consents: [{ consentId: consents.get(paper) }] },
    });
    expect((await hub.ask(cityOfficer, null, PREVIEW)).data).toEqual({
      previewActivation: { staying: 0, shrinking: 0, institutions: [], consents: [] },
    });
  });

  it('then ends exactly that', async () => {
    const { data } = await hub.ask(officer, null, ACTIVATE);
    expect(data).toMatchObject({
      activateConsentText: {
        shrunk: 2,
        // The Polish translation is not reviewed: nobody can use it.
        texts: [
          { language: 'de', version: 2, state: 'ACTIVE' },
          { language: 'pl', version: 2, state: 'DRAFT' },
        ],
      },
    });
    expect(await statesOf()).toEqual(
      new Map([
        [consents.get(only), ['REVOKED', 'CASE_MANAGEMENT']],
        [consents.get(both), ['GIVEN', 'LABOUR_MARKET_INTEGRATION']],
        [consents.get(paper), ['GIVEN', 'CASE_MANAGEMENT']],
      ]),
    );
    const grants = await database.asOwner(
      `select from core.consent_grant where recipient = 'jobcenter' and purpose = 'CASE_MANAGEMENT' and ended is null
         and consent_id <> $1`,
      [consents.get(paper)],
    );
    expect(grants).toEqual([]);
  });

  it('is what persons read from now on; a translation serves only once it was reviewed and activated', async () => {
    const german2 = await give(only, {});
    expect(german2.data).toMatchObject({ giveConsent: { texts: [{ language: 'de', version: 2 }] } });
    // Version 1 has retired in all languages.
    expect((await give(only, { language: 'fa' })).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    expect((await give(only, { language: 'pl' })).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    await hub.ask(officer, null, REVIEW, { id: polish });
    expect((await give(only, { language: 'pl' })).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    expect((await hub.ask(officer, null, ACTIVATE)).data).toMatchObject({ activateConsentText: { shrunk: 0 } });
    expect((await give(only, { language: 'pl' })).data).toMatchObject({
      giveConsent: { texts: [{ language: 'pl', version: 2 }] },
    });
  });

  it('counts only if it is the one that was shown', async () => {
    const shown = await database.asOwner<{ id: string; version: number }>(
      `select id, version from core.consent_text where purpose = 'CASE_MANAGEMENT' and language = 'de' order by version`,
    );
    expect((await give(only, { textIds: [shown[0]!.id] })).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    expect((await give(only, { textIds: [shown[1]!.id] })).codes).toEqual([]);
  });
});
