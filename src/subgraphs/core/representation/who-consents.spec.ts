import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { CONSENT_GIVERS, stepTowardsGiving, type Agreements, type GivingSituation } from './who-consents';

const NOBODY: Agreements = { byPerson: false, byGuardian: false };
const situation = fc.record({ giver: fc.constantFrom(...CONSENT_GIVERS, null), represented: fc.boolean() });
const agreements = fc.record({ byPerson: fc.boolean(), byGuardian: fc.boolean() });
const speaker = fc.constantFrom(...PERSON_ROLES);

describe('saying yes at a screen', () => {
  it.each<[string, GivingSituation, 'person' | 'guardian', Agreements, string]>([
    ['of age', { giver: 'PERSON', represented: false }, 'person', NOBODY, 'GIVE PERSON'],
    ['below 15', { giver: 'GUARDIAN', represented: true }, 'guardian', NOBODY, 'GIVE GUARDIAN'],
    ['16, first', { giver: 'PERSON_AND_GUARDIAN', represented: true }, 'person', NOBODY, 'AGREE PERSON_AND_GUARDIAN'],
    ['16, first', { giver: 'PERSON_AND_GUARDIAN', represented: true }, 'guardian', NOBODY, 'AGREE PERSON_AND_GUARDIAN'],
    [
      '16, second',
      { giver: 'PERSON_AND_GUARDIAN', represented: true },
      'person',
      { byPerson: false, byGuardian: true },
      'GIVE PERSON_AND_GUARDIAN',
    ],
    [
      '16, second',
      { giver: 'PERSON_AND_GUARDIAN', represented: true },
      'guardian',
      { byPerson: true, byGuardian: false },
      'GIVE PERSON_AND_GUARDIAN',
    ],
  ])('%s: %j, the %s, %j: %s', (_, found, who, agreed, step) => {
    const { action, givenBy } = stepTowardsGiving(who, found, agreed);
    expect(`${action} ${givenBy}`).toBe(step);
  });

  it('never counts the own agreement as that of the other one', () => {
    fc.assert(
      fc.property(speaker, situation, agreements, (who, found, agreed) => {
        const other = who === 'person' ? agreed.byGuardian : agreed.byPerson;
        const { action, givenBy } = stepTowardsGiving(who, found, agreed);
        expect(action === 'GIVE' && givenBy === 'PERSON_AND_GUARDIAN' ? other : true).toBe(true);
      }),
    );
  });

  it('makes nobody a guardian who is none, and waits for nobody who does not exist', () => {
    fc.assert(
      fc.property(speaker, situation, agreements, (who, found, agreed) => {
        const { action, givenBy } = stepTowardsGiving(who, found, agreed);
        if (who === 'person') expect(givenBy).not.toBe('GUARDIAN');
        if (!found.represented) expect(action).toBe('GIVE');
        if (found.giver === null) expect(givenBy).toBe('PERSON');
      }),
    );
  });
});
