import { randomUUID } from 'node:crypto';
import { staff, type Hub } from './hub';

export const RECORD_REPRESENTATION = `mutation ($input: RecordRepresentationInput!) { recordRepresentation(input: $input) {
  id personId guardianName kind document recordedBy state validUntil } }`;

/** What staff enter who have seen a mother with the birth certificate of her child. */
export const motherOf = (personId: string, guardian: string) => ({
  ...{ personId, guardian, guardianName: 'Nadia Beispiel', kind: 'PARENT', document: 'BIRTH_CERTIFICATE' },
  ...{ guardianPresent: true, documentChecked: true },
});

/**
 * Lets the city record that somebody represents a child.
 * @returns the id of the representation
 */
export async function representedBy(hub: Hub, personId: string, guardian: string = randomUUID()): Promise<string> {
  const { data, errors } = await hub.ask<{ recordRepresentation: { id: string } }>(
    staff('city'),
    null,
    RECORD_REPRESENTATION,
    { input: motherOf(personId, guardian) },
  );
  if (!data?.recordRepresentation) throw new Error(`Nobody could be recorded: ${JSON.stringify(errors)}`);
  return data.recordRepresentation.id;
}
