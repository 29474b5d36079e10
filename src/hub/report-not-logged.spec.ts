import { expect, it } from '@jest/globals';
import { createLogger } from '../platform/telemetry/logger';
import { reportNotLogged } from './report-not-logged';

it('the operator is told once of each field of the schema that was withheld, and of nothing else', () => {
  const lines: string[] = [];
  const report = reportNotLogged(createLogger({ logLevel: 'info' }, { write: (line) => void lines.push(line) }));
  for (const place of ['Person.consents', 'Case.phase', 'Person.consents', 'Amira Beispiel']) report(place);
  const places = lines.map((line) => (JSON.parse(line) as { place?: string }).place);
  expect(places).toEqual(['Person.consents', 'Case.phase', undefined]);
});
