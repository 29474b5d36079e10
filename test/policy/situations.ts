import type { Exception } from '../../src/access/consent/compile';
import { CONSENT_CATEGORIES, INSTITUTIONS, PURPOSE_NAMES } from '../../src/access/vocabulary';
import type { ConsentOf } from '../kit/consents';

/** What a person did about their consent; the first column of the matrix. */
export interface Situation {
  readonly name: string;
  readonly consents: readonly ConsentOf[];
  /** Record types that there are none of. */
  readonly without?: readonly string[];
}

/** Everything to everybody for everything: far above every ceiling, so that the ceilings themselves are tried too. */
const EVERYTHING: ConsentOf = {
  recipients: INSTITUTIONS,
  categories: CONSENT_CATEGORIES,
  purposes: PURPOSE_NAMES,
  secrecyRelease: true,
};

/** A consent that lasts longer than the others and opens nothing of what it takes from them. */
const exception = (excepted: Exception): ConsentOf => ({
  recipients: ['employment-agency'],
  categories: ['EMPLOYMENT'],
  purposes: ['LABOUR_MARKET_INTEGRATION'],
  fromDay: -60,
  untilDay: 400,
  exceptions: [excepted],
});

const allBut = <Word>(words: readonly Word[], word: Word): Word[] => words.filter((other) => other !== word);

export const SITUATIONS: readonly Situation[] = [
  { name: 'no consent', consents: [] },
  { name: 'no consent and no benefit case', consents: [], without: ['BenefitCase'] },
  { name: 'right consent', consents: [EVERYTHING] },
  { name: 'right consent without release from secrecy', consents: [{ ...EVERYTHING, secrecyRelease: false }] },
  // The kit writes records of the years 2018 and 2019.
  { name: 'right consent to data of all these years', consents: [{ ...EVERYTHING, dataFrom: '2018-01-01' }] },
  { name: 'right consent to data of earlier years', consents: [{ ...EVERYTHING, dataUntil: '2017-12-31' }] },
  {
    name: 'right consent to data of all these years beside one without release from secrecy',
    consents: [
      { ...EVERYTHING, dataFrom: '2018-01-01', dataUntil: '2020-12-31' },
      { ...EVERYTHING, secrecyRelease: false },
    ],
  },
  {
    name: 'right consent, but no language data to the jobcenter',
    consents: [EVERYTHING, exception({ recipients: ['jobcenter'], categories: ['LANGUAGE'] })],
  },
  {
    name: 'right consent, but nothing to the city for case management',
    consents: [EVERYTHING, exception({ recipients: ['city'], purposes: ['CASE_MANAGEMENT'] })],
  },
  {
    name: 'right consent beside an exception in a consent that was withdrawn',
    consents: [EVERYTHING, { ...exception({ recipients: ['jobcenter'] }), state: 'WITHDRAWN' }],
  },
  {
    name: 'right consent beside an exception in a consent that is over',
    consents: [EVERYTHING, { ...exception({ recipients: ['jobcenter'] }), untilDay: -1 }],
  },
  { name: 'right consent, renewed', consents: [{ ...EVERYTHING, state: 'RENEWED' }] },
  ...INSTITUTIONS.map((recipient) => ({
    name: `other recipient: everybody but ${recipient}`,
    consents: [{ ...EVERYTHING, recipients: allBut(INSTITUTIONS, recipient) }],
  })),
  ...CONSENT_CATEGORIES.map((category) => ({
    name: `other category: everything but ${category}`,
    consents: [{ ...EVERYTHING, categories: allBut(CONSENT_CATEGORIES, category) }],
  })),
  ...PURPOSE_NAMES.map((purpose) => ({
    name: `other purpose: all but ${purpose}`,
    consents: [{ ...EVERYTHING, purposes: allBut(PURPOSE_NAMES, purpose) }],
  })),
  { name: 'expired by its date', consents: [{ ...EVERYTHING, fromDay: -60, untilDay: -1 }] },
  { name: 'expired by its state', consents: [{ ...EVERYTHING, state: 'EXPIRED' }] },
  { name: 'not yet valid', consents: [{ ...EVERYTHING, fromDay: 1 }] },
  ...(['WITHDRAWN', 'REVOKED', 'INVALIDATED', 'REQUESTED', 'REFUSED'] as const).map((state) => ({
    name: state.toLowerCase(),
    consents: [{ ...EVERYTHING, state }],
  })),
  {
    name: 'right consent beside a withdrawn one',
    consents: [{ ...EVERYTHING, state: 'WITHDRAWN' }, EVERYTHING],
  },
];
