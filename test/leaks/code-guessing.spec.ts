import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newShortCode, newToken } from '../../src/subgraphs/core/booklet/booklet-code';
import { Database } from '../../src/platform/postgres/database';
import { handOut, type HandedOut } from '../kit/booklets';
import { countStatements, useDatabase, type TestDatabase } from '../kit/database';
import { staff, useHub, type Answer, type Hub } from '../kit/hub';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import {
  CloseBookletDocument,
  LinkByCodeDocument,
  ReplaceBookletDocument,
  ReportBookletLostDocument,
} from '../generated/operations';
import { hiddenPerson, traces } from './hidden';

const { perMember, perInstitution, lockedMinutes } = rheinePolicy().booklets!.wrongCodes;

/** A member of staff; each has a pseudonym of their own. */
const member = (institution: 'jobcenter' | 'employment-agency' | 'caritas', number = 1) => ({
  ...staff(institution),
  actor: `${institution}-${number}`,
});

const tries = (hub: Hub, who: ReturnType<typeof member>, code: string) =>
  hub.ask(who, null, LinkByCodeDocument, {
    input: { code, fileNumber: 'GUESS', presence: { documentCheck: 'NONE_AT_HAND' } },
  });

const locks = (answer: Answer<unknown>) => answer.codes[0] === 'TOO_MANY_ATTEMPTS';

/** Forgets all attempts, as if the time had passed. */
const timePasses = (database: TestDatabase) =>
  database
    .asOwner(`alter table core.rate_limit no force row level security`)
    .then(() => database.asOwner('update core.rate_limit set expire = 0'));

describe('a code is guessed ten thousand times', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const guesser = member('jobcenter');
  let booklet: HandedOut;
  let answers: Answer<unknown>[];

  beforeAll(async () => {
    const { id } = await hiddenPerson(database, 'caritas').create();
    booklet = await handOut(hub, 'city', id);
    answers = [];
    // Side by side, as somebody would who hopes to be counted late.
    let begun = 0;
    const lane = async () => {
      while (begun < 10_000) {
        begun += 1;
        answers.push(await tries(hub, guesser, begun % 2 === 0 ? newShortCode() : newToken()));
      }
    };
    await Promise.all(Array.from({ length: 16 }, lane));
  }, 300_000);

  it('the first few lead to nobody, from then on the guesser is locked out and told for how long', () => {
    const wrong = answers.filter(({ codes }) => codes[0] === 'BOOKLET_CODE_INVALID');
    const locked = answers.filter(locks);
    expect([wrong.length, locked.length]).toEqual([perMember, answers.length - perMember]);
    for (const { errors } of locked) {
      const seconds = errors[0]!.extensions!.retryAfterSeconds as number;
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(lockedMinutes * 60);
    }
  });

  it('the right code is of no use to them any more', async () => {
    expect(locks(await tries(hub, guesser, booklet.shortCode))).toBe(true);
    expect(locks(await tries(hub, guesser, booklet.token))).toBe(true);
  });

  it('nothing is revealed, and nobody is linked', async () => {
    expect(traces(answers)).toEqual([]);
    for (const answer of answers) expect(answer.data).toEqual({ linkPerson: null });
    expect(await database.asOwner(`select from core.link`)).toEqual([]);
  });

  it('it is on record as refused, and does not flood the log', async () => {
    const entries = await database.asApp<{ fields: string[]; person_id: null; actor: string }>(
      { institution: 'jobcenter', role: 'data-protection-officer' },
      `select fields, person_id, actor from core.access_entry where event = 'REFUSED' order by id`,
    );
    expect(entries.filter(({ fields }) => fields.length === 1)).toHaveLength(perMember);
    expect(entries.filter(({ fields }) => fields.length > 1).map(({ fields }) => fields[1])).toEqual([
      'lockedOut.1',
      'lockedOut.10',
      'lockedOut.100',
      'lockedOut.1000',
    ]);
    expect(new Set(entries.map(({ actor, person_id }) => `${actor} ${person_id}`))).toEqual(
      new Set(['jobcenter-1 null']),
    );
  });

  it('a colleague, another institution, and the person themself are not held up', async () => {
    expect((await tries(hub, member('jobcenter', 2), booklet.shortCode)).codes).toStrictEqual([]);
    const { codes } = await tries(hub, member('employment-agency'), booklet.shortCode);
    // The agency knows the person already; it would be told otherwise that the code leads to nobody.
    expect(codes).toStrictEqual(['LINK_STATE_CONFLICT']);
  });

  it('a locked-out guesser who goes on does not lock out the institution', async () => {
    const [row] = await database
      .asOwner(`alter table core.rate_limit no force row level security`)
      .then(() =>
        database.asOwner<{ points: number }>(
          `select points from core.rate_limit where key like 'institution:%jobcenter'`,
        ),
      );
    expect(row!.points).toBe(perMember);
  });
});

describe('codes are guessed by many', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let booklet: HandedOut;

  beforeEach(async () => {
    const { id } = await person(database).knownTo('city').create();
    booklet = await handOut(hub, 'city', id);
    await timePasses(database);
  });

  it('of one institution: then all of it is locked out, and no other', async () => {
    const members = Math.ceil(perInstitution / perMember);
    for (let number = 1; number <= members; number += 1) {
      for (let guess = 0; guess < perMember; guess += 1) {
        expect((await tries(hub, member('caritas', number), newShortCode())).codes).toStrictEqual([
          'BOOKLET_CODE_INVALID',
        ]);
      }
    }
    expect(locks(await tries(hub, member('caritas', members + 1), booklet.shortCode))).toBe(true);
    expect((await tries(hub, member('jobcenter'), booklet.shortCode)).codes).toStrictEqual([]);
    await timePasses(database);
    expect((await tries(hub, member('caritas', members + 1), booklet.shortCode)).codes).toStrictEqual([]);
  });

  it('at several replicas of the hub: they count together', async () => {
    const second = new Database({ url: database.appUrl, poolSize: 2 });
    try {
      const hubs = [hub, useHub({ ...database, database: second })];
      const answers: Answer<unknown>[] = [];
      for (let guess = 0; guess < perMember + 4; guess += 1) {
        answers.push(await tries(hubs[guess % 2]!, member('jobcenter'), newToken()));
      }
      expect(answers.map(locks)).toEqual([...Array<boolean>(perMember).fill(false), ...Array<boolean>(4).fill(true)]);
    } finally {
      await second.close();
    }
  });

  it('codes that lead to somebody do not count', async () => {
    for (let time = 0; time < perMember + 2; time += 1) {
      const { codes } = await hub.ask(member('jobcenter'), null, LinkByCodeDocument, {
        input: { code: booklet.token, fileNumber: `BG-${time}` },
      });
      expect(codes).toStrictEqual([]);
    }
  });
});

describe('a code that leads to nobody', () => {
  const database = useDatabase();
  const hub = useHub(database);

  /** Codes that once led to somebody, or lead to somebody elsewhere. */
  async function deadCodes(): Promise<readonly string[]> {
    const carrier = async () => (await hiddenPerson(database, 'caritas').create()).id;
    const [replaced, lost, closed] = [
      await handOut(hub, 'city', await carrier()),
      await handOut(hub, 'city', await carrier()),
      await handOut(hub, 'city', await carrier()),
    ];
    await hub.ask(staff('city'), null, ReplaceBookletDocument, { input: { id: replaced.booklet.id } });
    await hub.ask(staff('city'), null, ReportBookletLostDocument, { id: lost.booklet.id });
    await hub.ask(staff('city'), null, CloseBookletDocument, { id: closed.booklet.id });
    // A code of another municipality was made with another key: here it is one that was never issued.
    return [newShortCode(), newToken(), replaced.shortCode, replaced.token, lost.shortCode, closed.token];
  }

  it('is answered alike, by the same statements, whatever has become of it and whoever knows its person', async () => {
    const codes = await deadCodes();
    const seen = [];
    for (const code of codes) {
      let answer: Answer<unknown> | undefined;
      const statements = await countStatements(database, async () => {
        answer = await tries(hub, member('jobcenter'), code);
      });
      seen.push({ answer, statements });
    }
    expect(seen[0]!.answer!.codes).toStrictEqual(['BOOKLET_CODE_INVALID']);
    expect(seen[0]!.statements).toHaveLength(3);
    for (const each of seen) expect(each).toEqual(seen[0]);
  });
});

describe('the number of a booklet that somebody else has', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it.each([
    ['is handed out', 'issueBooklet', 'IssueBookletInput'],
    ['replaces another one', 'replaceBooklet', 'ReplaceBookletInput'],
  ])('is not found out by trying all numbers, where it %s', async (_, name, type) => {
    await timePasses(database);
    const taken = `RH-${name.length}01`;
    await handOut(hub, 'city', (await hiddenPerson(database, 'caritas').create()).id, taken);
    const { id: personId } = await person(database).knownTo('jobcenter').create();
    const own = await handOut(hub, 'jobcenter', personId, `RH-${name.length}02`);
    const [booklet] = await database.asApp<{ id: string }>(
      { institution: 'jobcenter', role: 'counsellor' },
      'select id from core.booklet where person_id = $1',
      [personId],
    );
    expect(own.shortCode).not.toBe('');
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { shortCode } }`;
    const about =
      name === 'issueBooklet'
        ? { personId: (await person(database).knownTo('jobcenter').create()).id }
        : { id: booklet!.id };
    const attempt = () =>
      hub.ask(member('jobcenter', 9), null, mutation, { input: { ...about, bookletNumber: taken } });
    const codes: unknown[] = [];
    for (let tried = 0; tried <= perMember; tried += 1) codes.push(...(await attempt()).codes);
    expect(codes).toEqual([...Array<string>(perMember).fill('ALREADY_EXISTS'), 'TOO_MANY_ATTEMPTS']);
  });

  it('does not count as a guess where it can be used', async () => {
    await timePasses(database);
    for (let index = 0; index <= perMember; index += 1) {
      const { id } = await person(database).knownTo('jobcenter').create();
      const { errors } = await hub.ask(
        member('jobcenter', 9),
        null,
        'mutation ($input: IssueBookletInput!) { issueBooklet(input: $input) { shortCode } }',
        { input: { personId: id, bookletNumber: `RH-7${index}` } },
      );
      expect(errors).toEqual([]);
    }
  });
});
