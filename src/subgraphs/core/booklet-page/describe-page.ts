import { describeData } from '../personal-data/describe-data';
import type { Policy } from '../../../access/policy/policy';
import type { RecordRegistry } from '../../../records/registry';
import type { PersonalData, PersonalRow } from '../personal-data/personal-data.store';
import type { BookletPage, PageContact } from './booklet-page.type';

/** A contact person with their office, in the words of the declarations. */
interface Assignment {
  readonly since: string | null;
  readonly contactPerson: {
    readonly displayName: string;
    readonly function: string | null;
    readonly phone: string | null;
    readonly email: string | null;
    readonly office: Office | null;
  };
}

interface Office {
  readonly name: string;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly town: string | null;
  readonly phone: string | null;
  readonly openingHours: string | null;
}

const ASSIGNMENT = 'ContactAssignment';

/** Puts the booklet together from what is written about a person: nothing else is in it. */
export function describePage(
  policy: Policy,
  registry: RecordRegistry,
  data: PersonalData,
  language: string | null,
  asOf: Date,
): BookletPage {
  const sections = describeData(policy, registry, data, language).map(({ institution, institutionLabel, records }) => ({
    institution,
    institutionLabel,
    contactPersons: data.rows
      .filter((row) => row.institution === institution && row.type === ASSIGNMENT)
      .map(({ record }) => contactOf(record as unknown as Assignment)),
    records: records.filter(({ type }) => type !== ASSIGNMENT),
  }));
  return { name: nameOf(data.rows), asOf, sections };
}

function nameOf(rows: readonly PersonalRow[]): string | null {
  const identity = rows.find(({ type }) => type === 'Identity')?.record as Partial<Record<string, string>> | undefined;
  return identity ? [identity.givenName, identity.familyName].filter(Boolean).join(' ') : null;
}

function contactOf({ since, contactPerson }: Assignment): PageContact {
  const { displayName, function: purpose, phone, email, office } = contactPerson;
  const town = [office?.postalCode, office?.town].filter(Boolean).join(' ');
  return {
    name: displayName,
    function: purpose,
    since,
    phone: phone ?? office?.phone ?? null,
    email,
    office: office?.name ?? null,
    address: [office?.street, town].filter(Boolean).join(', ') || null,
    openingHours: office?.openingHours ?? null,
  };
}
