import { readFileSync } from 'node:fs';
import { INSTITUTIONS, type Category, type InstitutionId, type Purpose } from '../vocabulary';
import { frozenMap, frozenSet } from './freeze';
import type { Labels } from './labels';
import type {
  CategoryPolicy,
  InstitutionPolicy,
  LegalSource,
  Policy,
  PurposePolicy,
  StatutePolicy,
  WithdrawalPolicy,
} from './policy';
import { PolicyError } from './policy-error';
import { readBooklets } from './read-booklets';
import { readCategories } from './read-categories';
import { readDuplicates } from './read-duplicates';
import { readImport } from './read-import';
import { BUNDLED_LABELS, readLabels } from './read-labels';
import { readPatterns } from './read-patterns';
import { readProcessing } from './read-processing';
import { readPurposes, readRoles } from './read-purposes';
import { readRepresentation } from './read-representation';
import { readReceipts } from './read-receipts';
import { readRights, RIGHTS_BY_LAW } from './read-rights';
import { readStatutes } from './read-statutes';
import { readTransfers } from './read-transfers';
import { YamlReader, type Place } from './yaml-reader';

/** What a policy may leave out; each says what is missing then. */
const OPTIONAL_SECTIONS = [
  'transfers',
  'representation',
  'booklets',
  'patterns',
  'duplicates',
  'withdrawal',
  'rights',
  'import',
  'receipts',
  'processing',
] as const;
const SECTIONS = ['municipality', 'institutions', 'purposes', 'roles', 'categories', 'statutes', 'sources'] as const;

/**
 * Reads and checks a policy. Closed by default: what is not written, doubled, misspelt or contradictory is a mistake.
 * @param fileName only for the messages
 * @param labels what a person reads in place of the policy's words; without any they read the words themselves
 * @returns the policy, immutable
 * @throws PolicyError with every mistake at once, each with line and column
 */
export function loadPolicy(
  yamlText: string,
  fileName: string,
  labels: ReadonlyMap<string, Labels> = frozenMap([]),
): Policy {
  const reader = new YamlReader(yamlText);
  // A file that is no YAML gives no reliable structure: further messages would only mislead.
  if (reader.mistakes.length > 0) throw new PolicyError(fileName, reader.mistakes);

  const sections = reader.record(reader.root, SECTIONS, OPTIONAL_SECTIONS);
  const purposes = readPurposes(reader, sections.purposes);
  const roles = readRoles(reader, sections.roles, purposes);
  const institutions = readInstitutions(reader, sections.institutions);
  const known = { institutions, purposes, roles };
  const categories = readCategories(reader, sections.categories, known);
  const statutes = readStatutes(reader, sections.statutes, { ...known, categories });
  const policy: Policy = {
    municipality: reader.text(sections.municipality) ?? '',
    institutions: withPurposes(institutions, purposes, categories, statutes),
    purposes,
    roles,
    categories,
    statutes,
    ...(sections.transfers && { transfers: readTransfers(reader, sections.transfers, institutions) }),
    ...(sections.representation && {
      representation: readRepresentation(reader, sections.representation, institutions),
    }),
    withdrawal: readWithdrawal(reader, sections.withdrawal),
    ...(sections.processing && { processing: readProcessing(reader, sections.processing, institutions) }),
    ...(sections.duplicates && { duplicates: readDuplicates(reader, sections.duplicates, institutions, roles) }),
    ...(sections.patterns && { patterns: readPatterns(reader, sections.patterns, roles) }),
    ...(sections.booklets && { booklets: readBooklets(reader, sections.booklets, institutions) }),
    rights: sections.rights ? readRights(reader, sections.rights, institutions) : RIGHTS_BY_LAW,
    import: readImport(reader, sections.import),
    sources: readSources(reader, sections.sources),
    ...(sections.receipts && { receipts: readReceipts(reader, sections.receipts, institutions) }),
    labels,
  };
  if (reader.mistakes.length > 0) throw new PolicyError(fileName, reader.mistakes);
  return Object.freeze(policy);
}

/**
 * Reads and checks the policy in a file (UTF-8), and the labels in a directory.
 * @throws PolicyError also where the file cannot be read
 */
export function readPolicyFile(path: string, labels: string = BUNDLED_LABELS): Policy {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new PolicyError(path, [{ line: 1, column: 1, message: `the file cannot be read: ${String(error)}` }]);
  }
  return loadPolicy(text, path, readLabels(labels));
}

type InstitutionText = Omit<InstitutionPolicy, 'purposes'>;

/** Excluded by law, whatever a policy says: section 87 AufenthG obliges to report to the immigration authority. */
const ALWAYS_EXCLUDED: readonly InstitutionId[] = ['immigration-authority'];

function readInstitutions(reader: YamlReader, place: Place | undefined): ReadonlyMap<InstitutionId, InstitutionText> {
  const words = reader.record(place, INSTITUTIONS);
  return new Map(
    INSTITUTIONS.map((id) => {
      const excluded = ALWAYS_EXCLUDED.includes(id);
      const required = ['name', 'nameDe', 'retrieval'] as const;
      const fields: Partial<Record<(typeof required)[number] | 'neverReceives' | 'secrecy', Place>> = excluded
        ? reader.record(words[id], [...required, 'neverReceives'])
        : reader.record(words[id], required, ['neverReceives', 'secrecy']);
      const institution: InstitutionText = {
        id,
        name: reader.text(fields.name) ?? '',
        nameDe: reader.text(fields.nameDe) ?? '',
        retrieval: reader.flag(fields.retrieval) ?? false,
        ...(fields.secrecy && { secrecy: reader.text(fields.secrecy) ?? '' }),
        ...((excluded || fields.neverReceives) && { neverReceives: reader.text(fields.neverReceives) ?? '' }),
      };
      return [id, institution] as const;
    }),
  );
}

/** Adds the purposes that staff may state: those that can lead to anything at all for their institution. */
function withPurposes(
  institutions: ReadonlyMap<InstitutionId, InstitutionText>,
  purposes: ReadonlyMap<Purpose, PurposePolicy>,
  categories: ReadonlyMap<Category, CategoryPolicy>,
  statutes: readonly StatutePolicy[],
): ReadonlyMap<InstitutionId, InstitutionPolicy> {
  const aggregates = [...purposes.values()].filter(({ reaches }) => reaches === 'AGGREGATES').map(({ id }) => id);
  return frozenMap(
    [...institutions.values()].map((institution) => {
      const { id } = institution;
      const reaching = new Set<Purpose>([
        ...[...categories.values()].flatMap(({ ceiling }) => [...(ceiling.get(id) ?? [])]),
        ...statutes.filter(({ recipient }) => recipient === id).map(({ purpose }) => purpose),
      ]);
      const all = reaching.size === 0 ? [] : [...reaching, ...aggregates];
      const inOrder = [...purposes.keys()].filter((purpose) => all.includes(purpose));
      return [id, Object.freeze({ ...institution, purposes: frozenSet(inOrder) })] as const;
    }),
  );
}

/** Two weeks where the policy says nothing. */
const DUE_DAYS = 14;

function readWithdrawal(reader: YamlReader, place: Place | undefined): WithdrawalPolicy {
  const { dueDays } = reader.record(place, ['dueDays']);
  return Object.freeze({ dueDays: reader.integer(dueDays, 1, 90) ?? DUE_DAYS });
}

function readSources(reader: YamlReader, place: Place | undefined): readonly LegalSource[] {
  const sources = reader.items(place).map((item) => {
    const fields = reader.record(item, ['law', 'about', 'aboutDe']);
    return Object.freeze({
      law: reader.text(fields.law) ?? '',
      about: reader.text(fields.about) ?? '',
      aboutDe: reader.text(fields.aboutDe) ?? '',
    });
  });
  return Object.freeze(sources);
}
