import { describe, expect, it } from '@jest/globals';
import { detectDelimiter } from './delimiter';

describe('the delimiter of a CSV file', () => {
  it('is the sign that stands more often in the header', () => {
    expect(detectDelimiter('file_number,given_name,family_name\n1;2;3;4;5;6\n')).toBe(',');
    expect(detectDelimiter('Aktenzeichen;Name, Vorname;Ort\r\n')).toBe(';');
  });

  it('is not told from signs within quotation marks', () => {
    expect(detectDelimiter('"Name, Vorname, Titel";Ort\n')).toBe(';');
    expect(detectDelimiter('"a;b;c",Ort\n')).toBe(',');
  });

  it('is the one of German office software where nothing tells', () => {
    expect(detectDelimiter('Kennung\n1\n')).toBe(';');
    expect(detectDelimiter('')).toBe(';');
  });
});
