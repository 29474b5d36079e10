import { GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { labelsIn } from '../../../access/policy/labels';
import { isThemself } from '../../../access/request-context';
import { PERSON_ROLES, type Role } from '../../../access/vocabulary';
import { IN_LANGUAGE } from '../../../records/api/in-language';
import { byPerson } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import type { ConsentRow } from '../consent/registry/consent-row.sql';
import { consentsOf } from '../consent/registry/consent.store';
import { mergesToConfirm, type MergeProposal } from '../duplicate/confirm-merge';
import { linksOf, type LinkRow } from '../link/link.store';
import { Person } from '../person/person.type';
import { OpenRequest } from './open-request.type';

type Words = ReturnType<typeof labelsIn>;

@Resolver(() => Person)
export class OpenRequestResolver {
  @FieldResolver(() => [OpenRequest], {
    nullable: true,
    description:
      'For the person: what institutions have asked for and wait for an answer to; links first, each newest first.',
  })
  @Restricted(...PERSON_ROLES)
  async openRequests(
    @Root() { id }: PersonRow,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
  ): Promise<OpenRequest[] | null> {
    if (!isThemself(context, id)) return null;
    const words = labelsIn(context.policy.labels, language);
    const [consents, links, merges] = await Promise.all([
      consentsOf(context, [id]),
      byPerson(context, linksOf).load(id),
      mergesToConfirm(context, id),
    ]);
    return [
      ...consents
        .filter((consent) => waitsFor(context.asking.role, consent))
        .map((consent) => ofConsent(consent, words)),
      ...links.filter(({ state }) => state === 'PENDING').map((link) => ofLink(link, words)),
      ...merges.map((proposal) => ofMerge(proposal, words)),
    ].sort((a, b) => Date.parse(b.requestedAt ?? '') - Date.parse(a.requestedAt ?? ''));
  }
}

/** An institution that has entered the code of the person's booklet. */
function ofLink({ id, institution, requestedAt }: LinkRow, words: Words): OpenRequest {
  const institutionLabel = words.of('institutions', institution);
  const nothing = { reason: null, recipientLabels: [], dataLabels: [], purposeLabels: [], consent: null };
  return { id, kind: 'LINK', institution, institutionLabel, requestedAt, ...nothing };
}

/** An institution that says that another registration is the person's too. */
function ofMerge({ id, institution, requestedAt, ...opens }: MergeProposal, words: Words): OpenRequest {
  return {
    ...{ id, kind: 'MERGE', institution, institutionLabel: words.of('institutions', institution), requestedAt },
    reason: null,
    recipientLabels: opens.recipients.map((recipient) => words.of('institutions', recipient)),
    dataLabels: opens.categories.map((category) => words.of('categories', category)),
    purposeLabels: opens.purposes.map((purpose) => words.of('purposes', purpose)),
    consent: null,
  };
}

/** A form on paper waits for a second member of staff, and what one of two has agreed to waits for the other. */
function waitsFor(role: Role, { agreedByPersonAt, agreedByGuardianAt, channel, state }: ConsentRow): boolean {
  const own = role === 'guardian' ? agreedByGuardianAt : agreedByPersonAt;
  return state === 'REQUESTED' && channel !== 'PAPER' && own === null;
}

function ofConsent(consent: ConsentRow, words: Words): OpenRequest {
  const { id, requestedBy, requestedAt, requestReason, recipients, categories, purposes } = consent;
  return {
    id,
    kind: 'CONSENT',
    institution: requestedBy,
    institutionLabel: requestedBy === null ? null : words.of('institutions', requestedBy),
    requestedAt,
    reason: requestReason,
    recipientLabels: recipients.map((recipient) => words.of('institutions', recipient)),
    dataLabels: categories.map((category) => words.of('categories', category)),
    purposeLabels: purposes.map((purpose) => words.of('purposes', purpose)),
    consent,
  };
}
