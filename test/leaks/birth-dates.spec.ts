import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bornYearsAgo } from '../kit/ages';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
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
});
