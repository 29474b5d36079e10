import { authorsApart, isSecretAuthor, needsTransfer } from '../../../src/access/policy/authorship';
import type { Decision } from '../../../src/access/decision/decision';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { dayColumn, type RecordDeclaration } from '../../../src/records/declaration';
import type { LogEntry } from '../log-entries';
import type { ReferenceContext } from './context';
import { authorOf, type PersonDecisions } from './person-decisions';
import { shownOf } from './shown-of';

type Permitted = LogEntry['permitted'];

/** What is known of the records of one category that some institution wrote: which basis they rest on, and what was shown. */
interface Told {
  readonly basis: readonly unknown[];
  /** Whether the answer says that there is nothing. */
  readonly isNothing: boolean;
}

/**
 * What the log has to say of a person's records that were asked for: each basis on which one was shown; and behind NOTHING each one
 * that was open where there was none, record type by record type and author by author.
 */
export async function permittedOf(
  { asking, policy, rows }: ReferenceContext,
  personId: string,
  decisions: PersonDecisions,
  asked: readonly RecordDeclaration[],
): Promise<Permitted> {
  const { institution } = asking;
  const permitted: Record<string, readonly unknown[]> = {};
  for (const category of new Set(asked.flatMap((one) => one.category ?? []))) {
    const told = new Map<string, Told[]>();
    const tell = (needs: string, one: Told) => told.set(needs, [...(told.get(needs) ?? []), one]);
    for (const declaration of asked.filter((one) => one.category === category)) {
      const { author, onPerson } = declaration;
      const shown = await shownOf(rows, decisions, declaration, personId, asking);
      for (const { row, decision } of shown) {
        const by = authorOf(declaration, row);
        tell(by === institution ? 'own' : needsOf(by), { basis: basisOf(decision), isNothing: false });
      }
      const hidesOthers = author === 'EACH' && !onPerson!.many && shown.length > 0;
      if (hidesOthers) continue;
      for (const by of authorsOf(author)) {
        const { decision, isPartial } = decisions.aboutAuthor(declaration, by);
        const saysNothing = decision.permit && (dayColumn(declaration) !== undefined || !isPartial);
        if (!saysNothing) continue;
        tell(by === institution && by !== null ? 'own' : needsOf(by), { basis: basisOf(decision), isNothing: true });
      }
    }
    const bases = [...told.values()].flatMap((ofSame) => {
      const shown = ofSame.filter(({ isNothing }) => !isNothing);
      if (shown.length > 0) return shown.map(({ basis }) => basis);
      return ofSame.map(({ basis }) => ['NOTHING', ...basis]);
    });
    if (bases.length > 0) permitted[category] = bases.flat();
  }
  return permitted;

  /** Authors of whom the same is asked tell of one another. */
  function needsOf(by: InstitutionId | null): string {
    if (institution === null) return 'all';
    const isApart = by !== null && authorsApart(policy, institution).includes(by);
    if (needsTransfer(policy, institution)) return `transfer of ${isApart ? by : 'any'}`;
    return isSecretAuthor(policy, by) ? 'release' : 'nothing';
  }

  /** Those about whom is asked apart; null for all others. What the own institution has not written of what all write is not told. */
  function authorsOf(author: RecordDeclaration['author']): readonly (InstitutionId | null)[] {
    if (author !== 'EACH') return [author];
    return [null, ...(institution === null ? [] : authorsApart(policy, institution))];
  }
}

function basisOf(decision: Decision): readonly unknown[] {
  if (!decision.permit) throw new Error('What is denied rests on nothing.');
  const { basis, statute, consentId, consentVersion } = decision;
  if (basis === 'STATUTE') return [basis, statute];
  return basis === 'CONSENT' ? [basis, consentId, consentVersion] : [basis];
}

/** Both together: what one of them shows is not told to be nothing by the other. */
export function joinPermitted(one: Permitted, other: Permitted): Permitted {
  const joined: Record<string, readonly unknown[]> = {};
  for (const category of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const beside = (bases: Permitted, shown: Permitted) => {
      const known = basesIn(shown[category] ?? []).map(asText);
      return basesIn(bases[category] ?? []).filter(
        ([word, ...rest]) => word !== 'NOTHING' || !known.includes(asText(rest)),
      );
    };
    joined[category] = [...beside(one, other), ...beside(other, one)].flat();
  }
  return joined;
}

const asText = (basis: readonly unknown[]): string => JSON.stringify(basis);

/** How many words follow one of these: what it refers to. */
const REFERS_TO: Readonly<Record<string, number>> = { STATUTE: 1, CONSENT: 2 };

/** The bases in one list of the log, each by itself; a consent behind another one has no word of its own. */
export function basesIn(list: readonly unknown[]): readonly (readonly unknown[])[] {
  const bases: unknown[][] = [];
  for (let at = 0; at < list.length;) {
    const nothing = list[at] === 'NOTHING' ? ['NOTHING'] : [];
    const word = list[at + nothing.length] as string;
    at += nothing.length + 1;
    const size = REFERS_TO[word] ?? 0;
    do {
      bases.push([...nothing, word, ...list.slice(at, at + size)]);
      at += size;
      // A uuid, not a word of the vocabulary: a further consent.
    } while (word === 'CONSENT' && at < list.length && /^[0-9a-f]{8}-/.test(String(list[at])));
  }
  return bases;
}
