import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { hiddenPerson } from './hidden';

const KNOWN = { givenName: 'Selin', familyName: 'Kaya', birthDate: '1992-04-05' };
const UNKNOWN = { givenName: 'Selin', familyName: 'Kara', birthDate: '1992-04-06' };

/** Whatever the caller asks about both in turn: somebody whom another institution knows, and somebody whom nobody knows. */
describe('whether a person is known to another institution', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let known: TestPerson;

  beforeAll(async () => {
    known = await hiddenPerson(database, 'caritas')
      .with('Identity', { by: 'city', values: KNOWN })
      .with('Booklet', { by: 'city', values: { bookletNumber: 'RH-0300', status: 'ISSUED' } })
      .create();
    await person(database).knownTo('jobcenter').create();
  });

  /** The answer, without the ids that are new each time, and the statements that it took. */
  async function observe(document: string, variables: Record<string, unknown>) {
    let answer: unknown;
    const statements = await countStatements(database, async () => {
      answer = await hub.ask(adviser, 'CASE_MANAGEMENT', document, variables);
    });
    const text = JSON.stringify(answer).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>');
    return { text, statements };
  }

  const register = (identity: object, fileNumber: string) => ({ input: { ...identity, fileNumber } });
  it.each<[string, string, () => Record<string, unknown>, () => Record<string, unknown>]>([
    [
      'by registering somebody of the same name and birthday',
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id identity { nationality } booklet { status } consents { id } } }',
      () => register(KNOWN, 'BG-1'),
      () => register(UNKNOWN, 'BG-2'),
    ],
    [
      'by searching for the name',
      'query ($name: String!, $born: Date!) { searchPersons(by: { familyName: $name, birthDate: $born }) { identity { nationality } } }',
      () => ({ name: KNOWN.familyName, born: KNOWN.birthDate }),
      () => ({ name: UNKNOWN.familyName, born: UNKNOWN.birthDate }),
    ],
    [
      'by the number of a booklet',
      'query ($number: String!) { searchPersons(by: { bookletNumber: $number }) { id } }',
      () => ({ number: 'RH-0300' }),
      () => ({ number: 'RH-0301' }),
    ],
    [
      'by an id that one happens to know',
      'query ($id: ID!) { person(id: $id) { identity { givenName } links { id } } }',
      () => ({ id: known.id }),
      () => ({ id: randomUUID() }),
    ],
    [
      'by handing a booklet out',
      'mutation ($id: ID!) { issueBooklet(input: { personId: $id }) { shortCode } }',
      () => ({ id: known.id }),
      () => ({ id: randomUUID() }),
    ],
    [
      'by the id of a booklet',
      'mutation ($id: ID!) { closeBooklet(id: $id) { status } }',
      () => ({
        id: known.records.find(({ declaration, author }) => declaration.name === 'Booklet' && author === 'city')!.id,
      }),
      () => ({ id: randomUUID() }),
    ],
  ])('is not told %s: the same answer, byte by byte, by the same statements', async (_, document, one, other) => {
    // Alternately, so that nothing that happens the first time tells them apart.
    await observe(document, { ...other(), ...renewed(other()) });
    const [first, second] = [await observe(document, one()), await observe(document, other())];
    expect(first.text.replaceAll(KNOWN.familyName, UNKNOWN.familyName)).toBe(second.text);
    expect(first.statements).toEqual(second.statements);
  });

  /** Registering the same file twice would be refused. */
  function renewed(variables: Record<string, unknown>): Record<string, unknown> {
    return 'input' in variables ? register({ ...UNKNOWN, familyName: 'Kilic' }, `BG-${randomUUID().slice(0, 8)}`) : {};
  }
});
