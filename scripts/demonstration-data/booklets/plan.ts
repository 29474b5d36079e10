import type { Issuer, Partner } from '../institutions';

export interface PlannedBooklet {
  readonly issuer: Issuer;
  /** Institutions that know the carrier beside the issuer. */
  readonly others: readonly Partner[];
  /** Care leavers live in Rheine since 2015/16; everybody else arrived in the months before. */
  readonly careLeaver: boolean;
}

const BY_CITY = `
  jobcenter employment-agency caritas
  jobcenter
  jobcenter employment-agency caritas
  jobcenter employment-agency
  caritas
  jobcenter caritas
  employment-agency
  jobcenter employment-agency caritas
  jobcenter
  caritas
  jobcenter employment-agency
  employment-agency caritas
  jobcenter
  jobcenter employment-agency caritas
  -
  employment-agency
  caritas
  jobcenter employment-agency caritas CARE-LEAVER
  jobcenter employment-agency CARE-LEAVER
  jobcenter caritas CARE-LEAVER`;

const BY_JOBCENTER = `
  city employment-agency caritas
  city
  city employment-agency
  city caritas
  city
  city employment-agency caritas
  city employment-agency
  city
  city caritas
  city employment-agency caritas
  city
  employment-agency
  caritas
  -`;

const BY_EMPLOYMENT_AGENCY = `
  city jobcenter caritas
  city jobcenter
  city
  city caritas
  city jobcenter
  city jobcenter caritas
  jobcenter
  -`;

function lines(issuer: Issuer, text: string): PlannedBooklet[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '))
    .map((words) => ({
      issuer,
      others: words.filter((word) => word !== '-' && word !== 'CARE-LEAVER') as Partner[],
      careLeaver: words.includes('CARE-LEAVER'),
    }));
}

/** The issued booklets in the order of their numbers RH-0001, RH-0002, …: one line each, who issues, who else knows. */
export const BOOKLET_PLAN: readonly PlannedBooklet[] = [
  ...lines('city', BY_CITY),
  ...lines('jobcenter', BY_JOBCENTER),
  ...lines('employment-agency', BY_EMPLOYMENT_AGENCY),
];

/** How many people decline a booklet at each institution: people who have lived in Rheine for years. */
export const DECLINED: Readonly<Record<Issuer, number>> = { city: 7, jobcenter: 5, 'employment-agency': 3 };
