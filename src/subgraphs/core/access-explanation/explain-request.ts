import { explainAccess, type AskedField } from '../../../access/consent/explain';
import type { Asking } from '../../../access/decision/decision';
import { describeDecision } from '../../../access/guard/person-records';
import type { StatutePolicy } from '../../../access/policy/policy';
import {
  INSTITUTIONS,
  isPersonRole,
  ROLES,
  type InstitutionId,
  type Purpose,
  type Role,
} from '../../../access/vocabulary';
import { GeleitError, noSuchPerson } from '../../../platform/errors';
import { personIdOf } from '../../../platform/identity/caller';
import { dayColumn } from '../../../records/declaration';
import type { RecordContext } from '../../../records/record-context';
import type { RecordRegistry } from '../../../records/registry';
import { isUuid } from '../../../records/uuid-kind';
import { historyOf } from './access-explanation.store';
import type { AccessExplanation, StatutoryDisclosure } from './access-explanation.type';

interface Arguments {
  readonly personId: string | null;
  readonly institution: string;
  readonly role: string | null;
  readonly purpose: Purpose | null;
  readonly field: string;
}

/** A question that has been checked: who could see which field of whom. */
interface Question {
  readonly personId: string;
  readonly institution: InstitutionId;
  readonly asking: Asking;
  readonly field: AskedField & { readonly name: string };
}

/**
 * A person asks about themself, a data protection officer about their own institution.
 * @throws GeleitError NO_SUCH_PERSON, FORBIDDEN, INVALID_INPUT
 */
export function askedAbout(context: RecordContext, args: Arguments): Question {
  const { caller, persons } = context;
  const institution = INSTITUTIONS.find((id) => id === args.institution);
  const role = ROLES.find((id) => id === (args.role ?? 'counsellor') && !isPersonRole(id));
  const field = fieldNamed(persons.registry, args.field);
  const problems = [
    ...(institution ? [] : [{ path: 'institution', code: 'UNKNOWN_VALUE', message: 'must be an institution' }]),
    ...(role ? [] : [{ path: 'role', code: 'UNKNOWN_VALUE', message: 'must be a role of staff' }]),
    ...(field ? [] : [{ path: 'field', code: 'UNKNOWN_VALUE', message: 'must be a field of Person with records' }]),
  ];
  if (!institution || !role || !field) {
    throw new GeleitError('INVALID_INPUT', 'The question names something that there is not.', { problems });
  }
  if (caller.kind === 'staff' && caller.institution !== institution) {
    throw new GeleitError('FORBIDDEN', 'A data protection officer asks about their own institution.');
  }
  return {
    personId: personOf(context, args.personId),
    institution,
    asking: { institution, role, purpose: args.purpose ?? null },
    field,
  };
}

function personOf({ caller }: RecordContext, personId: string | null | undefined): string {
  const own = personIdOf(caller);
  const id = personId ?? own;
  if (!isUuid(id) || (own !== null && id !== own)) throw noSuchPerson();
  return id;
}

/** `benefitCases` or `BenefitCase.status`: what the records behind it declare. */
function fieldNamed(registry: RecordRegistry, name: string): Question['field'] | null {
  const [type, inner] = name.split('.') as [string, string?];
  const declaration = registry.onPerson(name) ?? registry.named(type);
  if (!declaration?.onPerson || !declaration.category) return null;
  const isKnown = inner === undefined || declaration.fields.some((field) => field.exposed && field.name === inner);
  if (!isKnown) return null;
  const { author, category } = declaration;
  const by = author === 'EACH' ? null : author;
  return { name: declaration.onPerson.field, category, author: by, hasDay: dayColumn(declaration) !== undefined };
}

/** Replays the decision on the consents as they stood; now where a moment is left out. */
export async function explain(
  context: RecordContext,
  { personId, institution, asking, field }: Question,
  asOf: Date | null,
  knownAsOf: Date | null,
): Promise<AccessExplanation> {
  const statutes = context.policy.statutes.filter(
    ({ category, recipient, purpose }) =>
      category === field.category && recipient === institution && purpose === asking.purpose,
  );
  const { applies, ...known } = await historyOf(context, personId, institution, statutes, asOf, knownAsOf);
  const statutesHeld = [...applies].flatMap(([id, applied]) => (applied ? [id] : []));
  const history = { ...known, statutesHeld };
  const { decision, rest, rule } = explainAccess(context.policy, asking, field, history, known.asOf, known.knownAsOf);
  return {
    ...describeDecision(decision, field.name),
    ...{ institution, role: asking.role satisfies Role, purpose: asking.purpose },
    ...{ asOf: new Date(known.asOf), knownAsOf: new Date(known.knownAsOf) },
    ...{ mayLack: rest, rule: rule.id, explanation: rule.text, explanationDe: rule.textDe },
    statutes: statutes.map((statute) => statutoryDisclosure(statute, applies.get(statute.id) ?? null)),
  };
}

export function statutoryDisclosure(statute: StatutePolicy, applies: boolean | null): StatutoryDisclosure {
  const { id, law, recipient, category, purpose, explanation, explanationDe } = statute;
  return { id, law, recipient, category, purpose, applies, explanation, explanationDe };
}
