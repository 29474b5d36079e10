import type { labelsIn } from '../../../access/policy/labels';
import type { Caller } from '../../../platform/identity/caller';
import type { AccessEntry, DisclosedCategory } from './access-entry.type';

/** After the basis the statute, or each consent with its version: several where records rest on different ones. */
type Basis = readonly [basis: string, ...references: (string | number)[]];

/** An entry of the access log as it is kept. */
export interface LoggedEntry extends Omit<AccessEntry, 'disclosed' | 'withheld' | `${string}Label`> {
  readonly asked: readonly string[];
  readonly permitted: Readonly<Record<string, Basis>>;
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
    const { permitted } = this.logged;
    const shown: DisclosedCategory[] = [];
    // A page has a hundred of them: with `flatMap` they cost as much as all of the answer's other fields.
    for (const category of Object.keys(permitted)) {
      const basis = permitted[category]!;
      for (const reference of referencesOf(basis)) {
        shown.push(new ShownCategory(category, basis[0], reference, this.words));
      }
    }
    return shown;
  }

  get withheld(): string[] {
    const { asked, permitted } = this.logged;
    return asked.filter((category) => !(category in permitted));
  }
}

/** The statute, or each consent once; null where the basis is neither. */
function referencesOf(basis: Basis): readonly (string | null)[] {
  // Nearly always: no reference, or one consent with its version.
  if (basis.length <= 3) return [typeof basis[1] === 'string' ? basis[1] : null];
  return [...new Set(basis.slice(1).filter((reference) => typeof reference === 'string'))];
}

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
