import { z } from 'zod';
import { CONTEXT, RECEIPT_PROFILE, RECORD_PROFILE, STATE_TERMS } from './dpv-terms';

const text = z.string().min(1);
const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i);
const instant = z.iso.datetime({ offset: true });
const reference = z.strictObject({ '@id': iri });
const some = <Type extends z.ZodType>(type: Type) => z.array(type).min(1);
const title = some(z.strictObject({ '@value': text, '@language': text }));
const interval = z.string().refine((value) => {
  const [from, until, more] = value.split('/');
  return more === undefined && [from, until].every((end) => instant.safeParse(end).success);
});

const concept = z.strictObject({
  '@id': iri,
  '@type': text,
  'skos:broader': reference,
  'dct:title': title.optional(),
});

const process = z.strictObject({
  '@type': z.literal('dpv:Process'),
  'dpv:hasPurpose': concept,
  'dpv:hasPersonalData': some(concept),
  'dpv:hasProcessing': reference,
  'dpv:hasRecipient': some(reference),
  'dpv:hasStorageCondition': z.tuple([
    z.strictObject({ '@type': z.literal('dpv:StorageLocation'), 'dpv:hasLocation': some(reference) }),
    z.strictObject({
      '@type': z.literal('dpv:StorageDuration'),
      'dpv:hasDuration': some(z.strictObject({ '@type': text, 'rdf:value': text })),
    }),
  ]),
});

const party = z.strictObject({
  '@id': iri,
  '@type': z.tuple([z.literal('dpv:DataController'), text]),
  'dct:identifier': text,
  'dpv:hasName': text,
  'dpv:hasAddress': text,
  'dpv:hasContact': text,
  'dpv:hasAuthority': z.strictObject({ '@type': z.literal('dpv:DataProtectionAuthority'), 'dpv:hasName': text }),
});

const step = z.strictObject({
  '@type': z.enum(Object.values(STATE_TERMS) as [string, ...string[]]),
  'dpv:hasLegalBasis': reference,
  'dpv:isIndicatedBy': some(z.strictObject({ '@id': iri.optional(), '@type': text })),
  'dpv:isIndicatedAtTime': instant,
  'dpv:hasIndicationMethod': text.optional(),
  'dpv:isImplementedByEntity': reference.optional(),
  'dct:valid': interval,
});

const prohibition = z.strictObject({
  '@type': z.literal('dpv:Prohibition'),
  'dpv:hasRecipient': some(reference).optional(),
  'dpv:hasPersonalData': some(reference).optional(),
  'dpv:hasPurpose': some(reference).optional(),
});

const notice = z.discriminatedUnion('@type', [
  z.strictObject({
    '@id': iri,
    '@type': z.literal('dpv:ConsentNotice'),
    'dct:language': text,
    'geleit:sha256': z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({ '@id': iri, '@type': z.literal('dpv:PrivacyNotice') }),
]);

const record = z.strictObject({
  '@id': iri,
  '@type': z.literal('dpv:ConsentRecord'),
  'dct:identifier': z.uuid(),
  'dct:conformsTo': z.strictObject({ '@id': z.literal(RECORD_PROFILE) }),
  'dct:hasVersion': z.int().positive(),
  'dct:language': text,
  'dct:coverage': text.optional(),
  'dpv:hasDataSubject': z.strictObject({
    '@id': iri,
    '@type': z.literal('dpv:DataSubject'),
    'dct:identifier': z.uuid(),
  }),
  'dpv:hasDataController': some(reference),
  'dpv:hasEntity': some(party),
  'dpv:hasJurisdiction': reference,
  'dpv:hasApplicableLaw': reference,
  'dpv:hasLegalBasis': some(reference),
  'dpv:hasProcess': some(process),
  'dpv:hasRule': some(prohibition).optional(),
  'dpv:hasNotice': some(notice),
  'dpv:hasConsentControl': z.strictObject({
    '@type': z.literal('dpv:WithdrawConsent'),
    'dpv:isExercisedAt': text,
  }),
  'dpv:hasRight': some(reference),
  'dpv:hasConsentStatus': some(step),
});

const context = z.strictObject(
  Object.fromEntries(Object.entries(CONTEXT).map(([prefix, address]) => [prefix, z.literal(address)])),
);

const receipt = z.strictObject({
  '@context': context,
  '@id': iri,
  '@type': z.literal('dpv:ConsentReceipt'),
  'dct:identifier': z.uuid(),
  'dct:conformsTo': z.strictObject({ '@id': z.literal(RECEIPT_PROFILE) }),
  'dct:issued': instant,
  'dct:publisher': text,
  'dpv:hasRecordOfActivity': record,
});

/** A consent receipt as JSON-LD. */
export type ReceiptDocument = z.infer<typeof receipt>;

/**
 * Checks a receipt against the profile: every mandatory field, and nothing that is not of the profile.
 * @returns the places that are wrong, outermost first, e.g. `dpv:hasRecordOfActivity.dpv:hasNotice`; empty if valid
 */
export function receiptProblems(document: unknown): string[] {
  const result = receipt.safeParse(document);
  if (result.success) return [];
  const places = result.error.issues.map((issue) =>
    [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map(String).join('.'),
  );
  return [...new Set(places.map((place) => place || 'receipt'))];
}

/** @throws Error naming the wrong places */
export function asReceipt(document: unknown): ReceiptDocument {
  const problems = receiptProblems(document);
  if (problems.length > 0) throw new Error(`The receipt is not valid at: ${problems.join(', ')}.`);
  return document as ReceiptDocument;
}
