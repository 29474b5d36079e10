import { GraphQLID, GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { DateTimeScalar } from '../../../platform/scalars';
import { refuseFuture } from '../../../records/api/past-moment';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { PurposeEnum } from '../consent/registry/consent.enums';
import { Person } from '../person/person.type';
import { PERSON_ROLES, type Purpose } from '../../../access/vocabulary';
import { AccessExplanation, StatutoryDisclosure } from './access-explanation.type';
import { statutesNow } from './access-explanation.store';
import { askedAbout, explain, statutoryDisclosure } from './explain-request';

@Resolver(() => Person)
export class AccessExplanationResolver {
  @Query(() => AccessExplanation, {
    nullable: true,
    description:
      'What an institution could see of a person at a moment, as known at another, and why. For the person about themself; for a data protection officer about their own institution. By the policy in force now.',
  })
  @Restricted(...PERSON_ROLES, 'data-protection-officer')
  explainAccess(
    @Arg('personId', () => GraphQLID, { nullable: true, description: 'For data protection officers.' })
    personId: string | null,
    @Arg('institution', () => GraphQLString, { description: 'Id of the institution that would ask, e.g. `jobcenter`.' })
    institution: string,
    @Arg('role', () => GraphQLString, { nullable: true, description: 'A counsellor if left out.' })
    role: string | null,
    @Arg('purpose', () => PurposeEnum, {
      nullable: true,
      description: 'The purpose that it would state; none if left out.',
    })
    purpose: Purpose | null,
    @Arg('field', () => GraphQLString, { description: 'A field of Person, or Type.field, e.g. BenefitCase.status.' })
    field: string,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: 'Now if left out; not in the future.' })
    asOf: Date | null,
    @Arg('knownAsOf', () => DateTimeScalar, { nullable: true, description: 'Now if left out.' })
    knownAsOf: Date | null,
    @Ctx() context: RecordContext,
  ): Promise<AccessExplanation> {
    refuseFuture('asOf', asOf);
    const asked = askedAbout(context, { personId, institution, role, purpose, field });
    return explain(context, asked, asOf, knownAsOf);
  }

  @FieldResolver(() => [StatutoryDisclosure], {
    nullable: true,
    description: 'Laws that let institutions see data of the person without consent, and why none was asked for.',
  })
  @Restricted(...PERSON_ROLES)
  async statutoryDisclosures(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<StatutoryDisclosure[]> {
    const { statutes } = context.policy;
    const applies = await statutesNow(context, id, statutes);
    return statutes.map((statute) => statutoryDisclosure(statute, applies.get(statute.id) ?? null));
  }
}
