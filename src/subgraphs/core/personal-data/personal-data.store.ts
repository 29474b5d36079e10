import type { Basis } from '../../../access/decision/decision';
import { ASK_GRANTS } from '../../../access/decision/decide';
import type { DisputeNote } from '../../../access/disputed';
import { settleOnce } from '../../../access/settled-decisions';
import { logValues } from '../../../access/log/log-entry.sql';
import { sessionOf } from '../../../access/request-context';
import { isPersonRole, type InstitutionId } from '../../../access/vocabulary';
import type { RecordContext } from '../../../records/record-context';
import { loaderOf } from '../../../records/loader-of';
import { SHOWN_OF_ONE_PERSON } from '../../../records/read/list-limits';
import { personalDataSql, type PersonalType } from './personal-data.sql';

/** A record as the statement returns it: its fields by name, those of reference data below them. */
export interface PersonalRow extends Record<string, unknown> {
  readonly type: string;
  readonly institution: InstitutionId;
  readonly recordedAt: Date;
  readonly updatedAt: Date;
  readonly restrictedAt: Date | null;
  readonly record: Readonly<Record<string, unknown>> & { readonly id: string; readonly disputes: DisputeNote[] | null };
}

/** Everything about a person, by type, the newest first; of each type as many as are shown of one person. */
export interface PersonalData {
  readonly rows: readonly PersonalRow[];
  /** Types of which there are more. */
  readonly cut: ReadonlySet<string>;
}

/**
 * Every record about the person who asks. One statement however often a request asks for it. Row level security shows
 * the person their own alone.
 */
export function personalData(context: RecordContext, personId: string): Promise<PersonalData> {
  return loaderOf(context, personalData, () => read(context, personId));
}

async function read(context: RecordContext, personId: string): Promise<PersonalData> {
  const { asking, database } = context;
  const types = typesFor(context);
  if (types.length === 0) return { rows: [], cut: new Set() };
  const rows = await database.once<PersonalRow>(sessionOf(context), {
    name: `personal-data-${asking.role}`,
    text: personalDataSql(types, basisOf(context)),
    values: [...logValues(context), personId],
  });
  return withoutSurplus(rows);
}

/** On what who asks about themself, or about whom they represent, sees the records of `typesFor`. */
export function basisOf({ asking }: RecordContext): Basis {
  return asking.role === 'guardian' ? 'REPRESENTATION' : 'SELF';
}

/** Takes away the one record too many of a type by which it is known that there are more. */
function withoutSurplus(rows: readonly PersonalRow[]): PersonalData {
  const cut = new Set<string>();
  const counts = new Map<string, number>();
  const kept = rows.filter(({ type }) => {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    if (count > SHOWN_OF_ONE_PERSON) cut.add(type);
    return count <= SHOWN_OF_ONE_PERSON;
  });
  return { rows: kept, cut };
}

/** The record types that the decision gives to who asks about themself; whoever else asks gets none. */
export function typesFor({ asking, persons, policy }: RecordContext): readonly PersonalType[] {
  return persons.registry.all.filter((declaration): declaration is PersonalType => {
    const { author, category, onPerson } = declaration;
    if (!onPerson || !category) return false;
    const by = author === 'EACH' ? null : author;
    const decision = settleOnce(policy, asking, category, by, isPersonRole(asking.role));
    return (
      decision !== ASK_GRANTS && decision.permit && (decision.basis === 'SELF' || decision.basis === 'REPRESENTATION')
    );
  });
}
