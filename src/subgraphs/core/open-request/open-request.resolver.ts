import { GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { labelsIn } from '../../../access/policy/labels';
import { isThemself } from '../../../access/request-context';
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
  @Restricted('person')
  async openRequests(
    @Root() { id }: PersonRow,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
  ): Promise<OpenRequest[] | null> {
    if (!isThemself(context, id)) return null;
    const words = labelsIn(context.policy.labels, language);
    return (await consentsOf(context, [id])).filter(waitsForPerson).map((consent) => ofConsent(consent, words));
  }
}

/** A form on paper waits for a second member of staff, not for the person. */
function waitsForPerson({ state, channel }: ConsentRow): boolean {
  return state === 'REQUESTED' && channel !== 'PAPER';
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
