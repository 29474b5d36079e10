/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** State of a benefit case. */
export type BenefitCaseStatus =
  | 'APPLIED'
  | 'ENDED'
  | 'GRANTED'
  | 'REJECTED';

/** Category that a consent can name. */
export type ConsentCategory =
  | 'BENEFITS'
  | 'CASE_PLAN'
  | 'CONTACT'
  | 'COUNSELLING'
  | 'COUNSELLING_NOTES'
  | 'EMPLOYMENT'
  | 'HOUSEHOLD'
  | 'IDENTITY'
  | 'LANGUAGE'
  | 'QUALIFICATION'
  | 'RESIDENCE'
  | 'YOUTH_SUPPORT';

/** Only GIVEN and RENEWED let data through (W3C Data Privacy Vocabulary). */
export type ConsentState =
  | 'EXPIRED'
  | 'GIVEN'
  | 'INVALIDATED'
  | 'REFUSED'
  | 'RENEWED'
  | 'REQUESTED'
  | 'REVOKED'
  | 'WITHDRAWN';

/** What counselling is about. */
export type CounsellingTopic =
  | 'ARRIVAL'
  | 'DEBT'
  | 'FAMILY'
  | 'HEALTH'
  | 'HOUSING'
  | 'RESIDENCE_LAW'
  | 'SCHOOL_AND_CHILDCARE'
  | 'WORK';

/** How far a person has come in a course. */
export type EnrolmentStatus =
  | 'ATTENDING'
  | 'COMPLETED'
  | 'DROPPED_OUT'
  | 'ENROLLED';

/** No blanket consent: each recipient, category and purpose is named. */
export type GiveConsentInput = {
  /** Data categories. */
  categories: Array<ConsentCategory>;
  /** Language of the wording (BCP 47). */
  language?: string | null | undefined;
  /** The person who consents; left out when the person gives it themself. */
  personId?: string | null | undefined;
  /** Purposes. */
  purposes: Array<Purpose>;
  /** Institutions that may receive the data, e.g. jobcenter. */
  recipients: Array<string>;
  /** From when it holds; at once if left out. */
  validFrom?: string | null | undefined;
  /** Until when it holds. */
  validUntil: string;
};

/** Purpose of processing (Zweck, Art. 5(1)(b) GDPR). */
export type Purpose =
  | 'ARRIVAL_COUNSELLING'
  | 'BENEFIT_ADMINISTRATION'
  | 'CASE_MANAGEMENT'
  | 'EVALUATION'
  | 'LABOUR_MARKET_INTEGRATION'
  | 'LANGUAGE_PROMOTION'
  | 'STATISTICS'
  | 'YOUTH_TRANSITION';

export type GiveConsentMutationVariables = Exact<{
  input: GiveConsentInput;
}>;


export type GiveConsentMutation = { giveConsent: { id: string, state: ConsentState } | null };

export type WithdrawConsentMutationVariables = Exact<{
  id: string;
}>;


export type WithdrawConsentMutation = { withdrawConsent: { id: string, state: ConsentState } | null };

export type WholePersonQueryVariables = Exact<{
  id: string;
}>;


export type WholePersonQuery = { person: { id: string, identity: { givenName: string | null, familyName: string | null } | null, languageEnrolments: Array<{ status: EnrolmentStatus | null, course: { title: string | null } | null }> | null, counsellingEpisodes: Array<{ topic: CounsellingTopic | null }> | null, counsellingNotes: Array<{ text: string | null }> | null, benefitCases: Array<{ status: BenefitCaseStatus | null }> | null } | null };


export const GiveConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GiveConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GiveConsentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"giveConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<GiveConsentMutation, GiveConsentMutationVariables>;
export const WithdrawConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withdrawConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<WithdrawConsentMutation, WithdrawConsentMutationVariables>;
export const WholePersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WholePerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageEnrolments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingEpisodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingNotes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<WholePersonQuery, WholePersonQueryVariables>;