import { beforeAll, describe, expect, it } from '@jest/globals';
import { INSTITUTIONS, PURPOSE_NAMES, type InstitutionId } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { protectedFields } from '../kit/protected-fields';
import { differences, type PersonAnswer } from './compare';
import { expected } from './expectation';
import { writePersons, type MatrixPerson } from './matrix-persons';
import { SITUATIONS } from './situations';
import { WRITTEN } from './written-policy';

const FIELDS = protectedFields(sealedSchema());

const EVERYTHING_CONSENTED = {
  consents: SITUATIONS.find(({ name }) => name === 'right consent')!.consents,
  has: ['BenefitCase'],
};

const EVERYTHING = `query ($id: ID!) { person(id: $id) {
  ${FIELDS.map(({ name, selection }) => `${name} ${selection}`).join('\n')}
  access { field category decision reason basis }
} }`;

describe('the policy matrix of policy/rheine.yaml', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let persons: MatrixPerson[];

  beforeAll(async () => {
    // Two authors, so that each institution also meets what it did not write itself.
    const byCaritas = await writePersons(database, SITUATIONS, 'caritas');
    const byCity = await writePersons(database, SITUATIONS, 'city');
    persons = [...byCaritas, ...byCity];
  }, 60_000);

  const cells = INSTITUTIONS.flatMap((institution) =>
    [null, ...PURPOSE_NAMES].map((purpose) => [institution, purpose ?? 'no purpose', purpose] as const),
  );

  it.each(cells)(
    '%s for %s sees what the policy says, and is told why of the rest',
    async (institution, _, purpose) => {
      const asking = { institution, role: 'counsellor', purpose } as const;
      const found: string[] = [];
      for (const person of persons) {
        const answer: PersonAnswer = await hub.ask(staff(institution), purpose, EVERYTHING, { id: person.id });
        found.push(...differences(asking, person, FIELDS, answer));
      }
      expect(found).toEqual([]);
    },
  );

  it.each(['case-manager', 'service'] as const)('the role %s sees what the policy says', async (role) => {
    const found: string[] = [];
    for (const institution of INSTITUTIONS) {
      for (const purpose of [null, 'CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'] as const) {
        for (const person of persons.filter(({ situation }) => /^(no|right) consent$/.test(situation.name))) {
          const answer: PersonAnswer = await hub.ask(staff(institution, role), purpose, EVERYTHING, { id: person.id });
          found.push(...differences({ institution, role, purpose }, person, FIELDS, answer));
        }
      }
    }
    expect(found).toEqual([]);
  });

  it.each(['planner', 'data-protection-officer', 'administrator'] as const)(
    'the role %s sees no content of anybody',
    async (role) => {
      for (const institution of INSTITUTIONS) {
        for (const purpose of [null, ...PURPOSE_NAMES]) {
          const { id } = persons.find(({ situation }) => situation.name === 'right consent')!;
          const answer = await hub.ask(staff(institution, role), purpose, EVERYTHING, { id });
          expect({ data: answer.data, codes: answer.codes }).toEqual({ data: { person: null }, codes: ['FORBIDDEN'] });
        }
      }
    },
  );
});

describe('the matrix itself', () => {
  it('covers every category of the policy that a record type has, and every situation that the policy knows', () => {
    const covered = new Set(FIELDS.map(({ category }) => category));
    const missing = Object.keys(WRITTEN.categories).filter((category) => !covered.has(category));
    // Categories whose records come with a later version; a record type of theirs must then appear above.
    expect(missing).toEqual(['YOUTH_SUPPORT']);
  });

  it('expects the ceilings of the policy where everything is consented to, cell by cell', () => {
    for (const [category, { ceiling, secrecy }] of Object.entries(WRITTEN.categories)) {
      for (const [institution, cell] of Object.entries(ceiling)) {
        const open = PURPOSE_NAMES.filter(
          (purpose) =>
            'basis' in
            expected({ institution: institution as InstitutionId, role: 'counsellor', purpose }, category, null, {
              ...EVERYTHING_CONSENTED,
              has: [],
            }),
        );
        const codes = open.map((purpose) => WRITTEN.purposes[purpose]!.code).sort();
        expect([category, institution, codes.join(' ') || '-']).toEqual([
          category,
          institution,
          secrecy ? '-' : cell.split(' ').sort().join(' '),
        ]);
      }
    }
  });

  it('never expects anything for the immigration authority and the youth welfare office', () => {
    for (const institution of ['immigration-authority', 'youth-welfare-office'] as const) {
      for (const purpose of [null, ...PURPOSE_NAMES]) {
        for (const { category } of FIELDS) {
          expect(
            expected({ institution, role: 'counsellor', purpose }, category, 'city', EVERYTHING_CONSENTED),
          ).toHaveProperty('reason');
        }
      }
    }
  });

  it('expects counselling notes for no one but their own counsellors', () => {
    const seers = INSTITUTIONS.flatMap((institution) =>
      (['counsellor', 'case-manager', 'service', 'planner', 'data-protection-officer', 'administrator'] as const)
        .filter((role) =>
          PURPOSE_NAMES.some(
            (purpose) =>
              'basis' in expected({ institution, role, purpose }, 'COUNSELLING_NOTES', 'caritas', EVERYTHING_CONSENTED),
          ),
        )
        .map((role) => `${institution} ${role}`),
    );
    expect(seers).toEqual(['caritas counsellor']);
  });
});
