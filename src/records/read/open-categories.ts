import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import { isSecretAuthor } from '../../access/policy/authorship';
import type { Policy, StatutePolicy } from '../../access/policy/policy';
import type { Category, ConsentCategory, InstitutionId } from '../../access/vocabulary';
import type { DecideWithoutPerson } from './person-grants.sql';

/** The categories of a request about which statutes and the person's grants decide, and which of those can open them. */
export class OpenCategories {
  private readonly categories: readonly Category[];
  readonly statutes: readonly StatutePolicy[];
  /** The categories that a consent has to name, each once. */
  readonly consentCategories: readonly ConsentCategory[];

  constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    needed: readonly Category[],
    decideWithoutPerson: DecideWithoutPerson,
  ) {
    this.categories = needed.filter((category) => decideWithoutPerson(category, false) === ASK_GRANTS);
    this.statutes = policy.statutes.filter(
      ({ recipient, purpose, category }) =>
        recipient === asking.institution && purpose === asking.purpose && this.categories.includes(category),
    );
    this.consentCategories = [...new Set(this.categories.flatMap((category) => this.consentCategory(category) ?? []))];
  }

  /** The category that a consent has to name, if a consent can open this one for the purpose of the request. */
  consentCategory(category: Category): ConsentCategory | null {
    const { institution, purpose } = this.asking;
    const asked = this.policy.categories.get(category)!;
    if (institution === null || purpose === null) return null;
    return asked.ceiling.get(institution)?.has(purpose) ? asked.consentCategory : null;
  }

  /** No statute opens what an institution under professional secrecy wrote. */
  statutesFor(category: Category, author: InstitutionId | null): readonly StatutePolicy[] {
    return isSecretAuthor(this.policy, author) ? [] : this.statutes.filter((statute) => statute.category === category);
  }
}
