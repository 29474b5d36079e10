import { CONSENT_GIVER_MEANINGS } from '../../representation/who-consents';
import {
  CONSENT_CATEGORY_MEANINGS,
  CONSENT_STATE_MEANINGS,
  INSTITUTIONS,
  PURPOSE_MEANINGS,
  PURPOSE_NAMES,
  PURPOSES,
  type Purpose,
} from '../../../../access/vocabulary';
import { graphqlEnum } from '../../../../platform/graphql-enum';

export const ConsentStateEnum = graphqlEnum(
  'ConsentState',
  'Where a consent stands (W3C Data Privacy Vocabulary). Only GIVEN and RENEWED let data through.',
  CONSENT_STATE_MEANINGS,
);

export const ConsentCategoryEnum = graphqlEnum(
  'ConsentCategory',
  'Data category that a consent can name.',
  CONSENT_CATEGORY_MEANINGS,
);

const withShortForm = (purpose: Purpose) => [purpose, `${PURPOSE_MEANINGS[purpose]} In short: ${PURPOSES[purpose]}.`];

export const PurposeEnum = graphqlEnum(
  'Purpose',
  'Purpose of processing (Zweck, Art. 5(1)(b) GDPR), as the header `x-purpose` states it.',
  Object.fromEntries(PURPOSE_NAMES.map(withShortForm)) as Record<Purpose, string>,
);

export const ConsentChannelEnum = graphqlEnum('ConsentChannel', 'How a consent was given.', {
  PORTAL: 'By the person themself, at a screen of their own.',
  ASSISTED: 'With a member of staff, who wrote it down.',
  PAPER: 'On paper, with a signature.',
});

/** Section 36 SGB I (from 15 a person can act for themself), sections 2 and 1629 BGB (guardians act until 18). */
export const ConsentGiverEnum = graphqlEnum('ConsentGiver', 'Who has given the consent.', CONSENT_GIVER_MEANINGS);

export const ConsentAnswerEnum = graphqlEnum('ConsentAnswer', 'What the person answers to a request.', {
  GIVE: 'The person consents.',
  REFUSE: 'The person does not consent.',
});
export type ConsentAnswer = keyof typeof ConsentAnswerEnum;

/** Institution ids have hyphens, which GraphQL enums cannot have; they travel as text and are checked. */
export const isInstitution = (id: string): boolean => INSTITUTIONS.some((known) => known === id);
