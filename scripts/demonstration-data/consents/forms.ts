/** The ways in which a consent can stand; which of them lets data through follows from state and validity. */
export type Standing =
  | 'ACTIVE'
  | 'RENEWED'
  | 'NOT_YET_VALID'
  | 'LAPSED'
  | 'EXPIRED'
  | 'WITHDRAWN'
  | 'REVOKED'
  | 'INVALIDATED'
  | 'REQUESTED'
  | 'REFUSED';

/** A consent form as it was filled in on paper: every recipient may receive every category for every purpose. */
export interface Form {
  readonly recipients: string;
  readonly categories: string;
  readonly purposes: string;
  readonly standing: Standing;
}

const form = (recipients: string, categories: string, purposes: string, standing: Standing): Form => ({
  recipients,
  categories,
  purposes,
  standing,
});

const BROAD = [
  ...['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'RESIDENCE', 'LANGUAGE', 'QUALIFICATION', 'EMPLOYMENT', 'BENEFITS'],
  ...['COUNSELLING', 'CASE_PLAN'],
];
const broadWithout = (...categories: string[]): string => BROAD.filter((name) => !categories.includes(name)).join('|');
const ALL_FOUR = 'city|jobcenter|employment-agency|caritas';
const EVERYBODY_MAY_KNOW = 'IDENTITY|CONTACT|LANGUAGE|QUALIFICATION|EMPLOYMENT|COUNSELLING|CASE_PLAN';

/** The forms of the persons whom README and tests name. */
export const NAMED_FORMS: Readonly<Record<string, readonly Form[]>> = {
  'RH-0001': [form('jobcenter', 'IDENTITY|LANGUAGE', 'CASE_MANAGEMENT', 'ACTIVE')],
  'RH-0002': [
    form('jobcenter', 'IDENTITY|LANGUAGE', 'CASE_MANAGEMENT', 'WITHDRAWN'),
    form('city', 'IDENTITY|BENEFITS', 'CASE_MANAGEMENT', 'WITHDRAWN'),
  ],
  'RH-0003': [
    form('city', broadWithout(), 'CASE_MANAGEMENT', 'ACTIVE'),
    form('jobcenter', broadWithout('RESIDENCE'), 'CASE_MANAGEMENT', 'ACTIVE'),
    form('employment-agency', broadWithout('RESIDENCE', 'HOUSEHOLD', 'BENEFITS'), 'CASE_MANAGEMENT', 'ACTIVE'),
    form('caritas', broadWithout(), 'CASE_MANAGEMENT', 'ACTIVE'),
  ],
};

/** What the other carriers fill in, in turn. */
export const FORMS: readonly (readonly Form[])[] = [
  [form('jobcenter|employment-agency', 'IDENTITY|CONTACT|LANGUAGE', 'LABOUR_MARKET_INTEGRATION', 'ACTIVE')],
  [
    form('caritas', 'IDENTITY|CONTACT|LANGUAGE', 'ARRIVAL_COUNSELLING', 'ACTIVE'),
    form('jobcenter', 'IDENTITY|BENEFITS', 'BENEFIT_ADMINISTRATION', 'REFUSED'),
  ],
  [
    form('jobcenter', 'IDENTITY|CONTACT', 'BENEFIT_ADMINISTRATION|LABOUR_MARKET_INTEGRATION|CASE_MANAGEMENT', 'ACTIVE'),
    form('city', 'QUALIFICATION|EMPLOYMENT', 'LABOUR_MARKET_INTEGRATION|CASE_MANAGEMENT', 'ACTIVE'),
  ],
  [
    form('jobcenter', 'IDENTITY|LANGUAGE', 'CASE_MANAGEMENT', 'EXPIRED'),
    form('city|caritas', 'IDENTITY|COUNSELLING', 'ARRIVAL_COUNSELLING|CASE_MANAGEMENT', 'ACTIVE'),
  ],
  [form('city|jobcenter', 'IDENTITY|CONTACT|LANGUAGE', 'CASE_MANAGEMENT', 'LAPSED')],
  [form(ALL_FOUR, EVERYBODY_MAY_KNOW, 'CASE_MANAGEMENT', 'RENEWED')],
  [
    form('caritas', 'IDENTITY|HOUSEHOLD|RESIDENCE', 'ARRIVAL_COUNSELLING', 'REVOKED'),
    form('city|jobcenter', 'LANGUAGE', 'LANGUAGE_PROMOTION', 'ACTIVE'),
  ],
  [form('employment-agency', 'IDENTITY|QUALIFICATION|EMPLOYMENT', 'LABOUR_MARKET_INTEGRATION', 'INVALIDATED')],
  [
    form('jobcenter|caritas', 'IDENTITY|COUNSELLING', 'CASE_MANAGEMENT', 'REQUESTED'),
    form('jobcenter|employment-agency', 'LANGUAGE', 'LANGUAGE_PROMOTION', 'ACTIVE'),
  ],
  [form(ALL_FOUR, 'IDENTITY|CONTACT', 'CASE_MANAGEMENT', 'REFUSED')],
  [
    form('jobcenter', 'IDENTITY|CONTACT|LANGUAGE|QUALIFICATION', 'LABOUR_MARKET_INTEGRATION', 'NOT_YET_VALID'),
    form('employment-agency', 'IDENTITY|CONTACT|LANGUAGE|QUALIFICATION', 'LABOUR_MARKET_INTEGRATION', 'ACTIVE'),
  ],
  [
    form('city|jobcenter', 'IDENTITY|HOUSEHOLD|BENEFITS|COUNSELLING', 'CASE_MANAGEMENT', 'WITHDRAWN'),
    form('city|jobcenter', 'IDENTITY|HOUSEHOLD', 'CASE_MANAGEMENT', 'ACTIVE'),
  ],
  [form('jobcenter|employment-agency', 'IDENTITY|RESIDENCE', 'LABOUR_MARKET_INTEGRATION', 'RENEWED')],
];

/** Care leavers can let the partners of their transition know of their support. */
export const CARE_LEAVER_FORM = form(
  'city|jobcenter|caritas',
  'IDENTITY|CONTACT|YOUTH_SUPPORT',
  'YOUTH_TRANSITION',
  'ACTIVE',
);
