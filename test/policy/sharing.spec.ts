import { beforeAll, describe, expect, it } from '@jest/globals';
import { INSTITUTIONS, PURPOSE_NAMES, type InstitutionId, type Purpose } from '../../src/access/vocabulary';
import { countStatements, useDatabase } from '../kit/database';
import { self, sealedSchema, staff, useHub } from '../kit/hub';
import { policyWithoutStandingTransfers, usePolicy } from '../kit/policy';
import { protectedFields } from '../kit/protected-fields';
import { writePersons, type MatrixPerson } from './matrix-persons';
import { SITUATIONS } from './situations';
import { WRITTEN } from './written-policy';

const FIELDS = protectedFields(sealedSchema());
const SHARING = `query ($language: String) { me { sharing(language: $language) { institution institutionLabel state explanation neverBecause
  open { category categoryLabel purpose purposeLabel basis basisLabel consentId consentVersion until law explanation explanationDe fields mayLack } } } }`;
const SEES = `query ($id: ID!) { person(id: $id) {
  ${FIELDS.map(({ name }) => `${name} { id recordedBy }`).join(' ')}
  access { field category decision basis consentId consentVersion until statute }
} }`;

interface Shared {
  readonly category: string;
  readonly purpose: string;
  readonly basis: string;
  readonly consentId: string | null;
  readonly until: string | null;
  readonly law: string | null;
  readonly fields: readonly string[];
}
interface Sharing {
  readonly institution: InstitutionId;
  readonly state: string;
  readonly explanation: string;
  readonly neverBecause: string | null;
  readonly open: readonly Shared[];
}
interface Decided {
  readonly field: string;
  readonly category: string;
  readonly decision: string;
  readonly basis: string;
  readonly consentId: string | null;
  readonly until: string | null;
}
type Records = { readonly recordedBy: string } | readonly { readonly recordedBy: string }[] | null;
type Seen = { readonly person: (Readonly<Record<string, Records>> & { readonly access: readonly Decided[] }) | null };

const line = (purpose: string, field: string, rest: readonly (string | null)[]) => [purpose, field, ...rest].join(' ');

describe.each([
  ['the policy of Rheine', undefined],
  ['a policy without standing transfers', policyWithoutStandingTransfers()],
])('what is shared, as the person reads it, under %s', (_, policy) => {
  const database = useDatabase(async ({ ownerUrl }) => {
    if (policy) await usePolicy(ownerUrl, policy);
  });
  const hub = useHub(database, { policy });
  let persons: MatrixPerson[];

  beforeAll(async () => {
    const some = policy ? SITUATIONS.filter(({ name }) => /^(no|right) consent/.test(name)) : SITUATIONS;
    persons = [...(await writePersons(database, some, 'caritas')), ...(await writePersons(database, some, 'city'))];
  }, 60_000);

  const sharingOf = async (id: string, language = 'de'): Promise<readonly Sharing[]> => {
    const { data, errors } = await hub.ask<{ me: { sharing: Sharing[] } }>(self(id), null, SHARING, { language });
    expect(errors).toEqual([]);
    return data!.me.sharing;
  };

  /** What an institution really gets for a purpose: the decisions beside the records, and whose records there are. */
  const seenBy = async (institution: InstitutionId, purpose: Purpose, id: string) => {
    const { data } = await hub.ask<Seen>(staff(institution), purpose, SEES, { id });
    const found = data?.person;
    const decided = (found?.access ?? []).filter(
      ({ decision, basis }) => decision === 'PERMIT' && basis !== 'OWN_RECORD',
    );
    const given = FIELDS.filter(({ name }) =>
      [found?.[name] ?? []].flat().some((record) => (record as { recordedBy: string }).recordedBy !== institution),
    );
    return { decided, given: given.map(({ name }) => name) };
  };

  it('lists every institution of the policy, each once, and says "never" of who is excluded by law', async () => {
    for (const { id } of persons.slice(0, 3)) {
      const sharing = await sharingOf(id);
      expect(sharing.map(({ institution }) => institution)).toEqual(INSTITUTIONS);
      const never = sharing.filter(({ state }) => state === 'NEVER');
      expect(never.map(({ institution, open }) => [institution, open])).toEqual([['immigration-authority', []]]);
      expect(never[0]!.neverBecause).toBe(WRITTEN.institutions['immigration-authority']!.neverReceives);
    }
  });

  it('starts from nothing: without consent and without a law that applies nobody sees anything', async () => {
    const { id } = persons.find(({ situation }) => situation.name === 'no consent and no benefit case')!;
    const sharing = await sharingOf(id);
    expect(sharing.filter(({ state }) => state === 'SHARED')).toEqual([]);
    expect(sharing[0]!.explanation).toBe(
      'Diese Stelle sieht nichts von dem, was andere über Sie aufgeschrieben haben.',
    );
  });

  it('tells the law that needs no consent, and why, where it applies', async () => {
    const { id } = persons.find(({ situation }) => situation.name === 'no consent')!;
    const jobcenter = (await sharingOf(id, 'en')).find(({ institution }) => institution === 'jobcenter')!;
    expect(jobcenter).toMatchObject({
      state: 'SHARED',
      open: [
        {
          category: 'RESIDENCE',
          categoryLabel: 'Since when and where you are registered',
          purpose: 'BENEFIT_ADMINISTRATION',
          basis: 'STATUTE',
          basisLabel: 'A law allows it without consent.',
          law: 'section 69 SGB X',
          explanation: expect.stringContaining('without your consent'),
          consentId: null,
          fields: ['registrations'],
        },
      ],
    });
  });

  it('is exactly what each institution gets, in every situation, for every purpose, on the same basis', async () => {
    for (const { id, situation } of persons) {
      const sharing = await sharingOf(id);
      for (const { institution, open } of sharing) {
        const told = open.flatMap(({ purpose, basis, consentId, until, fields }) =>
          fields.map((field) => line(purpose, field, [basis, consentId, until])),
        );
        const real: string[] = [];
        for (const purpose of PURPOSE_NAMES) {
          const { decided, given } = await seenBy(institution, purpose, id);
          real.push(
            ...decided.map(({ field, basis, consentId, until }) => line(purpose, field, [basis, consentId, until])),
          );
          const silent = given.filter((field) => !decided.some((one) => one.field === field));
          expect([situation.name, institution, purpose, silent]).toEqual([situation.name, institution, purpose, []]);
        }
        expect([situation.name, institution, told.sort()]).toEqual([situation.name, institution, real.sort()]);
      }
    }
  }, 300_000);

  it('is one statement beside that of the person', async () => {
    const { id } = persons.find(({ situation }) => situation.name === 'right consent')!;
    expect(await countStatements(database, () => sharingOf(id))).toHaveLength(2);
  });
});
