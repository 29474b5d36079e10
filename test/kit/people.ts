import { randomUUID } from 'node:crypto';
import type { InstitutionId } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import { asOwner } from '../../src/platform/postgres/as-owner';
import type { SessionSettings } from '../../src/platform/postgres/session';
import type { RecordDeclaration } from '../../src/records/declaration';
import { writeConsent, type ConsentOf } from './consents';
import type { TestDatabase } from './database';
import { insertRecord, type RecordValues, type WrittenRecord } from './records';
import { validValues } from './values';

/** A person as they were written. */
export interface TestPerson {
  readonly id: string;
  /** Everything written about the person, in this order. */
  readonly records: readonly WrittenRecord[];
  /** In the order in which they were given. */
  readonly consentIds: readonly string[];
}

/** Every record type that hangs on a person; the link is made by `knownTo`. */
export const PERSON_RECORDS: readonly RecordDeclaration[] = REGISTRY.all.filter(
  ({ onPerson, name }) => onPerson !== null && name !== 'PersonLink',
);

/** Starts a person; nothing is written before `create`. */
export function person(database: TestDatabase): PersonBuilder {
  return new PersonBuilder(database, [], [], []);
}

/** Starts a person of whom the city has recorded the first of these birth dates, and the jobcenter the second. */
export function born(database: TestDatabase, ...birthDates: readonly string[]): PersonBuilder {
  return birthDates.reduce(
    (builder, birthDate, index) =>
      builder.with('Identity', { by: (['city', 'jobcenter'] as const)[index], values: { birthDate } }),
    person(database),
  );
}

interface Planned {
  readonly declaration: RecordDeclaration;
  readonly author: InstitutionId;
  readonly values: RecordValues;
}

/** Describes a person step by step. Each step returns a new builder, so that persons can share a beginning. */
export class PersonBuilder {
  constructor(
    private readonly database: TestDatabase,
    private readonly links: readonly InstitutionId[],
    private readonly records: readonly Planned[],
    private readonly consents: readonly ConsentOf[],
  ) {}

  /** The institutions that have a file about the person. Authors of records are added by themselves. */
  knownTo(...institutions: readonly InstitutionId[]): PersonBuilder {
    return this.adding({ links: institutions });
  }

  /**
   * A record of this type, valid throughout; `values` replaces what matters to the test.
   * @param name of the record type, e.g. `BenefitCase`
   */
  with(name: string, options: { by?: InstitutionId; values?: RecordValues } = {}): PersonBuilder {
    const declaration = REGISTRY.named(name);
    if (!declaration) throw new Error(`There is no record type ${name}.`);
    const author = declaration.author === 'EACH' ? (options.by ?? 'city') : declaration.author;
    return this.adding({ records: [{ declaration, author, values: options.values ?? {} }] });
  }

  /** One record of every type; where each institution keeps its own, `by` writes it. */
  withEverything(by: InstitutionId, except: readonly string[] = []): PersonBuilder {
    return PERSON_RECORDS.filter(({ name }) => !except.includes(name)).reduce(
      (builder: PersonBuilder, { name }) => builder.with(name, { by }),
      this,
    );
  }

  consenting(consent: ConsentOf): PersonBuilder {
    return this.adding({ consents: [consent] });
  }

  async create(): Promise<TestPerson> {
    const id = randomUUID();
    const institutions = [...new Set([...this.links, ...this.records.map(({ author }) => author)])];
    const records: WrittenRecord[] = [];
    // A person whom nobody knows is entered by the city; without a link it does not see them either.
    await this.database.database.transaction(settingsOf(institutions[0] ?? 'city'), (transaction) =>
      transaction.query({
        text: 'insert into core.person (id, created_by) values ($1, $2)',
        values: [id, institutions[0] ?? 'city'],
      }),
    );
    for (const author of institutions) {
      records.push(await this.linkTo(author, id));
      await this.database.database.transaction(settingsOf(author), async (transaction) => {
        for (const { declaration, values } of this.records.filter((planned) => planned.author === author)) {
          records.push(await insertRecord(transaction, declaration, author, id, values));
        }
      });
    }
    const consentIds: string[] = [];
    for (const consent of this.consents) consentIds.push(await writeConsent(this.database, id, consent));
    return { id, records, consentIds };
  }

  /** By the owner's hand: the hub's role links an institution only to whom it registers, or by a code. */
  private async linkTo(institution: InstitutionId, personId: string): Promise<WrittenRecord> {
    const declaration = REGISTRY.named('PersonLink')!;
    const shown = validValues(declaration);
    const { rows } = await asOwner(this.database.ownerUrl, (owner) =>
      owner.query<{ id: string }>(
        `with moving as materialized (select set_config('geleit.moving', 'on', true))
         insert into core.person_link (person_id, institution, file_number, since) select $1, $2, $3, $4 from moving returning id`,
        [personId, institution, shown.fileNumber, shown.since],
      ),
    );
    return { declaration, author: institution, id: rows[0]!.id, shown };
  }

  private adding(more: {
    links?: readonly InstitutionId[];
    records?: readonly Planned[];
    consents?: readonly ConsentOf[];
  }): PersonBuilder {
    return new PersonBuilder(
      this.database,
      [...this.links, ...(more.links ?? [])],
      [...this.records, ...(more.records ?? [])],
      [...this.consents, ...(more.consents ?? [])],
    );
  }
}

/** The settings of a counsellor, who may write everything that their institution writes. */
export function settingsOf(institution: InstitutionId): SessionSettings {
  return { institution, role: 'counsellor', purpose: null, person: null, actor: 'kit', request: randomUUID() };
}
