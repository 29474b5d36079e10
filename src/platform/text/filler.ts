import { latinLetters } from './latin-letters';

/** What offices write where a form insists on a value and there is none, by its letters alone. */
const FILLERS = new Set(
  [
    'unbekannt unbek unbekannter unbekannte nichtbekannt nameunbekannt vornameunbekannt nachnameunbekannt unknown inconnu',
    'keineangabe keineangaben ohneangabe ohneangaben ohne keine keiner ohnenamen ohnename ohnevornamen ohnevorname ohnenachnamen',
    'ohnenachname kein keinname keinvorname namenlos nn nomennescio noname fehlt entfaellt nichtangegeben nichtvorhanden',
    'vorname nachname familienname anonym anonymous none null fnu lnu undefined',
  ].flatMap((words) => words.split(' ')),
);

/** Abbreviations that could be names without their points or strokes: `k. A.`, `n/a`. */
const ABBREVIATED = /^[kno]\s*[./]\s*[an]\s*\.?$/;

/** Of those, what says of any column that nothing is said of it; `keine` may be a statement. */
const NO_STATEMENT = new Set(['keineangabe', 'keineangaben', 'ohneangabe', 'ohneangaben', 'nichtangegeben']);
const NO_STATEMENT_ABBREVIATED = /^[kno]\s*[./]\s*a\s*\.?$/;

/** Whether a cell says that nothing is said: `keine Angabe`, `o. A.`, `n/a`, `-`, or a mask that nobody has filled in. */
export function saysNothing(text: string): boolean {
  const folded = latinLetters(text).trim();
  const letters = folded.replace(/[^a-z]/g, '');
  if (letters === '') return !/[\p{Letter}\p{Number}]/u.test(text);
  return NO_STATEMENT.has(letters) || NO_STATEMENT_ABBREVIATED.test(folded);
}

/**
 * Whether a text stands for a value that nobody knows: `Unbekannt`, `N.N.`, `-`, `keine Angabe`, `xxx`. That two have
 * the same one says nothing about them.
 */
export function isFiller(text: string): boolean {
  const folded = latinLetters(text).trim();
  const letters = folded.replace(/[^a-z]/g, '');
  if (letters === '') return !/[\p{Letter}\p{Number}]/u.test(text);
  return FILLERS.has(letters) || ABBREVIATED.test(folded) || /^(x{2,}|x)$/.test(letters);
}
