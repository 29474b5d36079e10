import { GraphQLString } from 'graphql';
import { Field, InputType, type ClassType } from 'type-graphql';
import type { RepeatableInput } from '../write/idempotency';

/** Lets an input be sent again safely, by a key that the client chooses. */
export function withKey<Base extends ClassType<object> = ClassType<object>>(base = class {} as unknown as Base) {
  @InputType()
  class WithKey extends base implements RepeatableInput {
    @Field(() => GraphQLString, {
      nullable: true,
      description:
        'A key of your choice, 1 to 200 characters: sending the same input again with it does nothing twice, and answers the same record.',
    })
    idempotencyKey?: string | null;
  }
  return WithKey;
}
