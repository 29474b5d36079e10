import type { Rules } from '../../../../platform/postgres/keeping-rules';

/** The rules that the database keeps for every consent, by the name under which it refuses. */
export const CONSENT_RULES: Rules = {
  consent_has_ended: ['CONSENT_STATE_CONFLICT', 'A consent that has ended never returns; a new one can be given.'],
  consent_exception_kept: [
    'CONSENT_EXCEPTION_STANDS',
    'An institution does not lift what excepts itself, nor does the end of the consent.',
  ],
  consent_four_eyes: [
    'CONSENT_FOUR_EYES',
    'A consent on paper needs its scan and the check by a second member of staff.',
  ],
  consent_text_in_force: [
    'CONSENT_TEXT_UNUSABLE',
    'The wording is being replaced by another version: read that one and ask again.',
  ],
  consent_scan_of_person: ['NOT_FOUND', 'There is no scan of that id for this person.'],
  consent_names_guardian: ['CONSENT_REPRESENTATION', 'The name of the guardian is missing.'],
  consent_birth_day_unknown: [
    'CONSENT_REPRESENTATION',
    'No birth date that you may read is recorded: record the identity first.',
  ],
  consent_birth_days_differ: [
    'CONSENT_REPRESENTATION',
    'By the recorded birth dates, which differ or are incomplete, the person may be on either side of their 15th or 18th birthday: let them be corrected or completed first.',
  ],
  consent_by_guardian: ['CONSENT_REPRESENTATION', 'The person is below 15: the guardian gives the consent.'],
  consent_by_both: ['CONSENT_REPRESENTATION', 'The person is between 15 and 18: person and guardian consent together.'],
  consent_by_person: ['CONSENT_REPRESENTATION', 'The person is of age and consents alone.'],
  consent_agreed_in_own_name: ['CONSENT_REPRESENTATION', 'Person and guardian each agree for themselves.'],
  consent_agreed_to_less: ['CONSENT_REPRESENTATION', 'The other one has agreed to less.'],
  consent_given_in_own_name: ['CONSENT_REPRESENTATION', 'Person and guardian each consent for themselves.'],
  consent_of_two: ['CONSENT_REPRESENTATION', 'Person and guardian have to agree, and the guardian to be one still.'],
};
