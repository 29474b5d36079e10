import type { Policy } from '../../../../access/policy/policy';
import type { ReceiptPolicy } from '../../../../access/policy/receipt-policy';
import { CONSENT_CATEGORIES, INSTITUTIONS, PURPOSE_NAMES, type ConsentState } from '../../../../access/vocabulary';
import type { AttestedConsent, ConsentException, ConsentSnapshot, ConsentStep } from './consent-event';
import {
  CHANNEL_TEXTS,
  CONTEXT,
  DATA_TERMS,
  PURPOSE_TERMS,
  RECEIPT_PROFILE,
  RECORD_PROFILE,
  STATE_TERMS,
} from './dpv-terms';
import { asReceipt, type ReceiptDocument } from './receipt-schema';

/** What tells one receipt from another about the same step. */
export interface ReceiptHeader {
  readonly receiptId: string;
  readonly issuedAt: Date;
}

/** German is the binding language of a wording; it is the language of a consent that names none. */
const BINDING_LANGUAGE = 'de';

/** Withdrawal, access, rectification, erasure, restriction and complaint (Art. 7(3), 15 to 18 and 77 GDPR). */
const RIGHTS = ['A7-3', 'A15', 'A16', 'A17', 'A18', 'A77'];

/**
 * The receipt for a step of a consent, complete after ISO/IEC TS 27560:2023. Pure: the same input gives the same receipt.
 * @throws Error where the policy does not describe the parties
 */
export function receiptDocument(
  { snapshot, steps, texts }: AttestedConsent,
  policy: Policy,
  { receiptId, issuedAt }: ReceiptHeader,
): ReceiptDocument {
  const { receipts } = policy;
  if (!receipts) throw new Error('The policy has no section "receipts".');
  const language = snapshot.language ?? BINDING_LANGUAGE;
  return asReceipt({
    '@context': CONTEXT,
    '@id': `urn:uuid:${receiptId}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': receiptId,
    'dct:conformsTo': ref(RECEIPT_PROFILE),
    'dct:issued': issuedAt.toISOString(),
    'dct:publisher': `Geleit, ${policy.municipality}`,
    'dpv:hasRecordOfActivity': {
      '@id': `urn:uuid:${snapshot.id}`,
      '@type': 'dpv:ConsentRecord',
      'dct:identifier': snapshot.id,
      'dct:conformsTo': ref(RECORD_PROFILE),
      'dct:hasVersion': snapshot.version,
      'dct:language': language,
      ...dataPeriod(snapshot),
      'dpv:hasDataSubject': {
        '@id': `urn:uuid:${snapshot.person_id}`,
        '@type': 'dpv:DataSubject',
        'dct:identifier': snapshot.person_id,
      },
      'dpv:hasDataController': snapshot.recipients.map(institution),
      'dpv:hasEntity': partiesOf(snapshot, steps).map((id) => party(id, policy, receipts)),
      'dpv:hasJurisdiction': ref(`loc:${receipts.jurisdiction}`),
      'dpv:hasApplicableLaw': ref('legal-eu:law-GDPR'),
      'dpv:hasLegalBasis': [ref('eu-gdpr:A6-1-a'), ref('eu-gdpr:A9-2-a')],
      'dpv:hasProcess': snapshot.purposes.map((purpose) => processFor(purpose, snapshot, policy, receipts)),
      ...exceptionsOf([...(snapshot.exceptions ?? []), ...withdrawnOf(snapshot)]),
      'dpv:hasNotice': [
        ...texts.map(({ id, language: shown, hash }) => ({
          '@id': `urn:uuid:${id}`,
          '@type': 'dpv:ConsentNotice',
          'dct:language': shown,
          'geleit:sha256': hash,
        })),
        { '@id': receipts.privacyNotice, '@type': 'dpv:PrivacyNotice' },
      ],
      'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': receipts.withdrawAt },
      'dpv:hasRight': RIGHTS.map((right) => ref(`eu-gdpr:${right}`)),
      'dpv:hasConsentStatus': steps.map((step) => statusOf(step, snapshot.person_id)),
    },
  });
}

function processFor(purpose: string, snapshot: ConsentSnapshot, policy: Policy, receipts: ReceiptPolicy): object {
  const name = PURPOSE_NAMES.find((known) => known === purpose)!;
  const { label, labelDe } = policy.purposes.get(name)!;
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': {
      '@id': `geleit:purpose:${purpose}`,
      '@type': 'dpv:Purpose',
      'skos:broader': ref(PURPOSE_TERMS[name]),
      'dct:title': titles(label, labelDe),
    },
    'dpv:hasPersonalData': snapshot.categories.map((id) => {
      const category = CONSENT_CATEGORIES.find((known) => known === id)!;
      const words = policy.categories.get(category)!;
      return {
        '@id': `geleit:category:${id}`,
        '@type': 'dpv:PersonalData',
        'skos:broader': ref(DATA_TERMS[category]),
        'dct:title': titles(words.label, words.labelDe),
      };
    }),
    'dpv:hasProcessing': ref('dpv:MakeAvailable'),
    'dpv:hasRecipient': snapshot.recipients.map(institution),
    'dpv:hasStorageCondition': [
      {
        '@type': 'dpv:StorageLocation',
        'dpv:hasLocation': receipts.storageLocations.map((country) => ref(`loc:${country}`)),
      },
      { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': retention(snapshot, receipts) },
    ],
  };
}

function retention({ erase_by }: ConsentSnapshot, receipts: ReceiptPolicy): object[] {
  const byEvent = { '@type': 'dpv:UntilEventDuration', 'rdf:value': receipts.retention };
  return erase_by ? [{ '@type': 'dpv:UntilTimeDuration', 'rdf:value': erase_by }, byEvent] : [byEvent];
}

function party(id: string, policy: Policy, { parties }: ReceiptPolicy): object {
  const known = INSTITUTIONS.find((candidate) => candidate === id);
  const described = known && parties.get(known);
  if (!described) throw new Error(`The policy does not describe ${known ?? 'an institution'} under receipts.parties.`);
  return {
    '@id': `geleit:institution:${id}`,
    '@type': ['dpv:DataController', `dpv:${described.type}`],
    'dct:identifier': id,
    'dpv:hasName': policy.institutions.get(known)!.nameDe,
    'dpv:hasAddress': described.address,
    'dpv:hasContact': described.contact,
    'dpv:hasAuthority': { '@type': 'dpv:DataProtectionAuthority', 'dpv:hasName': described.authority },
  };
}

/** The recipients, and whoever else took a step. */
function partiesOf({ recipients, captured_by }: ConsentSnapshot, steps: readonly ConsentStep[]): string[] {
  const others = [captured_by, ...steps.map((step) => step.institution)].filter((id) => id !== null);
  return [...new Set([...recipients, ...others])];
}

function statusOf(step: ConsentStep, personId: string): object {
  const { state, at, institution: by } = step;
  const isOwnWill = OWN_WILL.includes(state);
  const method = methodOf(step);
  return {
    '@type': STATE_TERMS[state],
    'dpv:hasLegalBasis': ref('dpv:ExplicitlyExpressedConsent'),
    'dpv:isIndicatedBy':
      isOwnWill || by === null
        ? speakers(step, personId)
        : [{ '@id': `geleit:institution:${by}`, '@type': 'dpv:DataController' }],
    'dpv:isIndicatedAtTime': at,
    ...(method && { 'dpv:hasIndicationMethod': method }),
    ...(isOwnWill && by !== null && { 'dpv:isImplementedByEntity': institution(by) }),
    'dct:valid': `${step.validFrom}/${step.validUntil}`,
  };
}

const OWN_WILL: readonly ConsentState[] = ['GIVEN', 'RENEWED', 'WITHDRAWN', 'REFUSED'];

/** The channel tells how the consent was captured; what ends it can come another way. */
function methodOf(step: ConsentStep): string | undefined {
  const { state, institution: by, channel } = step;
  if (by === null) return OWN_WILL.includes(state) ? portalText(step) : undefined;
  return (state === 'GIVEN' || state === 'RENEWED') && channel !== 'PORTAL' ? CHANNEL_TEXTS[channel ?? ''] : undefined;
}

function portalText({ state, givenBy, byGuardian }: ConsentStep): string | undefined {
  if (state === 'GIVEN' && givenBy === 'PERSON_AND_GUARDIAN')
    return 'In the portal, person and guardian each for themself';
  return byGuardian ? 'By the guardian in the portal' : CHANNEL_TEXTS.PORTAL;
}

/** Who speaks: the person, for a child the guardian, from 15 both. To take it back in the portal, one of them is enough. */
function speakers({ state, institution: by, givenBy, byGuardian }: ConsentStep, personId: string): object[] {
  const person = { '@id': `urn:uuid:${personId}`, '@type': 'dpv:DataSubject' };
  const guardian = { '@type': 'dpv:GuardianOfDataSubject' };
  if (by === null && state === 'WITHDRAWN') return [byGuardian ? guardian : person];
  if (givenBy === 'GUARDIAN') return [guardian];
  return givenBy === 'PERSON_AND_GUARDIAN' ? [person, guardian] : [person];
}

/** What an exception leaves out it takes away whole, as a prohibition without that attribute does. */
function exceptionsOf(made: readonly ConsentException[]): object {
  const exceptions = made.map(stillExcepting).filter(({ recipients }) => recipients?.length !== 0);
  if (exceptions.length === 0) return {};
  const refs = (key: string, kind: string, ids: readonly string[] | undefined) =>
    ids && ids.length > 0 ? { [key]: ids.map((id) => ref(`geleit:${kind}:${id}`)) } : {};
  return {
    'dpv:hasRule': exceptions.map(({ recipients, categories, purposes }) => ({
      '@type': 'dpv:Prohibition',
      ...refs('dpv:hasRecipient', 'institution', recipients),
      ...refs('dpv:hasPersonalData', 'category', categories),
      ...refs('dpv:hasPurpose', 'purpose', purposes),
    })),
  };
}

/** What was withdrawn of what the consent names; where it was narrowed it does not name it any more. */
function withdrawnOf({
  withdrawn = [],
  recipients,
  categories,
  purposes,
}: ConsentSnapshot): readonly ConsentException[] {
  const among = (named: readonly string[], words: readonly string[] = []) =>
    words.filter((word) => named.includes(word));
  return withdrawn
    .map((part) => ({
      recipients: among(recipients, part.recipients),
      categories: among(categories, part.categories),
      purposes: among(purposes, part.purposes),
    }))
    .filter((part) => Object.values(part).every(({ length }) => length > 0));
}

/** An exception without the institutions for which it was lifted. */
function stillExcepting(exception: ConsentException): ConsentException {
  const { recipients, liftedFor = [] } = exception;
  if (liftedFor.length === 0) return exception;
  return { ...exception, recipients: (recipients ?? INSTITUTIONS).filter((id) => !liftedFor.includes(id)) };
}

function dataPeriod({ data_from, data_until }: ConsentSnapshot): object {
  return data_from || data_until ? { 'dct:coverage': `${data_from ?? '..'}/${data_until ?? '..'}` } : {};
}

const ref = (iri: string) => ({ '@id': iri });

const institution = (id: string) => ref(`geleit:institution:${id}`);

const titles = (en: string, de: string) => [
  { '@value': en, '@language': 'en' },
  { '@value': de, '@language': 'de' },
];
