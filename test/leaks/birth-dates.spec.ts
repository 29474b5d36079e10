import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { motherOf, RECORD_REPRESENTATION } from '../kit/representation';

/** Birth dates that another institution has recorded; null where nobody has. They differ in every rule of age. */
const AGES = { child: 10, youth: 16, adult: 40 } as const;
const HIDDEN = [
  ...Object.entries(AGES).map(([name, age]) => [name, bornYearsAgo(age)] as const),
  ['nobody knows', null],
] as const;

describe('a birth date that the caller may not read is not told', () => {
  const database = useDatabase();
  const hub = useHub(database);

  /** Known to the city, and to the jobcenter if it has a link; the birth date is the city's. */
  const someone = async (birthDate: string | null, linked: boolean): Promise<string> => {
    const known = person(database).knownTo('city', ...(linked ? (['jobcenter'] as const) : []));
    return (await (birthDate === null ? known : known.with('Identity', { by: 'city', values: { birthDate } })).create())
      .id;
  };

  describe('by recording who represents a person', () => {
    const outcome = async (personId: string) => {
      const { data, errors } = await hub.ask(staff('jobcenter'), null, RECORD_REPRESENTATION, {
        input: motherOf(personId, randomUUID()),
      });
      return { data, errors };
    };

    it('to an institution that has nothing to do with them: the answer is that about nobody', async () => {
      const nobody = await outcome(randomUUID());
      expect(nobody.errors[0]!.extensions!.code).toBe('NO_SUCH_PERSON');
      for (const [, birthDate] of HIDDEN) expect(await outcome(await someone(birthDate, false))).toEqual(nobody);
    });

    it('to one that knows the person, but no birth date of theirs', async () => {
      const answers = await Promise.all(HIDDEN.map(async ([, birthDate]) => outcome(await someone(birthDate, true))));
      expect(answers[0]!.errors[0]!.extensions!.code).toBe('REPRESENTATION_NOT_POSSIBLE');
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });

    it('and one in the future, which older rows can have, is none', async () => {
      const expected = await outcome(await someone(null, true));
      await database.asOwner('alter table core.identity disable trigger birth_date_in_past');
      const { id } = await person(database)
        .with('Identity', { by: 'jobcenter', values: { birthDate: bornYearsAgo(-1) } })
        .create();
      await database.asOwner('alter table core.identity enable trigger birth_date_in_past');
      expect(await outcome(id)).toEqual(expected);
    });
  });

  describe('by taking down a consent', () => {
    const SHOWN = 'state version validUntil givenBy guardian channel';
    const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id ${SHOWN} } }`;
    const validUntil = new Date(Date.now() + 900 * 86_400_000).toISOString();
    const scope = { recipients: ['caritas'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'], validUntil };
    const jobcenter = staff('jobcenter');

    /** Of each whose birth date is hidden: what staff of the jobcenter are answered, without the ids. */
    const told = async (givenBy: string) =>
      Promise.all(
        HIDDEN.map(async ([, birthDate]) => {
          const personId = await someone(birthDate, true);
          const guardian = givenBy === 'PERSON' ? null : 'Mina Beispiel';
          const input = { personId, ...scope, givenBy, guardian };
          const { data, errors } = await hub.ask<{ giveConsent: { id: string } | null }>(jobcenter, null, GIVE, {
            input,
          });
          const id = data?.giveConsent?.id;
          const { consents } = (
            await hub.ask<{ person: { consents: object[] } }>(
              jobcenter,
              null,
              `query ($id: ID!) { person(id: $id) { consents { ${SHOWN} } } }`,
              { id: personId },
            )
          ).data!.person;
          const { data: overview } = await hub.ask<{ consentOverview: { nodes: { id: string }[] } }>(
            staff('jobcenter', 'data-protection-officer'),
            null,
            `{ consentOverview(state: GIVEN, first: 50) { nodes { id state validUntil } } }`,
          );
          const inOverview = overview!.consentOverview.nodes.filter((node) => node.id === id).length;
          return { personId, outcome: { data: { ...data?.giveConsent, id: null }, errors, consents, inOverview } };
        }),
      );
    const opened = async (personId: string) =>
      (
        await database.asApp(
          { role: 'person', person: personId },
          'select from core.consent_grant where person_id = $1 and ended is null',
          [personId],
        )
      ).length;

    it.each(['PERSON', 'GUARDIAN', 'PERSON_AND_GUARDIAN'])('that %s gives', async (givenBy) => {
      const answers = await told(givenBy);
      expect(new Set(answers.map(({ outcome: { data, ...rest } }) => JSON.stringify([data, rest]))).size).toBe(1);
      const [{ outcome: first }] = answers as [(typeof answers)[number]];
      if (givenBy === 'PERSON') {
        expect(first).toMatchObject({ errors: [], consents: [{ state: 'GIVEN', validUntil }], inOverview: 1 });
      } else {
        expect(first.errors[0]!.extensions!.code).toBe('CONSENT_REPRESENTATION');
        expect(first.consents).toEqual([]);
      }
      // Nothing is open to anybody by what the law says somebody else has to give.
      const open = await Promise.all(answers.map(({ personId }) => opened(personId)));
      expect(open).toEqual(givenBy === 'PERSON' ? [0, 0, 1, 1] : [0, 0, 0, 0]);
    });

    it('and the person is told that it does not hold, and gives it as the law says', async () => {
      const [, youth] = await told('PERSON');
      const { data } = await hub.ask(self(youth!.personId), null, '{ me { consents { state } } }');
      expect(data).toEqual({ me: { consents: [{ state: 'EXPIRED' }] } });
      const { codes } = await hub.ask(self(youth!.personId), null, GIVE, { input: scope });
      expect(codes).toEqual(['CONSENT_REPRESENTATION']);
    });

    it('and who has recorded the birth date themself is told by it who has to give', async () => {
      const { id } = await person(database)
        .with('Identity', { by: 'jobcenter', values: { birthDate: bornYearsAgo(16) } })
        .create();
      const { codes } = await hub.ask(jobcenter, null, GIVE, { input: { personId: id, ...scope } });
      expect(codes).toEqual(['CONSENT_REPRESENTATION']);
    });
  });
});
