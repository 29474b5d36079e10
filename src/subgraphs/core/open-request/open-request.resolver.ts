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
import type { LinkRow } from '../link/link.store';
import { linkLoader } from '../link/person-links.resolver';
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
    const [consents, links] = await Promise.all([consentsOf(context, [id]), linkLoader(context).load(id)]);
    return [
      ...consents.filter(waitsForPerson).map((consent) => ofConsent(consent, words)),
      ...links.filter(({ state }) => state === 'PENDING').map((link) => ofLink(link, words)),
    ].sort((a, b) => Date.parse(b.requestedAt ?? '') - Date.parse(a.requestedAt ?? ''));
  }
}

/** An institution that has entered the code of the person's booklet. */
function ofLink({ id, institution, requestedAt }: LinkRow, words: ReturnType<typeof labelsIn>): OpenRequest {
  const institutionLabel = words.of('institutions', institution);
  const nothing = { reason: null, dataLabels: [], purposeLabels: [], consent: null };
  return { id, kind: 'LINK', institution, institutionLabel, requestedAt, ...nothing };
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
