import { registerEnumType } from 'type-graphql';
import { enumOf } from '../access/record-access.type';

/**
 * What an institution is about to do with a person and what another may have done already. Record types of one occasion
 * are equivalent: who records one is told of the others as far as they may see them, so that nothing is done twice.
 */
export const OCCASIONS = ['LANGUAGE_ASSESSMENT', 'COURSE_ENROLMENT', 'CASE', 'MEASURE'] as const;
export type Occasion = (typeof OCCASIONS)[number];

export const OccasionEnum = enumOf(OCCASIONS);
registerEnumType(OccasionEnum, {
  name: 'Occasion',
  description: 'What an institution is about to do, and another may have done already.',
});
