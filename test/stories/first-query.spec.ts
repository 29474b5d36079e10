import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { demonstrationWelcome } from '../../src/cli/welcome';
import { projectRoot } from '../../src/platform/config/project-root';
import { PERSONAS, isPersonaName } from '../../src/platform/identity/personas';
import { useDemonstrationDatabase } from '../kit/demonstration';
import { staff, useHub } from '../kit/hub';

const README = readFileSync(join(projectRoot(), 'README.md'), 'utf8');

/** The body of the first request in a text, as a shell would pass it on. */
const requestIn = (text: string): string => (JSON.parse(/-d '(.*)'/.exec(text)![1]!) as { query: string }).query;

/** What the table of the README says: persona, whether without a purpose, and of each of the two fields what comes of it. */
const ROWS = [
  ...README.matchAll(/^\| `([a-z-]+)`( without purpose)? +\| (shown|withheld)[^|]*\| (shown|withheld)[^|]*\|$/gm),
].map(([line, persona, without, ...fields]) => ({
  persona: persona!,
  purpose: without ? null : ('CASE_MANAGEMENT' as const),
  shown: fields.map((field) => field === 'shown'),
  reasons: [...line.matchAll(/`([A-Z_]+)`/g)].map(([, reason]) => reason),
}));

describe('the first query of the README, with the demonstration data', () => {
  const database = useDemonstrationDatabase();
  const hub = useHub(database);
  const query = requestIn(README);

  it('is the one that the hub prints when it is ready', () => {
    expect(requestIn(demonstrationWelcome('http://127.0.0.1:4000'))).toBe(query);
  });

  it('is compared for four institutions, whose answers differ', () => {
    expect(new Set(ROWS.map(({ persona }) => persona)).size).toBe(4);
    expect(new Set(ROWS.map(({ shown, reasons }) => JSON.stringify([shown, reasons]))).size).toBe(4);
  });

  it.each(ROWS)(
    'is answered to $persona ($purpose) as the README says',
    async ({ persona, purpose, shown, reasons }) => {
      if (!isPersonaName(persona)) throw new Error(`${persona} is no persona.`);
      const { institution, role } = PERSONAS[persona];
      const { data, withheld } = await hub.ask(staff(institution, role), purpose, query);
      const [found, ...others] = data!.searchPersons as Record<string, unknown>[];
      expect(others).toEqual([]);
      expect(found!.identity).toMatchObject({ familyName: 'Florescu' });
      expect([found!.languageEnrolments, found!.counsellingEpisodes].map((value) => value !== null)).toEqual(shown);
      expect(withheld.map(({ reason }) => reason)).toEqual(reasons);
    },
  );
});
