import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CATEGORIES, INSTITUTIONS, PURPOSE_NAMES, PURPOSES, type Category, type InstitutionId } from '../vocabulary';
import { mayBeConsentedTo } from './ceiling';
import { readPolicyFile } from './load-policy';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));

/** The matrix that the partner institutions agreed on, written down a second time so that no cell changes by accident. */
const AGREED: Readonly<Record<Category, readonly [string, string, string, string]>> = {
  IDENTITY: ['AC LP LM CM YT', 'BA LM CM YT', 'LM CM YT', 'AC CM YT'],
  CONTACT: ['AC LP LM CM YT', 'BA LM CM YT', 'LM CM YT', 'AC CM YT'],
  HOUSEHOLD: ['AC CM', 'BA CM', '-', 'AC CM'],
  RESIDENCE: ['AC CM YT', 'BA LM', 'LM', 'AC CM'],
  LANGUAGE: ['AC LP CM', 'LP LM CM', 'LP LM CM', 'AC LP CM'],
  QUALIFICATION: ['LM CM', 'LM CM', 'LM CM', 'LM CM'],
  EMPLOYMENT: ['LM CM', 'LM BA CM', 'LM CM', 'CM'],
  BENEFITS: ['CM', 'BA CM', '-', 'AC CM'],
  COUNSELLING: ['AC CM YT', 'CM', 'CM', 'AC CM YT'],
  COUNSELLING_NOTES: ['-', '-', '-', '-'],
  CASE_PLAN: ['CM YT', 'CM', 'CM', 'CM YT'],
  YOUTH_SUPPORT: ['YT', 'YT', '-', 'YT'],
  FILE_NUMBER: ['-', '-', '-', '-'],
  RESIDENCE_TITLE: ['AC CM YT', 'BA LM', 'LM', '-'],
  BENEFIT_AMOUNTS: ['-', '-', '-', '-'],
};
const COLUMNS: readonly InstitutionId[] = ['city', 'jobcenter', 'employment-agency', 'caritas'];

describe('The policy of Rheine', () => {
  it.each(CATEGORIES)('allows for %s exactly what was agreed, and nothing to anybody else', (category) => {
    for (const institution of INSTITUTIONS) {
      const agreed = AGREED[category][COLUMNS.indexOf(institution)]?.split(' ') ?? [];
      const allowed = PURPOSE_NAMES.filter((purpose) => mayBeConsentedTo(policy, category, institution, purpose));
      expect(allowed.map((purpose) => PURPOSES[purpose]).sort()).toEqual(agreed.filter((code) => code !== '-').sort());
    }
  });

  it('names no institution that never receives anything but the immigration authority, by section 87 AufenthG', () => {
    const never = [...policy.institutions.values()].filter(({ neverReceives }) => neverReceives !== undefined);
    expect(never.map(({ id }) => id)).toEqual(['immigration-authority']);
    expect(never[0]?.neverReceives).toContain('section 87 AufenthG');
  });

  it('lets the staff of each institution state only purposes that can lead to anything', () => {
    const stated = [...policy.institutions.values()].map(({ id, purposes }) => [
      id,
      [...purposes].map((purpose) => PURPOSES[purpose]).join(' '),
    ]);
    expect(stated).toEqual([
      ['city', 'AC LP LM CM YT EV ST'],
      ['jobcenter', 'LP LM BA CM YT EV ST'],
      ['employment-agency', 'LP LM CM YT EV ST'],
      ['caritas', 'AC LP LM CM YT EV ST'],
      ['youth-welfare-office', ''],
      ['immigration-authority', ''],
    ]);
  });

  it('keeps counselling notes a professional secret of the own counsellors', () => {
    const { secrecy, ownRoles } = policy.categories.get('COUNSELLING_NOTES') ?? {};
    expect(secrecy).toBe('section 203 StGB');
    expect([...(ownRoles ?? [])]).toEqual(['counsellor']);
  });

  it('has one statute: residence to the jobcenter for benefit administration, where it has a benefit case', () => {
    expect(policy.statutes).toEqual([
      expect.objectContaining({
        law: 'section 69 SGB X',
        category: 'RESIDENCE',
        recipient: 'jobcenter',
        purpose: 'BENEFIT_ADMINISTRATION',
        whereRecipientHas: 'BenefitCase',
        whileLiving: { field: 'status', states: ['APPLIED', 'GRANTED'], from: 'openedOn', until: 'closedOn' },
      }),
    ]);
  });

  it('opens automated retrieval to social benefit authorities only', () => {
    const retrieving = [...policy.institutions.values()].filter(({ retrieval }) => retrieval);
    expect(retrieving.map(({ id }) => id)).toEqual(['city', 'jobcenter', 'employment-agency']);
  });
});
