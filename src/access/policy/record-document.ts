import { PURPOSES, type Category, type InstitutionId, type Purpose } from '../vocabulary';
import { markdownTable } from './markdown-table';
import type { CategoryPolicy, InstitutionPolicy, Policy } from './policy';
import type { ProcessingPolicy } from './processing-policy';

/** A policy from which a record can be written. */
export type RecordedPolicy = Policy & { readonly processing: ProcessingPolicy };

/** Whether the policy says all that a record needs. */
export function isRecorded(policy: Policy): policy is RecordedPolicy {
  return policy.processing !== undefined;
}

/**
 * Writes the record of processing activities (Verzeichnis von Verarbeitungstätigkeiten, Art. 30(1) GDPR) and the fixation of
 * the automated retrieval (section 79(2) SGB X) from the policy in force, so that they cannot say anything else than what
 * the hub does.
 * @returns Markdown in German, the same for the same policy
 */
export function printRecord(policy: RecordedPolicy): string {
  const { processing } = policy;
  const parts = [
    `# Verzeichnis von Verarbeitungstätigkeiten: ${policy.municipality}`,
    'Nach Art. 30 Abs. 1 DSGVO, geschrieben aus der geltenden Policy des Hubs („geleit policy record“). Was hier nicht steht, gibt der Hub nicht heraus.',
    '## Verantwortliche',
    printControllers(policy),
    '## Betroffene Personen',
    processing.dataSubjects,
    '## Zwecke, Rechtsgrundlagen, Empfänger',
    ...[...policy.purposes.keys()].map((purpose) => printPurpose(policy, purpose)),
    '## Kategorien personenbezogener Daten und Löschfristen',
    printCategories(policy),
    `Nach einer Löschung auf Antrag bleibt ${policy.rights.rememberErasedYears} Jahre lang ein mit einem Schlüssel gebildeter Hashwert der Stelle, der Art des Datensatzes und des Zeichens, unter dem die Stelle ihn führt, damit ein erneuter Import ihn nicht zurückbringt; danach wird auch er gelöscht.`,
    '## Übermittlungen kraft Gesetzes',
    printStatutes(policy),
    '## Übermittlung in Drittländer',
    processing.thirdCountries,
    '## Technische und organisatorische Maßnahmen (Art. 32 DSGVO)',
    printMeasures(policy),
    ...printFixation(policy),
  ];
  return `${parts.join('\n\n')}\n`;
}

function printControllers({ institutions, processing, receipts }: RecordedPolicy): string {
  const rows = [...processing.controllers].map(([id, { responsible, contact }]) => {
    const party = receipts?.parties.get(id);
    return [
      institutions.get(id)!.nameDe,
      responsible,
      ...[party?.address ?? '-', contact, party?.contact ?? '-', party?.authority ?? '-'],
    ];
  });
  const head = ['Stelle', 'verantwortlich', 'Anschrift', 'Kontakt', 'Datenschutzbeauftragte', 'Aufsichtsbehörde'];
  return markdownTable([head, ...rows]);
}

function printPurpose(policy: RecordedPolicy, id: Purpose): string {
  const { labelDe, reaches } = policy.purposes.get(id)!;
  const parts = [
    `### ${labelDe} (${PURPOSES[id]}, ${id})`,
    `Rechtsgrundlage: ${policy.processing.legalBases.get(id)}`,
    reaches === 'AGGREGATES'
      ? 'Für diesen Zweck werden keine Angaben zu einzelnen Personen herausgegeben, nur Zahlen.'
      : printRecipients(policy, id),
  ];
  return parts.join('\n\n');
}

/** Who can receive which data for the purpose: with consent, or by statute. */
function printRecipients(policy: RecordedPolicy, purpose: Purpose): string {
  const rows = receiversOf(policy).flatMap((institution) =>
    [...policy.categories.values()].flatMap((category) => {
      const basis = basisOf(policy, category, institution.id, purpose);
      return basis === null ? [] : [[institution.nameDe, category.labelDe, basis]];
    }),
  );
  return rows.length === 0
    ? 'Für diesen Zweck wird nichts an andere Stellen übermittelt.'
    : markdownTable([['Empfänger', 'Daten', 'Grundlage'], ...rows]);
}

/** On what a disclosure can rest, in words; null if it is not allowed at all. */
function basisOf(policy: Policy, category: CategoryPolicy, recipient: InstitutionId, purpose: Purpose): string | null {
  const statutes = policy.statutes.filter(
    (statute) => statute.category === category.id && statute.recipient === recipient && statute.purpose === purpose,
  );
  const bases = [
    ...(category.ceiling.get(recipient)?.has(purpose) ? ['Einwilligung'] : []),
    ...statutes.map(({ law }) => german(law)),
  ];
  return bases.length === 0 ? null : bases.join('; ');
}

function printCategories({ categories, roles, processing, rights }: RecordedPolicy): string {
  const rows = [...categories.values()].map(({ id, labelDe, ownRoles, secrecy }) => [
    labelDe,
    [...ownRoles].map((role) => roles.get(role)!.labelDe).join('; ') || '-',
    [processing.retention.get(id), ...dutiesToKeep(id)].join('; '),
    secrecy === undefined ? '-' : german(secrecy),
  ]);
  return markdownTable([['Daten', 'Zugriff bei der erhebenden Stelle', 'Löschfrist', 'Berufsgeheimnis'], ...rows]);

  function dutiesToKeep(category: Category): string[] {
    return rights.retention
      .filter((duty) => duty.category === category)
      .map(({ institution, years, lawDe }) => `${institution}: ${years} Jahre (${lawDe})`);
  }
}

function printStatutes(policy: RecordedPolicy): string {
  if (policy.statutes.length === 0) return 'Keine.';
  const rows = policy.statutes.map(({ law, category, recipient, purpose, explanationDe }) => [
    german(law),
    policy.categories.get(category)!.labelDe,
    policy.institutions.get(recipient)!.nameDe,
    policy.purposes.get(purpose)!.labelDe,
    explanationDe,
  ]);
  return markdownTable([['Gesetz', 'Daten', 'Empfänger', 'Zweck', 'Was die Person erfährt'], ...rows]);
}

function printMeasures({ processing }: RecordedPolicy): string {
  return markdownTable([['Ziel', 'Maßnahme'], ...processing.measures.map(({ aim, measure }) => [aim, measure])]);
}

/** What the bodies that take part have to lay down in writing, by the numbers of section 79(2) SGB X. */
function printFixation(policy: RecordedPolicy): string[] {
  const retrieving = receiversOf(policy).filter(({ retrieval }) => retrieval);
  const served = receiversOf(policy).filter(({ retrieval }) => !retrieval);
  const shown = [...policy.categories.values()].filter(({ id }) =>
    retrieving.some((to) => codes(policy, id, to) !== '-'),
  );
  return [
    `# Festlegung des Abrufverfahrens (§ 79 Abs. 2 SGB X): ${policy.municipality}`,
    '## 1. Anlass und Zweck',
    policy.processing.occasion,
    markdownTable([
      ['Kürzel', 'Zweck', 'Rechtsgrundlage'],
      ...purposesOf(policy, retrieving).map((id) => [
        PURPOSES[id],
        policy.purposes.get(id)!.labelDe,
        policy.processing.legalBases.get(id)!,
      ]),
    ]),
    '## 2. Stellen, an die übermittelt wird',
    markdownTable([
      ['Stelle', 'verantwortlich'],
      ...retrieving.map(({ id, nameDe }) => [nameDe, policy.processing.controllers.get(id)!.responsible]),
    ]),
    served.length === 0
      ? 'Andere Stellen nehmen nicht teil.'
      : `Nicht zum Abruf berechtigt (keine Leistungsträger, § 35 SGB I): ${served.map(({ nameDe }) => nameDe).join('; ')}. Sie erhalten Daten nur durch einzelne Übermittlung (${german(policy.transfers?.law ?? 'section 78 SGB X')}).`,
    '## 3. Art der zu übermittelnden Daten',
    markdownTable([
      ['Daten', ...retrieving.map(({ nameDe }) => nameDe)],
      ...shown.map(({ id, labelDe }) => [labelDe, ...retrieving.map((to) => codes(policy, id, to))]),
    ]),
    'Ohne Zeichen: nur mit Einwilligung der Person. §: kraft Gesetzes, siehe oben.',
    '## 4. Technische und organisatorische Maßnahmen',
    printMeasures(policy),
  ];
}

function codes(policy: Policy, category: Category, to: InstitutionPolicy): string {
  const cell = policy.categories.get(category)!;
  const found = [...policy.purposes.keys()].flatMap((purpose) => {
    const byStatute = policy.statutes.some(
      (statute) => statute.category === category && statute.recipient === to.id && statute.purpose === purpose,
    );
    return byStatute || cell.ceiling.get(to.id)?.has(purpose) ? [PURPOSES[purpose] + (byStatute ? '§' : '')] : [];
  });
  return found.join(' ') || '-';
}

/** Purposes for which at least one of the institutions can receive anything, in the order of the policy. */
function purposesOf(policy: Policy, institutions: readonly InstitutionPolicy[]): Purpose[] {
  return [...policy.purposes.values()].flatMap(({ id, reaches }) =>
    reaches === 'RECORDS' && institutions.some(({ purposes }) => purposes.has(id)) ? [id] : [],
  );
}

/** Institutions that can receive something at all. */
function receiversOf({ institutions }: Policy): InstitutionPolicy[] {
  return [...institutions.values()].filter(({ purposes }) => purposes.size > 0);
}

/** `section 78(1) and (2) SGB X` as German laws are cited: `§ 78 (1) und (2) SGB X`. */
function german(law: string): string {
  return law
    .replace(/\bsections\b/g, '§§')
    .replace(/\bsection\b/g, '§')
    .replace(/\band\b/g, 'und')
    .replace(/(\d\w?)\(/g, '$1 (');
}
