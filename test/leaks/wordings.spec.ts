import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { Client } from 'pg';
import type { Caller } from '../../src/platform/identity/caller';
import { useDatabase, type AppSettings } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';

const DRAFT = `mutation ($input: DraftConsentTextInput!) { draftConsentText(input: $input) { id version } }`;
const REVIEW = `mutation ($id: ID!) { reviewConsentText(id: $id) { id reviewed } }`;
const ACTIVATE = `mutation ($version: Int!) {
  activateConsentText(purpose: CASE_MANAGEMENT, version: $version) { shrunk texts { state } }
}`;
const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id texts { version } } }`;

const RENEW = `mutation ($input: RenewConsentInput!) { renewConsent(input: $input) { state texts { version } } }`;

const WORDING = {
  purpose: 'CASE_MANAGEMENT',
  language: 'de',
  title: 'Fallmanagement',
  body: 'Ich bin einverstanden.',
  ifRefused: 'Sie werden trotzdem beraten.',
  rights: 'Sie können jederzeit widerrufen.',
};

const officer = (institution: InstitutionId) => staff(institution, 'data-protection-officer');
const settings = (institution: string, actor = 'somebody'): AppSettings => ({
  institution,
  role: 'data-protection-officer',
  actor,
});

describe('no institution alone decides on the wording of consents', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let id: string;
  let version: number;

  const draft = async (by: Caller) => {
    const { data } = await hub.ask<{ draftConsentText: { id: string; version: number } }>(by, null, DRAFT, {
      input: WORDING,
    });
    return data!.draftConsentText;
  };
  const review = async (by: Caller) => (await hub.ask(by, null, REVIEW, { id })).codes;
  const activate = (by: Caller, of = version) =>
    hub.ask<{ activateConsentText: { shrunk: number } }>(by, null, ACTIVATE, { version: of });
  const give = async (
    recipient: InstitutionId,
    by?: string,
    validUntil: string = new Date(Date.now() + 86_400_000).toISOString(),
  ) => {
    const giver = by ?? (await person(database).with('Identity', { by: 'city' }).create()).id;
    const input = {
      recipients: [recipient],
      categories: ['IDENTITY'],
      purposes: ['CASE_MANAGEMENT'],
      validUntil,
    };
    return hub.ask<{ giveConsent: { id: string } }>(self(giver), null, GIVE, { input });
  };
  const row = async () => (await database.asOwner(`select * from core.consent_text where id = $1`, [id]))[0]!;

  beforeEach(async () => {
    ({ id, version } = await draft(staff('city', 'administrator')));
  });

  it('neither by two members of its staff, nor by one with two roles', async () => {
    expect(await review(officer('city'))).toEqual(['CONSENT_FOUR_EYES']);
    expect(await review({ ...officer('city'), actor: 'city-administrator' })).toEqual(['CONSENT_FOUR_EYES']);
    expect(await row()).toMatchObject({ reviewed_at: null, reviewed_by: null });
    expect((await activate(officer('city'))).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
  });

  it('nor by one who has accounts of the same name in two institutions', async () => {
    expect(await review({ ...officer('jobcenter'), actor: 'city-administrator' })).toEqual(['CONSENT_FOUR_EYES']);
  });

  it('and not by one that never receives anything', async () => {
    const authority = officer('immigration-authority');
    expect(await review(authority)).toEqual(['FORBIDDEN']);
    expect((await hub.ask(authority, null, DRAFT, { input: WORDING })).codes).toEqual(['FORBIDDEN']);
    await hub.ask(officer('jobcenter'), null, REVIEW, { id });
    expect((await activate(authority)).codes).toEqual(['FORBIDDEN']);
  });

  it('by two institutions it is, and either activates it', async () => {
    expect(await review(officer('jobcenter'))).toEqual([]);
    expect((await activate(officer('city'))).codes).toEqual([]);
  });

  it('once: of two reviews at the same time one counts', async () => {
    const codes = await Promise.all([review(officer('jobcenter')), review(officer('caritas'))]);
    expect(codes.flat()).toEqual(['NOT_FOUND']);
  });

  it('counts of the consents that a version ends those alone that concern the institution that activates it', async () => {
    await give('jobcenter');
    await give('caritas');
    await review(officer('jobcenter'));
    expect((await activate(officer('jobcenter'))).data).toMatchObject({ activateConsentText: { shrunk: 1 } });
    const lives = await database.asOwner(
      `select from core.consent where 'CASE_MANAGEMENT' = any(purposes) and state = 'GIVEN'`,
    );
    expect(lives).toEqual([]);
  });

  describe('by the second lock alone', () => {
    const REVIEWED = `update core.consent_text set reviewed_by = $2, reviewed_at = now(), reviewed_institution = $3 where id = $1`;
    const reviewAs = (as: AppSettings, by: string | null, of: string | null) =>
      database.asApp(as, REVIEWED, [id, by, of]);

    it('a review is that of the one who asks', async () => {
      const asks = settings('city', 'city-officer');
      await expect(reviewAs(asks, 'city-officer', 'jobcenter')).rejects.toMatchObject({ code: '42501' });
      await expect(reviewAs(asks, 'jobcenter-officer', 'city')).rejects.toMatchObject({ code: '42501' });
      await expect(reviewAs(asks, 'city-officer', null)).rejects.toMatchObject({ code: '42501' });
    });

    it('the own institution reviews nothing, nobody the immigration authority', async () => {
      await expect(reviewAs(settings('city'), 'somebody', 'city')).rejects.toMatchObject({
        constraint: 'consent_text_two_institutions',
      });
      await expect(
        reviewAs(settings('immigration-authority'), 'somebody', 'immigration-authority'),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(
        database.asApp(settings('immigration-authority'), `select core.activate_wording('CASE_MANAGEMENT', $1)`, [
          version,
        ]),
      ).rejects.toMatchObject({ code: '42501' });
    });

    it('a draft is that of the one who writes it, and never reviewed', async () => {
      const write = (institution: string | null, reviewed: string | null) =>
        database.asApp(
          settings('city'),
          `insert into core.consent_text (purpose, language, version, change, title, body, if_refused, rights, hash, author,
             author_institution, reviewed_by, reviewed_institution, reviewed_at)
           values ('CASE_MANAGEMENT', 'de', 99, 'MATERIAL', '-', '-', '-', '-', '-', 'somebody', $1, 'another', $2,
             case when $2::text is not null then now() end)`,
          [institution, reviewed],
        );
      await expect(write('jobcenter', null)).rejects.toMatchObject({ code: '42501' });
      await expect(write(null, null)).rejects.toMatchObject({ code: '42501' });
      await expect(write('city', 'jobcenter')).rejects.toMatchObject({ code: '42501' });
    });

    it('author and words stay after the review, even for the owner', async () => {
      await review(officer('jobcenter'));
      for (const change of [
        `author_institution = 'caritas'`,
        `author = 'another'`,
        `reviewed_institution = 'caritas'`,
        `reviewed_at = null, reviewed_by = null, reviewed_institution = null`,
        `body = 'Anders.'`,
      ]) {
        const statement = `update core.consent_text set ${change} where id = $1`;
        await expect(database.asApp(settings('city'), statement, [id])).rejects.toThrow(
          /permission|consent_text_stands/,
        );
        await expect(database.asOwner(statement, [id])).rejects.toMatchObject({ constraint: 'consent_text_stands' });
      }
    });

    it('a draft whose author belongs to nobody known is reviewed by none', async () => {
      await database.asOwner(`update core.consent_text set author_institution = null where id = $1`, [id]);
      expect(await review(officer('jobcenter'))).toEqual(['CONSENT_FOUR_EYES']);
    });

    it('an officer sees no consent between others', async () => {
      const given = await give('caritas');
      const seen = await database.asApp(settings('jobcenter'), 'select from core.consent where id = $1', [
        given.data!.giveConsent.id,
      ]);
      expect(seen).toEqual([]);
    });
  });

  describe('at the same moment', () => {
    it('two activate the same version: its consents end once', async () => {
      await give('jobcenter');
      await review(officer('jobcenter'));
      const answers = await Promise.all([activate(officer('jobcenter')), activate(officer('jobcenter'))]);
      expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
      expect(answers.map(({ data }) => data!.activateConsentText.shrunk).sort()).toEqual([0, 1]);
    });

    it('two activate different versions: the newer one is in force, whoever is first', async () => {
      const next = await draft(staff('city', 'administrator'));
      await review(officer('jobcenter'));
      await hub.ask(officer('caritas'), null, REVIEW, { id: next.id });
      await Promise.all([activate(officer('jobcenter')), activate(officer('caritas'), next.version)]);
      expect(
        await database.asOwner(
          `select version from core.consent_text where purpose = 'CASE_MANAGEMENT' and language = 'de' and state = 'ACTIVE'`,
        ),
      ).toEqual([{ version: next.version }]);
    });

    /** Does something while the jobcenter activates the version, and has not told yet that it has. */
    const whileActivating = async (work: () => Promise<void>) => {
      const activating = new Client({ connectionString: database.appUrl });
      await activating.connect();
      try {
        await activating.query('begin');
        await activating.query(
          `select set_config('geleit.' || name, value, true) from (values ('institution', 'jobcenter'),
             ('role', 'data-protection-officer'), ('actor', 'somebody'), ('purpose', '-'), ('person', '-'), ('request', '-')) v(name, value)`,
        );
        await activating.query(`select core.activate_wording('CASE_MANAGEMENT', $1)`, [version]);
        await work();
        await activating.query('commit');
      } finally {
        await activating.end();
      }
    };

    it('a consent is given: it rests on no wording that retires', async () => {
      await review(officer('jobcenter'));
      await whileActivating(async () => {
        expect((await give('jobcenter')).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
      });
      expect((await give('jobcenter')).data).toMatchObject({ giveConsent: { texts: [{ version }] } });
    });

    it('a consent that has expired is renewed: it rests on no wording that retires', async () => {
      await review(officer('jobcenter'));
      const giver = await person(database).with('Identity', { by: 'city' }).create();
      const until = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
      const given = await give('jobcenter', giver.id, until(2));
      const input = { id: given.data!.giveConsent.id, validUntil: until(86_400) };
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      await whileActivating(async () => {
        expect((await hub.ask(self(giver.id), null, RENEW, { input })).codes).toEqual(['CONSENT_TEXT_UNUSABLE']);
      });
      const { data } = await hub.ask(self(giver.id), null, RENEW, { input });
      expect(data).toMatchObject({ renewConsent: { state: 'RENEWED', texts: [{ version }] } });
    });
  });
});
