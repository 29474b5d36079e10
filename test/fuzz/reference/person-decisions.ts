import { decide } from '../../../src/access/decision/decide';
import { ANY_DAY, type Asking, type Decision, type Grant, type RecordDay } from '../../../src/access/decision/decision';
import { authorsApart } from '../../../src/access/policy/authorship';
import type { Policy } from '../../../src/access/policy/policy';
import type { Category, InstitutionId, WithheldReason } from '../../../src/access/vocabulary';
import { dayColumn, type RecordDeclaration } from '../../../src/records/declaration';
import type { Row, Rows } from './rows';

/** What is decided about a field of a person as a whole, whatever there is. */
interface FieldDecision {
  readonly decision: Decision;
  /** Why something may lack; null where nothing can. */
  readonly lacking: WithheldReason | null;
}

/** The decisions about one person, each worked out anew from all grants by the pure decision. */
export class PersonDecisions {
  private constructor(
    private readonly policy: Policy,
    private readonly asking: Asking,
    private readonly isSubject: boolean,
    private readonly grants: readonly Grant[],
    private readonly statutesHeld: readonly string[],
  ) {}

  static async of(
    policy: Policy,
    asking: Asking,
    personId: string,
    isSubject: boolean,
    rows: Rows,
  ): Promise<PersonDecisions> {
    const grants = asking.institution ? await rows.grants(personId, asking.institution) : [];
    const held: string[] = [];
    for (const statute of policy.statutes) {
      if (await rows.meets(statute, personId)) held.push(statute.id);
    }
    return new PersonDecisions(policy, asking, isSubject, grants, held);
  }

  /** About one record, by who wrote it and by its day. */
  aboutRecord(declaration: RecordDeclaration, row: Row): Decision {
    const column = dayColumn(declaration);
    return this.decide(
      declaration.category!,
      authorOf(declaration, row),
      column ? (row[column] as string | null) : null,
    );
  }

  /** About a field: what holds for some record of any author that is decided about apart, and for one without a day. */
  aboutField(declaration: RecordDeclaration): FieldDecision {
    const { author, category } = declaration;
    const day: RecordDay = dayColumn(declaration) ? ANY_DAY : null;
    const { institution } = this.asking;
    const apart = author === 'EACH' && institution !== null ? authorsApart(this.policy, institution) : [];
    const authors = author === 'EACH' ? [null, ...apart] : [author];
    const decisions = authors.map((by) => this.decide(category!, by, day));
    const decision = decisions.find(({ permit }) => permit) ?? decisions[0]!;
    if (!decision.permit) return { decision, lacking: decision.reason };
    const denied = decisions.find((one) => !one.permit);
    if (denied && !denied.permit) return { decision, lacking: denied.reason };
    const isPartial = decisions.some((one) => one.permit && one.byDay);
    return { decision, lacking: isPartial ? 'PERIOD_NOT_COVERED' : null };
  }

  /** About records of a type by one author (null: by any about whom is not asked apart), and whether it is by their day alone. */
  aboutAuthor(
    declaration: RecordDeclaration,
    author: InstitutionId | null,
  ): { decision: Decision; isPartial: boolean } {
    const decision = this.decide(declaration.category!, author, dayColumn(declaration) ? ANY_DAY : null);
    return { decision, isPartial: decision.permit && decision.byDay === true };
  }

  private decide(category: Category, author: InstitutionId | null, day: RecordDay): Decision {
    const { policy, asking, isSubject, grants, statutesHeld } = this;
    return decide(policy, asking, { category, author, day, isSubject }, grants, statutesHeld, Date.now());
  }
}

export function authorOf({ author }: RecordDeclaration, row: Row): InstitutionId {
  return author === 'EACH' ? (row.institution as InstitutionId) : author;
}
