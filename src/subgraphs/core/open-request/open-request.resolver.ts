import { GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { labelsIn } from '../../../access/policy/labels';
import { isThemself } from '../../../access/request-context';
import { PERSON_ROLES, type Role } from '../../../access/vocabulary';
import { IN_LANGUAGE } from '../../../records/api/in-language';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import type { ConsentRow } from '../consent/consent-row.sql';
import { consentsOf } from '../consent/consent.store';
import { Person } from '../person/person.type';
import { OpenRequest } from './open-request.type';

@Resolver(() => Person)
export class OpenRequestResolver {
  @FieldResolver(() => [OpenRequest], {
    nullable: true,
    description: 'For the person: what institutions have asked for and wait for an answer to, newest first.',
  })
  @Restricted(...PERSON_ROLES)
  async openRequests(
    @Root() { id }: PersonRow,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
  ): Promise<OpenRequest[] | null> {
    if (!isThemself(context, id)) return null;
    const words = labelsIn(context.policy.labels, language);
    return (await consentsOf(context, [id]))
      .filter((consent) => waitsFor(context.asking.role, consent))
      .map((consent) => ofConsent(consent, words));
  }
}

/** A form on paper waits for a second member of staff, and what one of two has agreed to waits for the other. */
function waitsFor(role: Role, { agreedByPersonAt, agreedByGuardianAt, channel, state }: ConsentRow): boolean {
  const own = role === 'guardian' ? agreedByGuardianAt : agreedByPersonAt;
  return state === 'REQUESTED' && channel !== 'PAPER' && own === null;
}

function ofConsent(consent: ConsentRow, words: ReturnType<typeof labelsIn>): OpenRequest {
  const { id, requestedBy, requestedAt, requestReason, categories, purposes } = consent;
  return {
    id,
    kind: 'CONSENT',
    institution: requestedBy,
    institutionLabel: requestedBy === null ? null : words.of('institutions', requestedBy),
    requestedAt,
    reason: requestReason,
    dataLabels: categories.map((category) => words.of('categories', category)),
    purposeLabels: purposes.map((purpose) => words.of('purposes', purpose)),
    consent,
  };
}
