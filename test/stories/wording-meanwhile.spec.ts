import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../src/platform/identity/caller';
import { saveScan } from '../../src/subgraphs/core/consent/capture/consent-scan.store';
import { scanFile } from '../../src/subgraphs/core/consent/capture/scan-file';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { guardian, self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { representedBy } from '../kit/representation';

const CAPTURE = 'mutation ($input: CaptureConsentInput!) { step: captureConsent(input: $input) { id version state } }';
const CHECK = 'mutation ($input: CheckConsentInput!) { step: checkConsentCapture(input: $input) { id version state } }';
const GIVE = 'mutation ($input: GiveConsentInput!) { step: giveConsent(input: $input) { id version state } }';
const ANSWER =
  'mutation ($input: AnswerConsentInput!) { step: answerConsentRequest(input: $input) { id version state } }';
const DRAFT = 'mutation ($input: DraftConsentTextInput!) { draftConsentText(input: $input) { id version } }';
const REVIEW = 'mutation ($id: ID!) { reviewConsentText(id: $id) { id } }';
const ACTIVATE =
  'mutation ($version: Int!) { activateConsentText(purpose: CASE_MANAGEMENT, version: $version) { shrunk } }';

interface Step {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

describe('what waits to become a consent while the wording changes', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const second = { ...staff('city'), actor: 'city-second-counsellor' };
  const mother = randomUUID();
  let form: Step;
  let asked: Step;
  let child: string;

  const does = async (caller: Caller, document: string, input: object) => {
    const { data, codes } = await hub.ask<{ step: Step | null }>(caller, null, document, { input });
    return { step: data?.step ?? null, codes };
  };
  const scope = () => ({
    ...{ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] },
    validUntil: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const changes = async (change: 'EDITORIAL' | 'MATERIAL') => {
    const input = {
      ...{ purpose: 'CASE_MANAGEMENT', language: 'de', title: 'Fallmanagement', body: randomUUID(), change },
      ...{ ifRefused: 'Sie werden trotzdem beraten.', rights: 'Sie können jederzeit widerrufen.' },
    };
    const officer = staff('jobcenter', 'data-protection-officer');
    const drafted = await hub.ask<{ draftConsentText: { id: string; version: number } }>(
      staff('city', 'administrator'),
      null,
      DRAFT,
      { input },
    );
    const { id, version } = drafted.data!.draftConsentText;
    expect((await hub.ask(officer, null, REVIEW, { id })).errors).toEqual([]);
    expect((await hub.ask(officer, null, ACTIVATE, { version })).errors).toEqual([]);
  };
  const captured = async () => {
    const { id } = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(40) } })
      .create();
    const scan = scanFile('application/pdf', Buffer.from('%PDF-1.7\nUnterschrift\n%%EOF\n'));
    const { id: scanId } = await saveScan(hub.contextOf(staff('city'), null), id, scan);
    const input = { personId: id, ...scope(), signedOn: '2026-01-15', scanId };
    return (await does(staff('city'), CAPTURE, input)).step!;
  };
  const checked = ({ id, version }: Step) => does(second, CHECK, { id, version, matches: true });

  beforeAll(async () => {
    const minor = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(16) } })
      .create();
    child = minor.id;
    await representedBy(hub, child, mother);
    form = await captured();
    asked = (await does(guardian(mother, child), GIVE, scope())).step!;
    expect([form.state, asked.state]).toEqual(['REQUESTED', 'REQUESTED']);
  });

  it('goes on where the change is editorial', async () => {
    const other = await captured();
    await changes('EDITORIAL');
    expect((await checked(other)).step).toMatchObject({ state: 'GIVEN' });
  });

  it('becomes none where the change is material: neither a form that was signed before, nor the yes of one of two', async () => {
    await changes('MATERIAL');
    await changes('EDITORIAL');
    expect((await checked(form)).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    const yes = { id: asked.id, answer: 'GIVE' };
    expect((await does(self(child), ANSWER, yes)).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
    const rejected = { id: form.id, version: form.version, matches: false, reason: 'The wording was replaced.' };
    expect((await does(second, CHECK, rejected)).step).toMatchObject({ state: 'INVALIDATED' });
  });

  it('is given by both of two once both have read the new one', async () => {
    const yes = { id: asked.id, answer: 'GIVE' };
    expect(await does(guardian(mother, child), ANSWER, yes)).toMatchObject({ codes: [], step: { state: 'REQUESTED' } });
    expect(await does(self(child), ANSWER, yes)).toMatchObject({ codes: [], step: { state: 'GIVEN' } });
  });
});
