import { GraphQLBoolean, GraphQLString } from 'graphql';
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { Open } from '../../../access/declare';
import type { RecordContext } from '../../../records/record-context';
import { PurposeEnum } from '../consent/registry/consent.enums';

const PUBLISHED = 'Published policy of the municipality.';

@ObjectType({ description: 'An institution of the policy.' })
@Open(PUBLISHED)
class Institution {
  @Field(() => GraphQLString, { description: 'Name by which consents and the access log refer to it.' })
  id: string;

  @Field(() => GraphQLString, { description: 'English name; the German one is binding.' })
  name: string;

  @Field(() => GraphQLString, { description: 'German name.' })
  nameDe: string;

  @Field(() => [PurposeEnum], { description: 'Purposes that its staff may state.' })
  purposes: string[];

  @Field(() => GraphQLBoolean, { description: 'Whether it may receive anything at all.' })
  mayReceive: boolean;
}

@ObjectType({ description: 'Who is asking, as the hub understood it.' })
@Open('Describes the caller to the caller.')
class Viewer {
  @Field(() => GraphQLString, { nullable: true, description: 'The institution for which you ask; null for a person.' })
  institution: string | null;

  @Field(() => GraphQLString, { description: 'Your role, which decides what you reach.' })
  role: string;

  @Field(() => PurposeEnum, {
    nullable: true,
    description: 'The purpose that you state in `x-purpose`; null for none.',
  })
  purpose: string | null;
}

@Resolver()
export class InstitutionResolver {
  @Query(() => [Institution], { description: 'The institutions of the municipality.' })
  @Open(PUBLISHED)
  institutions(@Ctx() { policy }: RecordContext): Institution[] {
    return [...policy.institutions.values()].map(({ id, name, nameDe, purposes, neverReceives }) => ({
      id,
      name,
      nameDe,
      purposes: [...purposes],
      mayReceive: neverReceives === undefined,
    }));
  }

  @Query(() => Viewer, { description: 'Who is asking, as the hub understood token and purpose.' })
  @Open('Describes the caller to the caller.')
  viewer(@Ctx() { asking }: RecordContext): Viewer {
    return asking;
  }
}
