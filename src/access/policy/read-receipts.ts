import { INSTITUTIONS, type InstitutionId } from '../vocabulary';
import { frozenMap } from './freeze';
import type { InstitutionPolicy } from './policy';
import { PARTY_TYPES, type PartyPolicy, type ReceiptPolicy } from './receipt-policy';
import type { Place, YamlReader } from './yaml-reader';

const TEXTS = ['retention', 'retentionDe', 'privacyNotice', 'withdrawAt'] as const;

/** Reads what consent receipts tell. Every institution that may receive anything is a party and must be described. */
export function readReceipts(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>,
): ReceiptPolicy {
  const fields = reader.record(place, ['jurisdiction', 'storageLocations', ...TEXTS, 'parties']);
  const receivers = INSTITUTIONS.filter((id) => institutions.get(id)?.neverReceives === undefined);
  const parties = reader.record(fields.parties, receivers);
  const text = (name: (typeof TEXTS)[number]): string => reader.text(fields[name]) ?? '';
  return Object.freeze({
    jurisdiction: readCountry(reader, fields.jurisdiction),
    storageLocations: Object.freeze(
      reader.items(fields.storageLocations).map((country) => readCountry(reader, country)),
    ),
    retention: text('retention'),
    retentionDe: text('retentionDe'),
    privacyNotice: text('privacyNotice'),
    withdrawAt: text('withdrawAt'),
    parties: frozenMap(receivers.map((id) => [id, readParty(reader, parties[id])] as const)),
  });
}

function readParty(reader: YamlReader, place: Place | undefined): PartyPolicy {
  const fields = reader.record(place, ['type', 'address', 'contact', 'authority']);
  return Object.freeze({
    type: reader.word(fields.type, PARTY_TYPES) ?? 'GovernmentalOrganisation',
    address: reader.text(fields.address) ?? '',
    contact: reader.text(fields.contact) ?? '',
    authority: reader.text(fields.authority) ?? '',
  });
}

function readCountry(reader: YamlReader, place: Place | undefined): string {
  const code = reader.text(place) ?? '';
  if (place && code !== '' && !/^[A-Z]{2}$/.test(code)) reader.report(place, 'must be a country such as DE.');
  return code;
}
