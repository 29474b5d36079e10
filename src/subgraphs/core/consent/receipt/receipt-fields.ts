/** A field that ISO/IEC TS 27560:2023 demands, and where a receipt of this hub holds it. */
export interface MandatoryField {
  /** The standard's own name. */
  readonly iso: string;
  /** Keys and list positions from the receipt inwards; a list has at least its first element. */
  readonly path: readonly (string | number)[];
}

const RECORD = ['dpv:hasRecordOfActivity'];
const PROCESS = [...RECORD, 'dpv:hasProcess', 0];
const PARTY = [...RECORD, 'dpv:hasEntity', 0];
const EVENT = [...RECORD, 'dpv:hasConsentStatus', 0];

/**
 * The mandatory fields, in the mapping of the guide "Consent Records and Receipts as per ISO/IEC TS 27560:2023 using DPV" of the
 * W3C Data Privacy Vocabularies and Controls Community Group (1 August 2024), which also says that what is mandatory in the
 * record is mandatory in the receipt. Legal basis, rights and authority are optional there and mandatory under Art. 13 GDPR.
 */
export const MANDATORY_FIELDS: readonly MandatoryField[] = [
  { iso: 'schema_version (receipt)', path: ['dct:conformsTo'] },
  { iso: 'receipt_id', path: ['dct:identifier'] },
  { iso: 'schema_version (record)', path: [...RECORD, 'dct:conformsTo'] },
  { iso: 'record_id', path: [...RECORD, 'dct:identifier'] },
  { iso: 'pii_principal_id', path: [...RECORD, 'dpv:hasDataSubject'] },
  { iso: 'privacy_notice', path: [...RECORD, 'dpv:hasNotice'] },
  { iso: 'language', path: [...RECORD, 'dct:language'] },
  { iso: 'purposes', path: [...RECORD, 'dpv:hasProcess'] },
  { iso: 'purpose', path: [...PROCESS, 'dpv:hasPurpose'] },
  { iso: 'pii_information', path: [...PROCESS, 'dpv:hasPersonalData'] },
  { iso: 'pii_type', path: [...PROCESS, 'dpv:hasPersonalData', 0, 'skos:broader'] },
  { iso: 'pii_controllers', path: [...RECORD, 'dpv:hasDataController'] },
  { iso: 'storage_locations', path: [...PROCESS, 'dpv:hasStorageCondition', 0, 'dpv:hasLocation'] },
  { iso: 'retention_period', path: [...PROCESS, 'dpv:hasStorageCondition', 1, 'dpv:hasDuration'] },
  { iso: 'jurisdiction', path: [...RECORD, 'dpv:hasJurisdiction'] },
  { iso: 'recipient_third_parties', path: [...PROCESS, 'dpv:hasRecipient'] },
  { iso: 'withdrawal_method', path: [...RECORD, 'dpv:hasConsentControl'] },
  { iso: 'party_id', path: [...PARTY, 'dct:identifier'] },
  { iso: 'party_address', path: [...PARTY, 'dpv:hasAddress'] },
  { iso: 'party_name', path: [...PARTY, 'dpv:hasName'] },
  { iso: 'party_contact', path: [...PARTY, 'dpv:hasContact'] },
  { iso: 'party_type', path: [...PARTY, '@type'] },
  { iso: 'event_time', path: [...EVENT, 'dpv:isIndicatedAtTime'] },
  { iso: 'validity_duration', path: [...EVENT, 'dct:valid'] },
  { iso: 'entity_id', path: [...EVENT, 'dpv:isIndicatedBy'] },
  { iso: 'event_type', path: [...EVENT, 'dpv:hasLegalBasis'] },
  { iso: 'event_state', path: [...EVENT, '@type'] },
  { iso: 'lawful_basis', path: [...RECORD, 'dpv:hasLegalBasis'] },
  { iso: 'privacy_rights', path: [...RECORD, 'dpv:hasRight'] },
  { iso: 'authority_party', path: [...PARTY, 'dpv:hasAuthority'] },
];
