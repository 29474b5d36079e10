import { registerEnumType } from 'type-graphql';
import { CONSENT_GIVERS } from '../../../access/consent/representation';
import { enumOf } from '../../../access/record-access.type';
import { CONSENT_CATEGORIES, CONSENT_STATES, INSTITUTIONS, PURPOSE_NAMES } from '../../../access/vocabulary';

export const ConsentStateEnum = enumOf(CONSENT_STATES);
registerEnumType(ConsentStateEnum, {
  name: 'ConsentState',
  description: 'Only GIVEN and RENEWED let data through (W3C Data Privacy Vocabulary).',
});

export const ConsentCategoryEnum = enumOf(CONSENT_CATEGORIES);
registerEnumType(ConsentCategoryEnum, { name: 'ConsentCategory', description: 'Category that a consent can name.' });

export const PurposeEnum = enumOf(PURPOSE_NAMES);
registerEnumType(PurposeEnum, { name: 'Purpose', description: 'Purpose of processing (Zweck, Art. 5(1)(b) GDPR).' });

export const ConsentChannelEnum = enumOf(['PORTAL', 'ASSISTED', 'PAPER']);
registerEnumType(ConsentChannelEnum, {
  name: 'ConsentChannel',
  description: 'By the person themself, with a member of staff who writes it down, or on paper.',
});

/** Section 36 SGB I (from 15 a person can act for themself), sections 2 and 1629 BGB (guardians act until 18). */
export const ConsentGiverEnum = enumOf(CONSENT_GIVERS);
registerEnumType(ConsentGiverEnum, { name: 'ConsentGiver', description: 'Who has given the consent.' });

export const ConsentAnswerEnum = enumOf(['GIVE', 'REFUSE']);
export type ConsentAnswer = keyof typeof ConsentAnswerEnum;
registerEnumType(ConsentAnswerEnum, { name: 'ConsentAnswer', description: 'What the person answers to a request.' });

/** Institution ids have hyphens, which GraphQL enums cannot have; they travel as text and are checked. */
export const isInstitution = (id: string): boolean => INSTITUTIONS.some((known) => known === id);
