import { isSecretAuthor } from '../policy/authorship';
import type { Policy } from '../policy/policy';
import type { Asking, Decision } from './decision';
import type { Category, InstitutionId } from '../vocabulary';

/** The rule of `decide` that a decision follows from, with words for the person. */
export interface DecisionRule {
  readonly id: DecisionRuleId;
  readonly text: string;
  readonly textDe: string;
}

const RULES = {
  SELF: ['The person sees everything about themself.', 'Die Person sieht alles über sich selbst.'],
  REPRESENTATION: [
    'The guardian sees what the minor would see, save what was said under professional secrecy.',
    'Die gesetzliche Vertretung sieht, was die minderjährige Person sähe, nur nichts unter Berufsgeheimnis.',
  ],
  OWN_RECORD: ['The institution wrote this itself.', 'Die Institution hat dies selbst aufgeschrieben.'],
  STATUTE: [
    'A law allows this without consent, so none was asked for.',
    'Ein Gesetz erlaubt dies ohne Einwilligung; darum wurde keine erfragt.',
  ],
  CONSENT: [
    'A consent of the person that is valid at that moment names this recipient, these data and this purpose.',
    'Eine zu diesem Zeitpunkt gültige Einwilligung der Person nennt diesen Empfänger, diese Daten und diesen Zweck.',
  ],
  ROLE_WITHOUT_CONTENT: ['This role sees no content.', 'Diese Rolle sieht keine Inhalte.'],
  OWN_RECORD_NOT_FOR_ROLE: [
    'The institution wrote this itself, but shows it only to other roles.',
    'Die Institution hat dies selbst aufgeschrieben, zeigt es aber nur anderen Rollen.',
  ],
  PURPOSE_NOT_FOR_CALLER: [
    'This purpose is none for which this institution and role may ask for records.',
    'Für diesen Zweck darf diese Institution mit dieser Rolle keine Daten abfragen.',
  ],
  NEVER_FOR_INSTITUTION: [
    'The policy never discloses this to this institution, even with consent.',
    'Die Regeln geben dies nie an diese Institution weiter, auch nicht mit Einwilligung.',
  ],
  PURPOSE_MISSING: ['No purpose was stated.', 'Es wurde kein Zweck angegeben.'],
  PURPOSE_OUTSIDE_POLICY: [
    'The policy does not disclose this for this purpose, even with consent.',
    'Die Regeln geben dies für diesen Zweck nicht weiter, auch nicht mit Einwilligung.',
  ],
  CONSENT_FOR_OTHER_PURPOSE: [
    'The person consented to this for another purpose.',
    'Die Person hat dafür zu einem anderen Zweck eingewilligt.',
  ],
  CONSENT_WITHDRAWN: ['The consent was taken back before that moment.', 'Die Einwilligung war vorher beendet worden.'],
  CONSENT_EXPIRED: ['The consent had expired by that moment.', 'Die Einwilligung war vorher abgelaufen.'],
  NO_CONSENT: [
    'No consent of the person named this recipient, these data and this purpose at that moment.',
    'Keine Einwilligung der Person nannte zu diesem Zeitpunkt diesen Empfänger, diese Daten und diesen Zweck.',
  ],
  NEVER_DISCLOSED_SECRET: [
    'Professional secrecy: the policy discloses this to nobody else.',
    'Berufsgeheimnis: Die Regeln geben dies an niemand anderen weiter.',
  ],
  SECRECY_NOT_RELEASED: [
    'The person consented, but did not release the author from professional secrecy.',
    'Die Person hat eingewilligt, aber nicht von der Schweigepflicht entbunden.',
  ],
  NOT_TRANSFERRED: [
    'The person consented, but nobody has handed the data over yet, and this institution may not retrieve them.',
    'Die Person hat eingewilligt, aber niemand hat die Daten übergeben; abrufen darf diese Institution sie nicht.',
  ],
  PERIOD_NOT_COVERED: [
    'The person consented only to data of another period.',
    'Die Person hat nur für Daten aus einem anderen Zeitraum eingewilligt.',
  ],
} as const;

export type DecisionRuleId = keyof typeof RULES;

export const DECISION_RULE_MEANINGS = Object.fromEntries(
  Object.entries(RULES).map(([id, [text]]) => [id, text]),
) as Record<DecisionRuleId, string>;

/** What was asked for when the decision was made. */
export interface DecidedAbout {
  readonly category: Category;
  readonly author: InstitutionId | null;
}

/** Names the rule that a decision of `decide` follows from. */
export function ruleOf(policy: Policy, asking: Asking, about: DecidedAbout, decision: Decision): DecisionRule {
  const id = decision.permit ? decision.basis : denialRule(policy, asking, about, decision.reason);
  const [text, textDe] = RULES[id];
  return { id, text, textDe };
}

function denialRule(
  policy: Policy,
  { institution, role, purpose }: Asking,
  { category, author }: DecidedAbout,
  reason: Extract<Decision, { permit: false }>['reason'],
): DecisionRuleId {
  switch (reason) {
    case 'NOT_FOR_INSTITUTION':
      return 'NEVER_FOR_INSTITUTION';
    case 'ROLE_NOT_ENTITLED':
      if (policy.roles.get(role)?.reaches !== 'CONTENT') return 'ROLE_WITHOUT_CONTENT';
      return author !== null && author === institution ? 'OWN_RECORD_NOT_FOR_ROLE' : 'PURPOSE_NOT_FOR_CALLER';
    case 'PROFESSIONAL_SECRECY':
      return policy.categories.get(category)?.ceiling.size === 0 || !isSecretAuthor(policy, author)
        ? 'NEVER_DISCLOSED_SECRET'
        : 'SECRECY_NOT_RELEASED';
    case 'PURPOSE_NOT_COVERED': {
      const ceiling = institution === null ? undefined : policy.categories.get(category)?.ceiling.get(institution);
      return purpose !== null && ceiling?.has(purpose) ? 'CONSENT_FOR_OTHER_PURPOSE' : 'PURPOSE_OUTSIDE_POLICY';
    }
    default:
      return reason;
  }
}
