import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { protectedFields } from '../kit/protected-fields';
import type { TestPerson } from '../kit/people';
import { hiddenPerson } from './hidden';

const ROUNDS = 40;
const EVERYTHING = protectedFields(sealedSchema())
  .map(({ name, selection }) => `${name} ${selection}`)
  .join('\n');

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Every way to name one person, each with the variable that names them. */
const WAYS: Readonly<Record<string, string>> = {
  'a query for a person': `query ($id: ID!) { person(id: $id) { id ${EVERYTHING} } }`,
  'a new record': `mutation ($id: ID!) { recordContact(input: { personId: $id, town: "Rheine" }) { id } }`,
  'a new case': `mutation ($id: ID!) { recordBenefitCase(input: {
    personId: $id, caseNumber: "BG-1", openedOn: "2026-01-01", status: APPLIED }) { id } }`,
  'a consent': `mutation ($id: ID!) { giveConsent(input: { personId: $id, recipients: ["city"], categories: [LANGUAGE],
    purposes: [CASE_MANAGEMENT], validUntil: "2099-01-01T00:00:00Z" }) { id } }`,
};

describe('somebody whom the jobcenter has nothing to do with does not exist for it', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let strangers: TestPerson[];

  beforeAll(async () => {
    strangers = [];
    for (let index = 0; index < 20; index += 1) {
      strangers.push(
        await hiddenPerson(database)
          .consenting({ recipients: ['caritas'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
          .consenting({
            recipients: ['jobcenter'],
            categories: ['IDENTITY'],
            purposes: ['CASE_MANAGEMENT'],
            state: 'WITHDRAWN',
          })
          .consenting({
            recipients: ['jobcenter'],
            categories: ['LANGUAGE'],
            purposes: ['CASE_MANAGEMENT'],
            untilDay: -1,
          })
          .create(),
      );
    }
  });

  it.each(Object.entries(WAYS))('%s gets the same answer, to the byte', async (_, document) => {
    const foreign = await hub.ask(adviser, 'CASE_MANAGEMENT', document, { id: strangers[0]!.id });
    const unknown = await hub.ask(adviser, 'CASE_MANAGEMENT', document, { id: randomUUID() });
    expect(foreign.codes).toStrictEqual(['NO_SUCH_PERSON']);
    expect(JSON.stringify(foreign)).toBe(JSON.stringify(unknown));
    const malformed = await hub.ask(adviser, 'CASE_MANAGEMENT', document, { id: "' or true --" });
    expect(JSON.stringify(malformed)).toBe(JSON.stringify(unknown));
  });

  it.each(Object.entries(WAYS))('%s costs the same statements', async (_, document) => {
    const ask = (id: string) => hub.ask(adviser, 'CASE_MANAGEMENT', document, { id });
    const foreign = await countStatements(database, () => ask(strangers[0]!.id));
    const unknown = await countStatements(database, () => ask(randomUUID()));
    expect(foreign).toEqual(unknown);
    // One that looks; before it one that waits for the turn, after it one that puts the refusal on record.
    const looking = foreign.filter(
      (text) => !/^(select pg_advisory_xact_lock|insert into core.access_entry)/.test(text),
    );
    expect(looking).toHaveLength(1);
  });

  it.each(Object.entries(WAYS))('%s takes the same time', async (_, document) => {
    const timed = async (id: string): Promise<number> => {
      const start = performance.now();
      await hub.ask(adviser, 'CASE_MANAGEMENT', document, { id });
      return performance.now() - start;
    };
    /** Median times of a stranger and of nobody, in milliseconds. */
    const measure = async (): Promise<readonly [number, number]> => {
      const [foreign, unknown]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round += 1) {
        // In turns, so that a busy moment of the machine meets both.
        foreign.push(await timed(strangers[round % strangers.length]!.id));
        unknown.push(await timed(randomUUID()));
      }
      return [median(foreign), median(unknown)];
    };
    await measure();
    // A difference that comes from the data is there at every attempt; that of a busy machine is not.
    const differences: string[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const [foreign, unknown] = await measure();
      // Reading a stranger's records would take several times as long.
      const isAlike = Math.abs(foreign - unknown) < Math.max(0.5, Math.min(foreign, unknown) * 0.35);
      if (isAlike) return;
      differences.push(`${foreign.toFixed(2)} ms and ${unknown.toFixed(2)} ms`);
    }
    expect(differences).toEqual([]);
  });

  it('is refused on record, like somebody who does not exist', async () => {
    const id = randomUUID();
    for (const asked of [strangers[0]!.id, id]) {
      await hub.ask(adviser, 'CASE_MANAGEMENT', 'query ($id: ID!) { person(id: $id) { id } }', { id: asked });
    }
    const entries = await database.asOwner(
      'select person_id, event, actor, permitted from core.access_entry order by id desc limit 2',
    );
    const refused = { event: 'REFUSED', actor: 'jobcenter-case-manager', permitted: {} };
    expect(entries).toEqual([
      { ...refused, person_id: id },
      { ...refused, person_id: strangers[0]!.id },
    ]);
  });
});
