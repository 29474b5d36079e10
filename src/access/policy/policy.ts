import { wordsOf, type Meanings } from '../../platform/words';
import type { ProcessingPolicy } from './processing-policy';
import type { Category, ConsentCategory, InstitutionId, Purpose, Role } from '../vocabulary';
import type { Labels } from './labels';
import type { ReceiptPolicy } from './receipt-policy';

/** A policy that has been read and validated: who may see what, for which purpose, at most. Immutable. */
export interface Policy {
  readonly municipality: string;
  readonly institutions: ReadonlyMap<InstitutionId, InstitutionPolicy>;
  readonly purposes: ReadonlyMap<Purpose, PurposePolicy>;
  readonly roles: ReadonlyMap<Role, RolePolicy>;
  readonly categories: ReadonlyMap<Category, CategoryPolicy>;
  readonly statutes: readonly StatutePolicy[];
  /** Without it, nothing can be transferred to a recipient with `retrieval: false`, and it sees nothing of others. */
  readonly transfers?: TransferPolicy;
  /** Institutions that may record who represents a minor. Without it nobody can be represented at a screen of their own. */
  readonly representation?: { readonly recordedBy: ReadonlySet<InstitutionId> };
  /** Without it, no booklet has a code, and nobody is linked by one. */
  readonly booklets?: BookletPolicy;
  /** How persons' requests about their data are answered, and what institutions have to keep. */
  readonly rights: RightsPolicy;
  /** What files of institutions may change. */
  readonly import: ImportPolicy;
  /** Without it, nobody is asked whether two registrations are of one human. */
  readonly duplicates?: DuplicatePolicy;
  /** The laws that the policy rests on, for the reader of its printed form. */
  readonly sources: readonly LegalSource[];
  /** What holders of data do when a consent has ended. */
  readonly withdrawal: WithdrawalPolicy;
  /** What the record of processing activities tells besides. Without it there is no record. */
  readonly processing?: ProcessingPolicy;
  /** What counts as unusual in the access log. Without it data protection officers look for nothing. */
  readonly patterns?: PatternPolicy;
  /** What consent receipts tell besides the consent. Without it no receipt can be issued. */
  readonly receipts?: ReceiptPolicy;
  /** What a person reads in place of the words of the policy, by language. */
  readonly labels: ReadonlyMap<string, Labels>;
}

export interface InstitutionPolicy {
  readonly id: InstitutionId;
  readonly name: string;
  /** German name as the person knows it. */
  readonly nameDe: string;
  /**
   * False where no automated retrieval may be set up under section 79 SGB X, because the institution is no social benefit
   * authority (section 35 SGB I): what others wrote becomes visible to it only with consent and a transfer.
   */
  readonly retrieval: boolean;
  /** The legal source of professional secrecy, where its staff are bound to it: what it wrote needs a release. */
  readonly secrecy?: string;
  /** The legal reason why this institution never receives anything; then no ceiling may name it. */
  readonly neverReceives?: string;
  /**
   * Purposes that staff of this institution may state at all. Not written in the policy but derived: the purposes of its
   * ceilings and statutes and, if there are any, those that reach aggregates only.
   */
  readonly purposes: ReadonlySet<Purpose>;
}

export interface PurposePolicy {
  readonly id: Purpose;
  readonly label: string;
  readonly labelDe: string;
  /** AGGREGATES: reaches figures only, never a record. */
  readonly reaches: 'RECORDS' | 'AGGREGATES';
}

export interface RolePolicy {
  readonly id: Role;
  readonly label: string;
  readonly labelDe: string;
  /**
   * CONTENT: records within the decision. FIGURES: aggregates only. METADATA: policy, consents and access log without
   * content. NOTHING: runs the system, sees no person. SELF: everything about oneself. REPRESENTED: everything about a
   * minor whom one represents, save what was said under professional secrecy.
   */
  readonly reaches: 'CONTENT' | 'FIGURES' | 'METADATA' | 'NOTHING' | 'SELF' | 'REPRESENTED';
  readonly purposes: ReadonlySet<Purpose>;
}

export interface CategoryPolicy {
  readonly id: Category;
  readonly label: string;
  readonly labelDe: string;
  /** The category that a consent must name; the category itself unless this one is narrower than another. */
  readonly consentCategory: ConsentCategory;
  /** The institutions and purposes to which a person may consent at most. Absent means never. */
  readonly ceiling: ReadonlyMap<InstitutionId, ReadonlySet<Purpose>>;
  /** Roles of the writing institution that see what it wrote. */
  readonly ownRoles: ReadonlySet<Role>;
  /** The legal source of professional secrecy, where it holds (section 203 StGB). */
  readonly secrecy?: string;
}

/** When a record counts as living: a task that is over, or was refused, allows nothing any more. */
export interface LivingRecord {
  /** Field with the state of the record, e.g. `status`, and the states in which it lives. */
  readonly field: string;
  readonly states: readonly string[];
  /** Field with the first day on which it lives. */
  readonly from: string;
  /** Field with the day on which it ended; on that day it lives no more. */
  readonly until: string;
}

/** A disclosure that a statute allows without consent. */
export interface StatutePolicy {
  /** Stable id, shown to callers and written to the access log, e.g. `sgb-x-69-residence-jobcenter`. */
  readonly id: string;
  readonly law: string;
  readonly category: Category;
  readonly recipient: InstitutionId;
  readonly purpose: Purpose;
  /** Record type of the recipient of which the person must have a living one, e.g. `BenefitCase`. */
  readonly whereRecipientHas: string;
  readonly whileLiving: LivingRecord;
  /** What the person is told. */
  readonly explanation: string;
  readonly explanationDe: string;
}

/** How data get to recipients that may retrieve none (section 79 SGB X). */
export interface TransferPolicy {
  readonly law: string;
  /** The notice of section 78 SGB X that goes with every transfer. */
  readonly notice: string;
  readonly noticeDe: string;
  /** For these recipients the person's consent itself is the transfer. */
  readonly standing: ReadonlySet<InstitutionId>;
}

/** Who issues booklets, and how often somebody may try a code that leads to nobody. */
export interface BookletPolicy {
  readonly issuers: ReadonlySet<InstitutionId>;
  /** How long the person may take to confirm a link. */
  readonly confirmWithinDays: number;
  readonly wrongCodes: WrongCodePolicy;
}

/** Wrong codes within `withinMinutes` after which nobody can try another one for `lockedMinutes`. */
export interface WrongCodePolicy {
  readonly perMember: number;
  readonly perInstitution: number;
  readonly withinMinutes: number;
  readonly lockedMinutes: number;
}

/** How institutions answer a person's requests (Art. 12 to 19 GDPR, section 84 SGB X). */
export interface RightsPolicy {
  /** Days within which a request is answered (Art. 12(3) GDPR: a month at most). */
  readonly answerDays: number;
  /** Days by which the answer may be put off, with a reason (Art. 12(3) GDPR: two months at most). */
  readonly extensionDays: number;
  /** Days that the person knows beforehand that a restriction is lifted (Art. 18(3) GDPR). */
  readonly liftNoticeDays: number;
  /** Years for which it is remembered, without personal data, that a record was erased, so that no import brings it back. */
  readonly rememberErasedYears: number;
  readonly retention: readonly RetentionPolicy[];
}

/** What an institution has to keep of what it wrote (Art. 17(3)(b) GDPR). */
export interface RetentionPolicy {
  readonly institution: InstitutionId;
  readonly category: Category;
  /** Counted from the last change of the newest record. */
  readonly years: number;
  readonly law: string;
  readonly lawDe: string;
}

/** Registrations that may be of one human. */
export interface DuplicatePolicy {
  /** From this similarity on (in percent) a pair goes to the review queue. */
  readonly threshold: number;
  /** Who sees the pairs of which nobody may read both identities. */
  readonly reviewers: readonly { readonly institution: InstitutionId; readonly role: Role }[];
}

/** Who wins where a file differs from what staff changed in the hub. What a person decided wins whatever is written here. */
export const IMPORT_RULES = ['HUB_WINS', 'FILE_WINS'] as const;
export type ImportRule = (typeof IMPORT_RULES)[number];

export interface ImportPolicy {
  /** HUB_WINS: the hub. FILE_WINS: the file, unless it was exported before the change. */
  readonly changedInHub: ImportRule;
}

/** A law and what it is about. */
export interface LegalSource {
  readonly law: string;
  readonly about: string;
  readonly aboutDe: string;
}

/** What a data protection officer may find unusual in the access log. */
export const PATTERN_KIND_MEANINGS = {
  MANY_PERSONS: 'Many persons were looked up in one day.',
  WITHOUT_ACTION: 'Persons were looked up about whom the institution wrote nothing afterwards.',
  SAME_SURNAME: 'Persons with the same surname as the member of staff were looked up.',
  REFUSED_CODES: 'Codes of booklets were tried that led to nobody.',
} as const satisfies Meanings;
export type PatternKind = keyof typeof PATTERN_KIND_MEANINGS;
export const PATTERN_KINDS = wordsOf(PATTERN_KIND_MEANINGS);

/** From how many on in a day something counts as unusual, by role; 0 means that it is not looked at. */
export interface PatternPolicy {
  /** A lookup is followed by an action if somebody of the institution writes something about the person in this time. */
  readonly actionWithinDays: number;
  readonly thresholds: ReadonlyMap<Role, Readonly<Record<PatternKind, number>>>;
}

export interface WithdrawalPolicy {
  /** Days until a task after a withdrawal has to be acknowledged. */
  readonly dueDays: number;
}
