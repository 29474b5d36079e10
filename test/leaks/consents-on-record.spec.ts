import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../src/platform/identity/caller';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { logOf } from '../kit/log';
import { person, type TestPerson } from '../kit/people';

const GIVE = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id recipients } }';
const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { id state } }';
const REQUEST = 'mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id } }';
const PREVIEW = `query ($first: Int!) { previewActivation(purpose: CASE_MANAGEMENT, version: 1, first: $first) {
  staying shrinking consents { consentId recipients } } }`;
const SCOPE = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;

/** Whoever gives, asks for or ends a consent is answered the consent; that is told to the log like any other reading. */
describe('a consent that is written is on record', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const validUntil = new Date(Date.now() + 86_400_000);
  let anna: TestPerson;

  beforeEach(async () => {
    anna = await person(database).knownTo('city').create();
  });

  /** The entries of one request: the event, what was told, and whom it was about. */
  const entriesOf = async (caller: Caller, source: string, variables: Record<string, unknown>) => {
    const { data, errors, entries } = await logOf(database).of<Record<string, { id: string }>>(() =>
      hub.ask(caller, null, source, variables),
    );
    expect(errors).toEqual([]);
    return { data: data!, told: entries.map((one) => [one.event, ...one.fields, one.person]) };
  };

  it('when it is given, when it was given before, and when it ends', async () => {
    const input = { ...SCOPE, validUntil };
    const given = await entriesOf(self(anna.id), GIVE, { input });
    expect(given.told).toEqual([['WRITE', 'Consent', anna.id]]);
    expect((await entriesOf(self(anna.id), GIVE, { input })).told).toEqual([['READ', 'Consent', anna.id]]);
    const ended = await entriesOf(self(anna.id), WITHDRAW, { input: { id: given.data.giveConsent!.id } });
    expect(ended.told).toEqual([['WRITE', 'Consent', anna.id]]);
  });

  it('when an institution asks for it', async () => {
    const input = { ...SCOPE, recipients: ['city'], personId: anna.id, validUntil, reason: 'Course.' };
    const asked = await entriesOf(staff('city'), REQUEST, { input });
    expect(asked.told).toEqual([['WRITE', 'Consent', anna.id]]);
  });

  it('of everybody whose consent an officer is shown before a wording is activated, and how many were counted', async () => {
    await person(database)
      .consenting({ ...SCOPE, recipients: ['caritas'] })
      .create();
    const one = await person(database)
      .consenting({ ...SCOPE, recipients: ['city'] })
      .create();
    const officer = staff('city', 'data-protection-officer');
    const shown = await entriesOf(officer, PREVIEW, { first: 5 });
    expect(shown.told).toEqual([
      ['READ', 'ConsentUnderWording', one.id],
      ['COUNTED', 'ActivationPreview', 'counted.1', null],
    ]);
  });
});
