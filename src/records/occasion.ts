import { graphqlEnum } from '../platform/graphql-enum';

/**
 * What an institution is about to do with a person and what another may have done already. Record types of one occasion
 * are equivalent: who records one is told of the others as far as they may see them, so that nothing is done twice.
 */
export const OccasionEnum = graphqlEnum(
  'Occasion',
  'What an institution is about to do, and another may have done already.',
  {
    LANGUAGE_ASSESSMENT: 'Finding out how well a person knows a language (Sprachstandsfeststellung).',
    COURSE_ENROLMENT: 'Giving a person a place in a course.',
    CASE: 'Opening a case of case management (Fallmanagement) or counselling that works like one.',
    MEASURE: 'Planning a measure (Maßnahme) for a person.',
  },
);
export type Occasion = keyof typeof OccasionEnum;
