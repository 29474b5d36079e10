import { mayLift } from './lift';
import { logThingOfSession } from '../../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import type { InstitutionId } from '../../../../access/vocabulary';
import { GeleitError } from '../../../../platform/errors';
import { keepingRules } from '../../../../platform/postgres/keeping-rules';
import { refuse } from '../../../../records/api/input-problems';
import { oneAtATime } from '../../../../records/write/one-at-a-time';
import { institutionProblems } from './check-consent';
import { consentJson, type ConsentRow } from './consent-row.sql';
import { CONSENT_RULES } from './consent-rules';
import type { LiftExceptionsInput } from './consent.input';
import { currentIdSql } from './current-id.sql';

const PERSON = currentIdSql('$1');

/**
 * Lifts a person's exceptions for some institutions, in whichever consent they were made, and lets the grants follow.
 * Whether there were any that the caller may not know of is not told; that somebody asked is on record all the same.
 * @returns the consents in which they were made, as far as the caller may know of them
 * @throws GeleitError INVALID_INPUT, CONSENT_EXCEPTION_STANDS, CONSENT_REPRESENTATION, NO_SUCH_PERSON
 */
export async function liftExceptions(
  context: RequestContext,
  personId: string,
  { recipients, givenBy }: LiftExceptionsInput,
): Promise<readonly ConsentRow[]> {
  refuse('exception', institutionProblems(context.policy, recipients));
  if (!mayLift(context.asking, recipients as InstitutionId[])) {
    throw new GeleitError(...CONSENT_RULES.consent_exception_kept!);
  }
  return context.database.transaction(sessionOf(context), async (transaction) => {
    await transaction.query(oneAtATime('consents', personId, PERSON));
    const speaker = givenBy ?? 'PERSON';
    // By what the caller may read of the person's age; by what others have recorded the function lifts nothing, and is silent.
    const { rows: readable } = await transaction.query<{ rule: string | null }>({
      name: 'lifting-giver',
      text: `select core.wrong_giver($2, b.earliest, b.latest, core.today()) as rule
             from core.readable_birth_days(${PERSON}) b`,
      values: [personId, speaker],
    });
    const rule = context.caller.kind === 'staff' ? readable[0]?.rule : null;
    if (rule) throw new GeleitError(...CONSENT_RULES[rule]!);
    const { rows: lifted } = await keepingRules(
      CONSENT_RULES,
      transaction.query<{ id: string }>({
        name: 'lift-exceptions',
        text: `select core.lift_exceptions(${PERSON}, $2, $3) as id`,
        values: [personId, recipients, speaker],
      }),
    );
    const { rows } = await transaction.query<{ consent: ConsentRow | null }>({
      name: 'lifted-exceptions',
      text: `with c as materialized (select c.* from core.consent c where c.id = any($2::uuid[])),
        logged as (${logThingOfSession({ event: 'WRITE', thing: 'Consent', person: PERSON, from: '' })})
        select ${consentJson('c')} as consent from c order by c.recorded_at desc, c.id`,
      values: [personId, lifted.map(({ id }) => id)],
    });
    return rows.flatMap(({ consent }) => consent ?? []);
  });
}
