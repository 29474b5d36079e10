import { wordsOf, type Meanings } from '../../../platform/words';
import type { PersonRole } from '../../../access/vocabulary';
import type { ConsentAction } from '../consent/registry/consent-transitions';

/** Who consents, by age: the guardian below 15, both from 15, only the person from 18 (section 36 SGB I, sections 2, 1629 BGB). */
export const CONSENT_GIVER_MEANINGS = {
  PERSON: 'The person themself, from 18 on.',
  GUARDIAN: 'The guardian (gesetzliche Vertretung), for a person under 15.',
  PERSON_AND_GUARDIAN: 'Both, for a person of 15 to 17.',
} as const satisfies Meanings;
export type ConsentGiver = keyof typeof CONSENT_GIVER_MEANINGS;
export const CONSENT_GIVERS = wordsOf(CONSENT_GIVER_MEANINGS);

/** Who has to consent for a person today. */
export interface GivingSituation {
  /** Null where the institutions have recorded birth dates on both sides of a line. */
  readonly giver: ConsentGiver | null;
  /** Somebody represents the person at a screen of their own. */
  readonly represented: boolean;
}

/** Who of two has agreed to a consent that nobody has given yet. */
export interface Agreements {
  readonly byPerson: boolean;
  readonly byGuardian: boolean;
}

/** What it amounts to when somebody says yes at a screen. */
export interface GivingStep {
  readonly action: Extract<ConsentAction, 'GIVE' | 'AGREE'>;
  readonly givenBy: ConsentGiver;
}

/**
 * What it amounts to when the person, or a guardian at a screen of their own, says yes. From 15 until 18 the first of two
 * agrees, which opens nothing, and the second one gives. Whoever may not give at all is not sorted out here: the database
 * refuses them, and says why.
 */
export function stepTowardsGiving(
  speaker: PersonRole,
  { giver, represented }: GivingSituation,
  agreed: Agreements,
): GivingStep {
  if (giver === 'PERSON_AND_GUARDIAN' && represented) {
    const other = speaker === 'person' ? agreed.byGuardian : agreed.byPerson;
    return { action: other ? 'GIVE' : 'AGREE', givenBy: giver };
  }
  return { action: 'GIVE', givenBy: giver === 'GUARDIAN' && speaker === 'guardian' ? giver : 'PERSON' };
}
