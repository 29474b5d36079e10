import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { federatedSubgraph } from '../../src/hub/federate';
import { SUBGRAPHS } from '../../src/hub/subgraphs';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type PersonBuilder, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { protectedFields } from '../kit/protected-fields';
import { hiddenPerson, hiddenValues, traces } from './hidden';

interface Entities {
  readonly _entities: readonly (Record<string, unknown> | null)[];
}

describe.each(SUBGRAPHS.map((subgraph) => [subgraph.name, subgraph] as const))('_entities of %s', (name, subgraph) => {
  const database = useDatabase();
  const schema = federatedSubgraph(subgraph, rheinePolicy());
  const hub = useHub(database, { schema });
  const fields = protectedFields(schema).map(({ name: field, selection }) => `${field} ${selection}`);
  const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id ${fields.join('\n')} } } }`;
  // The jobcenter asks the others; of its own subgraph the city does.
  const asks = name === 'jobcenter' ? 'city' : 'jobcenter';
  const adviser = staff(asks, 'case-manager');
  const people = (...ids: unknown[]) => ({ r: ids.map((id) => ({ __typename: 'Person', id })) });
  let acquainted: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    const records = ['BenefitCase', 'BenefitAward', 'IntegrationAgreement'];
    const ofJobcenter = () =>
      records.reduce(
        (builder: PersonBuilder, record) => builder.with(record, { values: hiddenValues(record) }),
        person(database),
      );
    const hidden = () => (name === 'jobcenter' ? ofJobcenter() : hiddenPerson(database));
    stranger = await hidden().create();
    acquainted = await hidden().knownTo(asks).create();
  });

  it('give nothing of persons without consent, and nobody of whom the caller has nothing to do with', async () => {
    const answer = await hub.ask<Entities>(adviser, 'CASE_MANAGEMENT', ENTITIES, people(acquainted.id, stranger.id));
    expect(answer.errors).toEqual([]);
    expect(traces(answer)).toEqual([]);
    expect(answer.data!._entities.map((entity) => entity?.id ?? null)).toEqual([acquainted.id, null]);
  });

  it('say the same of a stranger as of nobody, with one statement', async () => {
    const ask = (id: unknown) => hub.ask(adviser, 'CASE_MANAGEMENT', ENTITIES, people(id));
    const unknown = await ask(randomUUID());
    expect(JSON.stringify(await ask(stranger.id))).toBe(JSON.stringify(unknown));
    expect(unknown.data).toEqual({ _entities: [null] });
    expect(await countStatements(database, () => ask(stranger.id))).toEqual(
      await countStatements(database, () => ask(randomUUID())),
    );
  });

  it.each<[string, unknown]>([
    ['SQL', "' or true --"],
    ['nothing', ''],
    ['a number', 17],
    ['null', null],
    ['an object', { id: 'x' }],
    ['a list', []],
    ['no id at all', undefined],
    ['a character that PostgreSQL cannot hold', '\u0000'],
    ['a very long text', 'A'.repeat(50_000)],
  ])('answer a malformed id like an unknown one: %s', async (_, id) => {
    const answer = await hub.ask(adviser, 'CASE_MANAGEMENT', ENTITIES, people(id));
    expect(answer).toMatchObject({ data: { _entities: [null] }, errors: [] });
  });

  it('serve roles without content nobody, and a person themself alone', async () => {
    const representations = people(acquainted.id, stranger.id);
    for (const role of ['planner', 'data-protection-officer', 'administrator'] as const) {
      const answer = await hub.ask(staff('city', role), null, ENTITIES, representations);
      expect(answer.data).toEqual({ _entities: [null, null] });
    }
    const own = await hub.ask<Entities>(self(stranger.id), null, ENTITIES, representations);
    expect(own.data!._entities.map((entity) => entity?.id ?? null)).toEqual([null, stranger.id]);
    const traced = traces(await hub.ask(self(acquainted.id), null, ENTITIES, people(stranger.id)));
    expect(traced).toEqual([]);
  });

  it('would be seen to give something: the person themself gets it', async () => {
    expect(traces(await hub.ask(self(stranger.id), null, ENTITIES, people(stranger.id)))).not.toEqual([]);
  });

  it('come for a page of 100 with one statement, and all are on record', async () => {
    const ids = [acquainted.id, stranger.id, ...Array.from({ length: 98 }, () => randomUUID())];
    const asked = await countStatements(database, () => hub.ask(adviser, 'CASE_MANAGEMENT', ENTITIES, people(...ids)));
    expect(asked).toHaveLength(1);
    const events = await database.asOwner(
      `select event, count(*)::int from core.access_entry where request_id = (
         select request_id from core.access_entry order by id desc limit 1) group by event order by event`,
    );
    expect(events).toEqual([
      { event: 'READ', count: 1 },
      { event: 'REFUSED', count: 99 },
    ]);
  });

  it('know no other type, and _service tells the schema alone', async () => {
    const other = await hub.ask(
      adviser,
      null,
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      {
        r: [{ __typename: 'Identity', id: randomUUID() }],
      },
    );
    expect(other.errors).toHaveLength(1);
    const { data } = await hub.ask<{ _service: { sdl: string } }>(adviser, null, '{ _service { sdl } }');
    expect(data!._service.sdl).toContain('type Person');
    expect(traces(data)).toEqual([]);
    expect(data!._service.sdl).not.toMatch(/select |core\.|geleit_app|postgres/i);
  });
});
