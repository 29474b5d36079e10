import { describe, expect, it } from '@jest/globals';
import { detectLayout } from './delimiter';

const delimiterOf = (head: string): string => detectLayout(head).delimiter;

describe('the delimiter of a CSV file', () => {
  it('is the sign that stands more often in the header', () => {
    expect(delimiterOf('file_number,given_name,family_name\n1;2;3;4;5;6\n')).toBe(',');
    expect(delimiterOf('Aktenzeichen;Name, Vorname;Ort\r\n')).toBe(';');
  });

  it('is not told from signs within quotation marks', () => {
    expect(delimiterOf('"Name, Vorname, Titel";Ort\n')).toBe(';');
    expect(delimiterOf('"a;b;c",Ort\n')).toBe(',');
  });

  it('is the one of German office software where nothing tells', () => {
    expect(delimiterOf('Kennung\n1\n')).toBe(';');
    expect(delimiterOf('')).toBe(';');
  });

  it('is a tab or a bar too, and what a first line for spreadsheets says', () => {
    expect(delimiterOf('Kennung\tName, Vorname\tOrt\n')).toBe('\t');
    expect(delimiterOf('Kennung|Name|Ort\n')).toBe('|');
    expect(detectLayout('\ufeffsep=,\r\na;b;c,d\r\n')).toMatchObject({ delimiter: ',', hasDelimiterLine: true });
    expect(detectLayout('sep=|\n')).toMatchObject({ delimiter: '|', hasDelimiterLine: true });
    expect(detectLayout('sep;a\n')).toMatchObject({ hasDelimiterLine: false });
  });

  it('and line ends of carriage returns alone are told from what is not quoted', () => {
    expect(detectLayout('a;b\r1;2\r')).toMatchObject({ delimiter: ';', isReturnAlone: true });
    expect(detectLayout('a;b\r1;"x\ny"\r')).toMatchObject({ isReturnAlone: true });
    expect(detectLayout('a;b\r\n1;2\r\n')).toMatchObject({ isReturnAlone: false });
    expect(detectLayout('a;b\n1;"x\ry"\n')).toMatchObject({ isReturnAlone: false });
  });
});
