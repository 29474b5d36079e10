import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { logOf } from '../kit/log';
import { person } from '../kit/people';
import { motherOf, RECORD_REPRESENTATION } from '../kit/representation';

/** Guesses that lead to nobody, each with a place for an id that the guesser does not know. */
const GUESSES: readonly (readonly [field: string, code: string, source: string])[] = [
  ['recordContact', 'NO_SUCH_PERSON', 'recordContact(input: { personId: $id, phone: "0151 0" }) { id }'],
  ['issueBooklet', 'NO_SUCH_PERSON', 'issueBooklet(input: { personId: $id }) { shortCode }'],
  ['changeContact', 'NOT_FOUND', 'changeContact(input: { id: $id, version: 1, phone: "0151 0" }) { id }'],
  ['closeBooklet', 'NOT_FOUND', 'closeBooklet(id: $id) { id }'],
  ['distinguishPersons', 'NOT_FOUND', 'distinguishPersons(input: { id: $id, version: 1, reason: "Zwei." }) { id }'],
  [
    'confirmMergeWithBooklet',
    'INVALID_INPUT',
    'confirmMergeWithBooklet(input: { code: "KEIN-CODE", presence: { documentCheck: CHECKED } }) { state }',
  ],
];

describe('who is refused is on record, since a refusal tells something, too', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const log = logOf(database);
  const guesser = staff('jobcenter', 'case-manager');
  let hidden: string;

  beforeAll(async () => {
    hidden = (await person(database).knownTo('caritas').create()).id;
  });

  it.each(GUESSES)('%s: as %s, with the person whom the caller named', async (field, code, source) => {
    for (const id of [hidden, randomUUID()]) {
      const used = source.includes('$id') ? '($id: ID!)' : '';
      const { codes, entries } = await log.of(() =>
        hub.ask(guesser, 'CASE_MANAGEMENT', `mutation ${used} { ${source} }`, { id }),
      );
      expect(codes).toEqual([code]);
      const named = source.includes('personId: $id') ? id : null;
      expect(entries).toMatchObject([
        { event: 'REFUSED', person: named, fields: [`Mutation.${field}`, `refused.${code}`], permitted: {} },
      ]);
    }
  });

  it('whatever the code says', async () => {
    const { codes, entries } = await log.of(() =>
      hub.ask(guesser, null, RECORD_REPRESENTATION, { input: motherOf(hidden, randomUUID()) }),
    );
    expect(entries).toMatchObject([
      { event: 'REFUSED', person: hidden, fields: ['Mutation.recordRepresentation', `refused.${String(codes[0])}`] },
    ]);
  });

  it('once, where the statement that found it out has said it', async () => {
    for (const source of ['person(id: $id) { id }', 'equivalents(personId: $id, occasion: CASE) { recordType }']) {
      const { codes, entries } = await log.of(() =>
        hub.ask(guesser, 'CASE_MANAGEMENT', `query ($id: ID!) { ${source} }`, { id: hidden }),
      );
      expect(codes).toEqual(['NO_SUCH_PERSON']);
      expect(entries).toMatchObject([{ event: 'REFUSED', person: hidden }]);
    }
  });

  it('of a person who asks for themself with their own id', async () => {
    const { codes, entries } = await log.of(() =>
      hub.ask(self(hidden), null, 'mutation ($id: ID!) { reportBookletLost(id: $id) { id } }', { id: randomUUID() }),
    );
    expect(codes).toEqual(['NOT_FOUND']);
    expect(entries).toMatchObject([
      { event: 'REFUSED', person: hidden, fields: ['Mutation.reportBookletLost', expect.anything()] },
    ]);
  });

  it('each of several in one request, and what tells of the form of the request alone not at all', async () => {
    const close = `closeBooklet(id: "${randomUUID()}") { id }`;
    const two = await log.of(() => hub.ask(guesser, null, `mutation { a: ${close} b: ${close} }`));
    expect(two.entries.map(({ event }) => event)).toEqual(['REFUSED', 'REFUSED']);
    for (const source of [
      '{ persons(first: 0) { nodes { id } } }',
      '{ persons(first: 1, after: "x") { nodes { id } } }',
    ]) {
      const { errors, entries } = await log.of(() => hub.ask(guesser, null, source));
      expect(errors).toHaveLength(1);
      expect(entries).toEqual([]);
    }
  });

  it('or not answered: where the log cannot be written, nothing is told', async () => {
    await database.asOwner('revoke insert on core.access_entry from geleit_app');
    try {
      const { codes } = await hub.ask(guesser, null, `mutation { closeBooklet(id: "${randomUUID()}") { id } }`);
      expect(codes).not.toContain('NOT_FOUND');
    } finally {
      await database.asOwner('grant insert on core.access_entry to geleit_app');
    }
  });
});
