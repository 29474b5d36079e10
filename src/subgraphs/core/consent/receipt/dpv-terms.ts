import type { ConsentCategory, ConsentState, Purpose } from '../../../../access/vocabulary';

/** Prefixes of the W3C Data Privacy Vocabulary 2.3 and of the vocabularies that it builds on. */
export const CONTEXT = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  'legal-eu': 'https://w3id.org/dpv/legal/eu#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  geleit: 'urn:geleit:',
} as const;

/** The profiles of DPV for consent records and receipts under the GDPR: the `schema_version` of ISO/IEC TS 27560. */
export const RECEIPT_PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr';
export const RECORD_PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr';

export const STATE_TERMS: Readonly<Record<ConsentState, string>> = {
  REQUESTED: 'dpv:ConsentRequested',
  REFUSED: 'dpv:ConsentRefused',
  GIVEN: 'dpv:ConsentGiven',
  RENEWED: 'dpv:RenewedConsentGiven',
  WITHDRAWN: 'dpv:ConsentWithdrawn',
  REVOKED: 'dpv:ConsentRevoked',
  EXPIRED: 'dpv:ConsentExpired',
  INVALIDATED: 'dpv:ConsentInvalidated',
};

/** The nearest broader term of the extension for personal data categories. */
export const DATA_TERMS: Readonly<Record<ConsentCategory, string>> = {
  IDENTITY: 'pd:Identifying',
  CONTACT: 'pd:Contact',
  HOUSEHOLD: 'pd:Household',
  RESIDENCE: 'pd:OfficialID',
  LANGUAGE: 'pd:Language',
  QUALIFICATION: 'pd:EducationQualification',
  EMPLOYMENT: 'pd:Professional',
  BENEFITS: 'pd:Financial',
  COUNSELLING: 'pd:Social',
  COUNSELLING_NOTES: 'pd:Social',
  CASE_PLAN: 'pd:Social',
  YOUTH_SUPPORT: 'pd:Social',
};

export const PURPOSE_TERMS: Readonly<Record<Purpose, string>> = {
  ARRIVAL_COUNSELLING: 'dpv:ServiceProvision',
  LANGUAGE_PROMOTION: 'dpv:ServiceProvision',
  LABOUR_MARKET_INTEGRATION: 'dpv:ServiceProvision',
  BENEFIT_ADMINISTRATION: 'dpv:ServiceProvision',
  CASE_MANAGEMENT: 'dpv:ServiceProvision',
  YOUTH_TRANSITION: 'dpv:ServiceProvision',
  EVALUATION: 'dpv:ImprovePublicServices',
  STATISTICS: 'dpv:ProvideOfficialStatistics',
};

/** How the person expressed their will. */
export const CHANNEL_TEXTS: Readonly<Record<string, string>> = {
  PORTAL: 'By the person in the portal',
  ASSISTED: 'With the help of a counsellor',
  PAPER: 'On paper, signed',
};
