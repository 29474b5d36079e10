import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import { CarelessLoader } from '../contract/careless-loader';
import { withdrawConsent, writeConsent } from '../kit/consents';
import { countStatements, useDatabase, withoutRowLevelSecurity } from '../kit/database';
import { self, staff, unsealedSchema, useHub, type Hub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const PAGE = `query ($language: String) { me { bookletPage(language: $language) { name asOf sections { institution institutionLabel
  contactPersons { name function since phone email office address openingHours }
  records { type categoryLabel values { name value } } } } } }`;
const CONTACTS = `query ($id: ID!) { person(id: $id) { contactPersons { recordedBy
  contactPerson { displayName function phone email office { name phone openingHours } } } } }`;

interface Page {
  readonly name: string;
  readonly sections: readonly {
    readonly institution: string;
    readonly institutionLabel: string;
    readonly contactPersons: readonly Record<string, string | null>[];
    readonly records: readonly { readonly type: string }[];
  }[];
}
interface Contacts {
  readonly person: { readonly contactPersons: readonly { readonly recordedBy: string }[] | null } | null;
}

/** Someone whom three institutions accompany, each with a contact person of its own. */
const accompanied = (database: Parameters<typeof person>[0]) =>
  (['city', 'jobcenter', 'caritas'] as const)
    .reduce((builder, by) => builder.with('ContactAssignment', { by }), person(database))
    .with('Identity', { by: 'city', values: { givenName: 'Lela', familyName: 'Beispiel' } })
    .with('LanguageEnrolment')
    .create();

describe('the page of the booklet', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let lela: TestPerson;

  beforeAll(async () => {
    lela = await accompanied(database);
  });

  const pageOf = async (id: string, language?: string) => {
    const { data, errors } = await hub.ask<{ me: { bookletPage: Page } }>(self(id), null, PAGE, { language });
    expect(errors).toEqual([]);
    return data!.me.bookletPage;
  };

  it('has a section for each institution that knows the person, with whom to turn to there', async () => {
    const { name, sections } = await pageOf(lela.id, 'en');
    expect(name).toBe('Lela Beispiel');
    expect(sections.map(({ institution }) => institution)).toEqual(['city', 'jobcenter', 'caritas']);
    for (const { institution, contactPersons } of sections) {
      const { shown } = lela.records.find(
        ({ author, declaration }) => author === institution && declaration.name === 'ContactAssignment',
      )!;
      const contact = shown.contactPerson as Record<string, unknown>;
      const office = contact.office as Record<string, unknown>;
      expect(contactPersons).toEqual([
        {
          name: contact.displayName,
          function: contact.function,
          since: shown.since,
          phone: contact.phone,
          email: contact.email,
          office: office.name,
          address: `${String(office.street)}, ${String(office.postalCode)} ${String(office.town)}`,
          openingHours: office.openingHours,
        },
      ]);
    }
  });

  it('has what the institution wrote below it, in the language of the person, and contact persons only once', async () => {
    const [city] = (await pageOf(lela.id, 'fa')).sections;
    expect(city!.institutionLabel).toBe('شهر راینه، گروه مشاوره و همراهی');
    expect(city!.records.map(({ type }) => type).sort()).toEqual(['Identity', 'LanguageEnrolment', 'PersonLink']);
  });

  it('is empty for somebody about whom nothing is written', async () => {
    const { id } = await person(database).consenting(TO_JOBCENTER).create();
    const page = await pageOf(id);
    expect(page.sections.flatMap(({ records }) => records.map(({ type }) => type))).toEqual([]);
  });

  it('is one statement beside that of the person, also together with the data by institution', async () => {
    const both = '{ me { bookletPage { name } dataByInstitution { institution } } }';
    expect(await countStatements(database, () => hub.ask(self(lela.id), null, both))).toHaveLength(2);
  });

  it('is for the person alone', async () => {
    const query = 'query ($id: ID!) { person(id: $id) { bookletPage { name } } }';
    const { data } = await hub.ask(staff('city'), 'CASE_MANAGEMENT', query, { id: lela.id });
    expect(data).toEqual({ person: { bookletPage: null } });
  });
});

const TO_JOBCENTER = {
  recipients: ['jobcenter'],
  categories: ['CONTACT'],
  purposes: ['CASE_MANAGEMENT'],
} as const;

const contactsFor = async (hub: Hub, institution: InstitutionId, { id }: TestPerson) => {
  const { data } = await hub.ask<Contacts>(staff(institution), 'CASE_MANAGEMENT', CONTACTS, { id });
  return (data?.person?.contactPersons ?? []).map(({ recordedBy }) => recordedBy).sort();
};

describe.each([
  ['under both locks', undefined, {}],
  ['by the guard alone', withoutRowLevelSecurity, {}],
  ['by row level security alone', undefined, { unguarded: true }],
])('contact persons find each other only with consent, %s:', (_, prepare, { unguarded }: { unguarded?: boolean }) => {
  const database = useDatabase(prepare);
  const hub = useHub(database, unguarded ? { schema: unsealedSchema(), persons: new CarelessLoader(REGISTRY) } : {});
  let lela: TestPerson;

  beforeAll(async () => {
    lela = await accompanied(database);
  });

  it('without one each institution sees its own, and not that there are others', async () => {
    for (const institution of ['city', 'jobcenter', 'caritas'] as const) {
      expect(await contactsFor(hub, institution, lela)).toEqual([institution]);
    }
  });

  it('with one the recipient sees the others, but whom Caritas names only with the release from its secrecy', async () => {
    const consentId = await writeConsent(database, lela.id, TO_JOBCENTER);
    expect(await contactsFor(hub, 'jobcenter', lela)).toEqual(['city', 'jobcenter']);
    expect(await contactsFor(hub, 'city', lela)).toEqual(['city']);
    const released = await writeConsent(database, lela.id, { ...TO_JOBCENTER, secrecyRelease: true });
    expect(await contactsFor(hub, 'jobcenter', lela)).toEqual(['caritas', 'city', 'jobcenter']);
    await withdrawConsent(database, lela.id, released);
    await withdrawConsent(database, lela.id, consentId);
    expect(await contactsFor(hub, 'jobcenter', lela)).toEqual(['jobcenter']);
  });
});
