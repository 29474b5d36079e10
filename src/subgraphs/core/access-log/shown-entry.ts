import type { Basis } from '../../../access/decision/decision';
import { NOTHING } from '../../../access/log/log-entry.sql';
import type { labelsIn } from '../../../access/policy/labels';
import type { Caller } from '../../../platform/identity/caller';
import type { AccessEntry, DisclosedCategory } from './access-entry.type';

/**
 * Each basis with what it refers to: the statute, or each consent with its version, several where records rest on different
 * ones. Behind the word NOTHING stands what was open and had nothing.
 */
type Bases = readonly (string | number)[];

const WORDS: ReadonlySet<string | number> = new Set<Basis>([
  'OWN_RECORD',
  'SELF',
  'REPRESENTATION',
  'CONSENT',
  'STATUTE',
]);

/** An entry of the access log as it is kept. */
export interface LoggedEntry extends Omit<AccessEntry, 'disclosed' | 'empty' | 'withheld' | `${string}Label`> {
  readonly asked: readonly string[];
  readonly permitted: Readonly<Record<string, Bases>>;
}

type Words = ReturnType<typeof labelsIn>;

/** An entry as it is shown. What has to be worked out, such as labels, is worked out only where it is asked for. */
export class ShownEntry implements AccessEntry {
  readonly id: string;
  readonly at: string;
  readonly event: string;
  readonly institution: string | null;
  readonly role: string;
  readonly purpose: string | null;
  readonly actor: string | null;
  readonly personId: string | null;
  readonly fields: string[];

  constructor(
    private readonly logged: LoggedEntry,
    private readonly words: Words,
    caller: Caller,
  ) {
    const { id, at, event, institution, role, purpose, actor, personId, fields } = logged;
    this.id = id;
    this.at = at;
    this.event = event;
    this.institution = institution;
    this.role = role;
    this.purpose = purpose;
    // Staff are third persons: who of them it was the institution's data protection officer knows (Art. 15(4) GDPR).
    this.actor = caller.kind === 'person' && actor !== caller.actor ? null : actor;
    this.personId = personId;
    this.fields = fields;
  }

  get institutionLabel(): string | null {
    return this.institution === null ? null : this.words.of('institutions', this.institution);
  }

  get roleLabel(): string {
    return this.words.of('roles', this.role);
  }

  get purposeLabel(): string | null {
    return this.purpose === null ? null : this.words.of('purposes', this.purpose);
  }

  get disclosed(): DisclosedCategory[] {
    return this.categories(false);
  }

  get empty(): DisclosedCategory[] {
    return this.categories(true);
  }

  private categories(ofNothing: boolean): DisclosedCategory[] {
    const { permitted } = this.logged;
    const found: DisclosedCategory[] = [];
    // A page has a hundred of them: with `flatMap` they cost as much as all of the answer's other fields.
    for (const category of Object.keys(permitted)) {
      const bases = permitted[category]!;
      const nothing = bases.indexOf(NOTHING);
      const until = nothing < 0 ? bases.length : nothing;
      if (ofNothing) this.addPairs(found, category, until + 1, bases.length);
      else this.addPairs(found, category, 0, until);
    }
    return found;
  }

  /** Each basis of a part of a category's, with the statute or the consent, or with null where it is neither; each pair once. */
  private addPairs(found: DisclosedCategory[], category: string, from: number, end: number): void {
    const bases = this.logged.permitted[category]!;
    const first = found.length;
    let basis = '';
    for (let index = from; index < end; index += 1) {
      const word = bases[index]!;
      if (WORDS.has(word)) basis = word as string;
      const isPair = basis !== '' && word !== NOTHING && typeof word !== 'number';
      if (!isPair || (word === basis && refers(bases[index + 1]))) continue;
      const reference = word === basis ? null : word;
      if (isNew(found, first, basis, reference)) {
        found.push(new ShownCategory(category, basis, reference, this.words));
      }
    }
  }

  get withheld(): string[] {
    const { asked, permitted } = this.logged;
    return asked.filter((category) => !(category in permitted));
  }
}

/** Few pairs are of one category: looking at each costs less than remembering them. */
function isNew(found: readonly DisclosedCategory[], first: number, basis: string, reference: string | null): boolean {
  for (let index = first; index < found.length; index += 1) {
    const one = found[index]!;
    if (one.basis === basis && one.reference === reference) return false;
  }
  return true;
}

const refers = (word: string | number | undefined): boolean =>
  typeof word === 'string' && word !== NOTHING && !WORDS.has(word);

class ShownCategory implements DisclosedCategory {
  constructor(
    readonly category: string,
    readonly basis: string,
    readonly reference: string | null,
    private readonly words: Words,
  ) {}

  get categoryLabel(): string {
    return this.words.of('categories', this.category);
  }

  get basisLabel(): string {
    return this.words.of('bases', this.basis);
  }
}
