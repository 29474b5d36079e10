import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compileGrants,
  type Exception,
  type StandingConsent,
  type WithdrawnPart,
} from '../../src/access/consent/compile';
import { CONSENT_STATES, type ConsentCategory, type InstitutionId, type Purpose } from '../../src/access/vocabulary';
import { settingsOfPerson, withdrawConsent, writeConsent } from '../kit/consents';
import { useDatabase } from '../kit/database';
import { person } from '../kit/people';

const RECIPIENTS = ['city', 'jobcenter'] as const satisfies readonly InstitutionId[];
const CATEGORIES = ['IDENTITY', 'LANGUAGE'] as const satisfies readonly ConsentCategory[];
const PURPOSES = ['CASE_MANAGEMENT', 'LANGUAGE_PROMOTION'] as const satisfies readonly Purpose[];

const DAY = 86_400_000;
const START = Date.UTC(2030, 0, 1);

const some = <Word>(words: readonly Word[]) => fc.subarray([...words], { minLength: 1 });
const exception: fc.Arbitrary<Exception> = fc.record(
  {
    recipients: fc.subarray([...RECIPIENTS]),
    categories: some(CATEGORIES),
    purposes: fc.constantFrom(null, ['CASE_MANAGEMENT'] as Purpose[]),
  },
  { requiredKeys: [] },
);
const part: fc.Arbitrary<WithdrawnPart> = fc.record({
  recipients: some(RECIPIENTS),
  categories: some(CATEGORIES),
  purposes: some(PURPOSES),
});
const consent: fc.Arbitrary<StandingConsent> = fc
  .record<Omit<StandingConsent, 'exceptsFrom'>>({
    id: fc.constant('').map(() => randomUUID()),
    version: fc.constant(1),
    state: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('GIVEN' as const, 'RENEWED' as const) },
      fc.constantFrom(...CONSENT_STATES),
    ),
    recipients: some(RECIPIENTS),
    categories: some(CATEGORIES),
    purposes: some(PURPOSES),
    exceptions: fc.oneof(fc.constant([]), fc.array(exception, { maxLength: 2 })),
    withdrawn: fc.oneof(fc.constant([]), fc.array(part, { maxLength: 2 })),
    validFrom: fc.integer({ min: 0, max: 6 }).map((days) => START + days * DAY),
    validUntil: fc.integer({ min: 0, max: 6 }).map((days) => START + days * DAY),
    dataFrom: fc.constantFrom(null, '2019-01-01'),
    dataUntil: fc.constantFrom(null, '2019-12-31'),
    secrecyRelease: fc.boolean(),
  })
  .map((one) => ({ ...one, exceptsFrom: HAS_BEEN_GIVEN(one) ? one.validFrom : null }));

const HAS_BEEN_GIVEN = ({ state }: { state: string }) => !['REQUESTED', 'REFUSED'].includes(state);

describe('the grants that the database compiles', () => {
  const database = useDatabase();

  const write = (personId: string, one: StandingConsent) =>
    database.database.transaction(settingsOfPerson(personId), async (transaction) => {
      await transaction.query({
        text: `insert into core.consent (id, person_id, state, recipients, categories, purposes, valid_from, valid_until, given_at,
                 exceptions, data_from, data_until, secrecy_release, withdrawn) values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9, $10, $11, $12, $13)`,
        values: [
          ...[one.id, personId, one.state, one.recipients, one.categories, one.purposes],
          ...[new Date(one.validFrom), new Date(one.validUntil), JSON.stringify(one.exceptions)],
          ...[one.dataFrom, one.dataUntil, one.secrecyRelease, JSON.stringify(one.withdrawn)],
        ],
      });
    });

  const compiled = async (personId: string, recipient: InstitutionId): Promise<string[]> => {
    const rows = await database.asApp<{ grant: string }>(
      { role: 'person', person: personId },
      `select json_build_array(category, purpose, (extract(epoch from valid_from) * 1000)::bigint, (extract(epoch from valid_until) * 1000)::bigint,
         consent_id, ended, data_from, data_until, secrecy_released)::text as grant
       from core.consent_grant where person_id = $1 and recipient = $2`,
      [personId, recipient],
    );
    return rows.map(({ grant }) => JSON.stringify(JSON.parse(grant))).sort();
  };

  const calculated = (consents: readonly StandingConsent[], recipient: InstitutionId): string[] =>
    compileGrants(consents, recipient, [])
      .map((grant) =>
        JSON.stringify([
          ...[grant.category, grant.purpose, grant.validFrom, grant.validUntil, grant.consentId, grant.ended],
          ...[grant.dataFrom, grant.dataUntil, grant.secrecyReleased],
        ]),
      )
      .sort();

  it('are those of the period algebra, for any consents with any exceptions, in whatever order they are given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(consent, { minLength: 1, maxLength: 4 }), async (consents) => {
        const { id } = await person(database).create();
        for (const one of consents) await write(id, one);
        for (const recipient of RECIPIENTS) {
          expect(await compiled(id, recipient)).toEqual(calculated(consents, recipient));
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('are the same after some of the consents were withdrawn, whatever had been cut out of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(consent, fc.boolean()), { minLength: 1, maxLength: 4 }), async (consents) => {
        const { id } = await person(database).create();
        for (const [one] of consents) await write(id, one);
        const after = [];
        for (const [one, isWithdrawn] of consents) {
          const ends = isWithdrawn && (one.state === 'GIVEN' || one.state === 'RENEWED');
          if (ends) await withdrawConsent(database, id, one.id);
          after.push(ends ? { ...one, state: 'WITHDRAWN' as const, version: 2 } : one);
        }
        for (const recipient of RECIPIENTS) {
          expect(await compiled(id, recipient)).toEqual(calculated(after, recipient));
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('end where they are: with the version that ended them, and with nothing released any more', async () => {
    const anna = await person(database).consenting(LANGUAGE_TO_BOTH).create();
    const [consentId] = anna.consentIds;
    await database.asApp(
      { role: 'person', person: anna.id },
      `insert into core.transfer (consent_id, person_id, recipient, categories, actor, law, notice, notice_de)
       select $1, $2, r, '{LANGUAGE}', current_setting('geleit.actor'), '', '', '' from unnest($3::text[]) r`,
      [consentId, anna.id, RECIPIENTS],
    );
    const rows = () =>
      database.asOwner(
        `select distinct ended, consent_version, released, released_by from core.consent_grant where consent_id = $1`,
        [consentId],
      );
    expect(await rows()).toEqual([{ ended: null, consent_version: 1, released: true, released_by: [] }]);
    await withdrawConsent(database, anna.id, consentId!);
    expect(await rows()).toEqual([{ ended: 'WITHDRAWN', consent_version: 2, released: false, released_by: [] }]);
  });

  const LANGUAGE_TO_BOTH = { recipients: RECIPIENTS, categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;
  const NOT_TO_JOBCENTER = {
    recipients: ['city'],
    categories: ['IDENTITY'],
    purposes: ['CASE_MANAGEMENT'],
    fromDay: -31,
    untilDay: 336,
    exceptions: [{ recipients: ['jobcenter'], categories: ['LANGUAGE'] }],
  } as const;

  it('lose what an exception of another consent denies, and do not get it back by the end of that consent', async () => {
    const anna = await person(database).consenting(LANGUAGE_TO_BOTH).create();
    expect(await compiled(anna.id, 'jobcenter')).toHaveLength(1);
    const denial = await writeConsent(database, anna.id, NOT_TO_JOBCENTER);
    expect(await compiled(anna.id, 'jobcenter')).toEqual([]);
    expect(await compiled(anna.id, 'city')).toHaveLength(2);
    await withdrawConsent(database, anna.id, denial);
    expect(await compiled(anna.id, 'jobcenter')).toEqual([]);
  });

  it('end where the exception begins to hold, which has no end', async () => {
    const anna = await person(database)
      .consenting({ ...LANGUAGE_TO_BOTH, fromDay: 0, untilDay: 90 })
      .consenting({ ...NOT_TO_JOBCENTER, fromDay: 30, untilDay: 60 })
      .create();
    const [grant] = await database.asApp<{ days: number }>(
      { role: 'person', person: anna.id },
      `select extract(day from valid_until - valid_from)::int as days from core.consent_grant
       where person_id = $1 and recipient = 'jobcenter'`,
      [anna.id],
    );
    expect(grant).toEqual({ days: 30 });
  });

  it('never miss an exception that is given at the same time', async () => {
    const { id } = await person(database).create();
    await Promise.all([
      writeConsent(database, id, LANGUAGE_TO_BOTH),
      writeConsent(database, id, NOT_TO_JOBCENTER),
      writeConsent(database, id, LANGUAGE_TO_BOTH),
    ]);
    expect(await compiled(id, 'jobcenter')).toEqual([]);
  });

  it('are never brought back by an exception that is given while the consent is withdrawn', async () => {
    for (let round = 0; round < 10; round += 1) {
      const anna = await person(database).consenting(LANGUAGE_TO_BOTH).create();
      const cutting = {
        ...NOT_TO_JOBCENTER,
        fromDay: -60,
        untilDay: 1,
        exceptions: [{ recipients: ['city'] as const }],
      };
      await Promise.all([
        withdrawConsent(database, anna.id, anna.consentIds[0]!),
        writeConsent(database, anna.id, cutting),
      ]);
      const rows = await compiled(anna.id, 'jobcenter');
      expect(rows.filter((row) => !row.includes('WITHDRAWN'))).toEqual([]);
    }
  });

  it('are not touched by a withdrawal of a consent to something else, so that it costs the same however many there are', async () => {
    const anna = await person(database)
      .consenting({ ...LANGUAGE_TO_BOTH, categories: ['IDENTITY'] })
      .consenting(LANGUAGE_TO_BOTH)
      .create();
    const [withdrawn, other] = anna.consentIds as [string, string];
    const writtenBy = () =>
      database.asApp(
        { role: 'person', person: anna.id },
        'select xmin::text from core.consent_grant where consent_id = $1',
        [other],
      );
    const before = await writtenBy();
    await withdrawConsent(database, anna.id, withdrawn);
    expect(before).toHaveLength(2);
    expect(await writtenBy()).toEqual(before);
  });
});
