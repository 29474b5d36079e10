import { join } from 'node:path';
import { DAY } from '../../platform/calendar';
import { readPolicyFile } from '../policy/load-policy';
import { decide } from './decide';
import type { AskedRecord, Asking, Decision, Grant } from './decision';

export const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));
export const NOW = Date.UTC(2019, 6, 2);

export const adviser: Asking = { institution: 'jobcenter', role: 'counsellor', purpose: 'CASE_MANAGEMENT' };
export const course: AskedRecord = { category: 'LANGUAGE', author: 'city', isSubject: false };
export const registration: AskedRecord = { category: 'RESIDENCE', author: 'city', isSubject: false };
export const consented: Grant = {
  category: 'LANGUAGE',
  purpose: 'CASE_MANAGEMENT',
  validFrom: NOW - DAY,
  validUntil: NOW + DAY,
  consentId: 'consent-b',
  consentVersion: 2,
};
export const STATUTE = 'sgb-x-69-residence-jobcenter';

interface Case {
  asking?: Partial<Asking>;
  asked?: Partial<AskedRecord>;
  grants?: readonly Grant[];
  statutes?: readonly string[];
  now?: number;
}

export function decided({ asking, asked, grants = [consented], statutes = [], now = NOW }: Case): Decision {
  return decide(policy, { ...adviser, ...asking }, { ...course, ...asked }, grants, statutes, now);
}

/** The basis of a permit or the reason of a denial. */
export function outcome(given: Case): string {
  const decision = decided(given);
  return decision.permit ? decision.basis : decision.reason;
}
