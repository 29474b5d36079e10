import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Purpose } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import { useDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';
import { thrice, type Sending } from '../operations/thrice';

const adviser = staff('jobcenter');
const counsellor = staff('city');
const manager = staff('city', 'case-manager');

describe('a document that is sent three times', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let anna: TestPerson;
  let bernd: TestPerson;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    const known = person(database)
      .with('Identity', { by: 'city', values: { familyName: 'Beispiel', givenName: 'Anna' } })
      .with('Contact', { by: 'city' })
      .with('LanguageEnrolment')
      .knownTo('jobcenter')
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] });
    anna = await known.create();
    bernd = await known.create();
  }, 60_000);

  afterAll(() => hub.stop());

  /** The three sendings of a document are one and the same; returns it. */
  async function same(
    caller: Caller,
    purpose: Purpose | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Sending> {
    const [first, ...again] = await thrice(hub, database, caller, purpose, query, () => variables);
    for (const { body, entries } of again)
      expect({ body, entries }).toEqual({ body: first!.body, entries: first!.entries });
    return first!;
  }

  const ids = () => ({ a: anna.id, b: bernd.id });
  const fieldsOf = ({ entries }: Sending) => entries.map(({ fields }) => fields);

  describe.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__', 'toJSON'])(
    'with the alias %s',
    (alias) => {
      it('on a field of a person: on record, and in the answer under its name', async () => {
        const query = `query ($a: ID!) { person(id: $a) { ${alias}: consents { id } } }`;
        const { answer, entries } = await same(adviser, 'CASE_MANAGEMENT', query, { a: anna.id });
        expect(Object.hasOwn(answer.data!.person as object, alias)).toBe(true);
        expect(JSON.stringify(answer.data)).toContain(anna.consentIds[0]);
        expect(entries).toMatchObject([{ person: anna.id, fields: ['Person.consents'] }]);
      });

      it.each([
        ['a record', `${alias}: identity { familyName }`, ['Identity.familyName']],
        ['a field of a record', `identity { ${alias}: familyName }`, ['Identity.familyName']],
        [
          'a record beside another one',
          `identity { givenName } ${alias}: identity { familyName }`,
          ['Identity.familyName', 'Identity.givenName'],
        ],
        [
          'a record that is looked at',
          `${alias}: identity { familyName access { basis } }`,
          ['Identity.access', 'Identity.familyName'],
        ],
      ])('on %s', async (_, selection, fields) => {
        const query = `query ($a: ID!) { person(id: $a) { id ${selection} } }`;
        const sent = await same(adviser, 'CASE_MANAGEMENT', query, { a: anna.id });
        expect(sent.answer.text).toContain('Beispiel');
        expect(sent.answer.text).toContain(`"${alias}":`);
        expect(sent.entries.map((entry) => [...entry.fields].sort())).toEqual([fields]);
      });

      it('on what holds persons', async () => {
        for (const selection of [
          `${alias}: person(id: $a) { identity { familyName } }`,
          `persons(first: 5) { ${alias}: nodes { identity { familyName } } }`,
          `persons(first: 5) { ${alias}: edges { node { identity { familyName } consents { id } } } }`,
        ]) {
          const query = `query ($a: ID!) { ${selection} again: person(id: $a) { id } }`;
          const sent = await same(adviser, 'CASE_MANAGEMENT', query, { a: anna.id });
          expect(sent.answer.text).toContain('Beispiel');
          expect(fieldsOf(sent).flat()).toContain('Identity.familyName');
        }
      });

      it('on what is withheld', async () => {
        const query = `query ($a: ID!) { person(id: $a) { ${alias}: contact { town } } }`;
        const { answer } = await same(adviser, 'CASE_MANAGEMENT', query, { a: anna.id });
        expect(answer.withheld).toMatchObject([{ path: `person.${alias}`, category: 'CONTACT', reason: 'NO_CONSENT' }]);
      });
    },
  );

  it('with an alias __proto__ in a list that is read for its author only', async () => {
    const sent = await same(counsellor, null, '{ identities(first: 1) { nodes { __proto__: familyName id } } }');
    expect(sent.answer.text).toContain('"__proto__":"Beispiel"');
    expect(fieldsOf(sent)).toEqual([['Identity.familyName', 'Identity.id']]);
  });

  it.each([
    ['a field', '$yes: Boolean!', 'identity { familyName @include(if: $yes) sex @skip(if: $yes) }'],
    ['a record', '$yes: Boolean!', 'identity @include(if: $yes) { familyName } contact @skip(if: $yes) { town }'],
    ['merged fields', '$yes: Boolean!', 'identity { familyName } identity @skip(if: $yes) { sex }'],
    [
      'merged fields of which one is a fragment',
      '$yes: Boolean!',
      'identity { familyName } ... @skip(if: $yes) { identity { sex } contact { town } }',
    ],
    [
      'an inline fragment',
      '$yes: Boolean!',
      '... on Person @include(if: $yes) { identity { familyName } } ... @skip(if: $yes) { contact { town } }',
    ],
    ['a fragment twice', '$yes: Boolean!', 'identity { familyName } ...Town @skip(if: $yes) ...Town @skip(if: $yes)'],
  ])('with conditions on %s: what is left out is neither answered nor on record', async (_, variables, selection) => {
    const fragment = selection.includes('...Town') ? 'fragment Town on Person { contact { town } }' : '';
    const query = `query ($a: ID!, ${variables}) { person(id: $a) { ${selection} } } ${fragment}`;
    const sent = await same(counsellor, null, query, { a: anna.id, yes: true });
    expect(sent.answer.data).toEqual({ person: { identity: { familyName: 'Beispiel' } } });
    expect(fieldsOf(sent)).toEqual([['Identity.familyName']]);
  });

  it('with a fragment in two places, of which one leaves it out', async () => {
    const query = `query ($a: ID!, $b: ID!, $short: Boolean!) { a: person(id: $a) { id ...P @skip(if: $short) } b: person(id: $b) { id ...P } }
      fragment P on Person { identity { familyName } }`;
    const sent = await same(counsellor, null, query, { ...ids(), short: true });
    expect(sent.answer.data).toEqual({ a: { id: anna.id }, b: { id: bernd.id, identity: { familyName: 'Beispiel' } } });
    expect(sent.entries.map(({ person: id, fields }) => [id, fields])).toEqual(
      expect.arrayContaining([
        [anna.id, []],
        [bernd.id, ['Identity.familyName']],
      ]),
    );
  });

  it.each([
    [true, false],
    [false, true],
    [false, false],
    [true, true],
  ])('with a fragment twice in one place, included if %s and if %s', async (one, other) => {
    const query = `query ($a: ID!, $one: Boolean!, $other: Boolean!) { person(id: $a) { id ...F @include(if: $one) ...F @include(if: $other) } }
      fragment F on Person { identity { familyName } }`;
    const sent = await same(counsellor, null, query, { a: anna.id, one, other });
    const shown = one || other;
    expect(Object.keys(sent.answer.data!.person as object)).toEqual(shown ? ['id', 'identity'] : ['id']);
    expect(fieldsOf(sent)).toEqual([shown ? ['Identity.familyName'] : []]);
  });

  it('with other conditions each time: the log follows', async () => {
    const query = 'query ($a: ID!, $yes: Boolean!) { person(id: $a) { id identity @include(if: $yes) { sex } } }';
    const sent = await thrice(hub, database, counsellor, null, query, (time) => ({ a: anna.id, yes: time !== 1 }));
    expect(sent.map(fieldsOf)).toEqual([[['Identity.sex']], [[]], [['Identity.sex']]]);
  });

  it('with a type that is asked for: only a record of which nothing else is asked is told by it', async () => {
    const query =
      'query ($a: ID!) { person(id: $a) { __typename identity { __typename sex } contact { __typename } } }';
    expect(fieldsOf(await same(counsellor, null, query, { a: anna.id }))).toEqual([
      ['Identity.sex', 'Contact.__typename'],
    ]);
  });

  it('with defaults of variables', async () => {
    const sent = await same(counsellor, null, 'query ($n: Int! = 2) { persons(first: $n) { nodes { id } } }');
    expect((sent.answer.data!.persons as { nodes: unknown[] }).nodes).toHaveLength(2);
    const past = (asOf: string) => `query ($asOf: DateTime${asOf}) { me { consents(asOf: $asOf) { id } } }`;
    const byDefault = await same(self(anna.id), null, past(' = "2019-06-01T00:00:00Z"'));
    const given = await same(self(anna.id), null, past(''), { asOf: '2019-06-01T00:00:00Z' });
    expect(byDefault.answer.codes).toEqual([]);
    expect(byDefault.answer.data).toEqual(given.answer.data);
  });

  describe('with variables that are left out inside an input object', () => {
    const CHANGE = `mutation ($id: ID!, $v: Int!, $phase: CasePhase, $goal: String, $closedOn: Date) {
      changeCase(input: { id: $id, version: $v, phase: $phase, goal: $goal, closedOn: $closedOn }) { version phase goal closedOn } }`;

    async function openCase(): Promise<{ id: string; version: number }> {
      const { data } = await hub.ask<{ recordCase: { id: string; version: number } }>(
        manager,
        null,
        `mutation ($p: ID!, $n: String!) { recordCase(input: { personId: $p, caseNumber: $n, openedOn: "2019-07-01", phase: ASSESSMENT, goal: "Arbeit" }) { id version } }`,
        { p: anna.id, n: `F-${Math.random()}` },
      );
      return data!.recordCase;
    }

    it.each([
      ['a value that may be empty', { phase: 'CLARIFICATION' }, { phase: 'CLARIFICATION', goal: 'Arbeit' }],
      ['a value that may not', { goal: 'Sprache' }, { phase: 'ASSESSMENT', goal: 'Sprache' }],
    ])('keeps %s', async (_, given, kept) => {
      const { id, version } = await openCase();
      const sent = await thrice(hub, database, manager, null, CHANGE, (time) => ({ id, v: version + time, ...given }));
      for (const [time, { answer }] of sent.entries()) {
        expect(answer.data).toEqual({ changeCase: { version: version + time + 1, ...kept, closedOn: null } });
      }
    });

    it('and empties what is given as null', async () => {
      const { id, version } = await openCase();
      const sent = await thrice(hub, database, manager, null, CHANGE, (time) => ({
        id,
        v: version + time,
        goal: null,
      }));
      for (const { answer } of sent)
        expect(answer.data).toMatchObject({ changeCase: { phase: 'ASSESSMENT', goal: null } });
    });

    it('is the same input for an idempotency key', async () => {
      const query = `mutation ($f: String!, $s: Sex, $k: String!) { registerPerson(input: { fileNumber: $f, givenName: "Edda",
        familyName: "Prüfling", birthDate: "1990-05-17", sex: $s, idempotencyKey: $k }) { id } }`;
      const sent = await thrice(hub, database, adviser, null, query, () => ({ f: 'JC-THRICE', k: 'thrice' }));
      const registered = sent.map(({ answer }) => (answer.data?.registerPerson as { id: string } | undefined)?.id);
      expect(registered[0]).toBeDefined();
      expect(new Set(registered).size).toBe(1);
    });
  });
});
