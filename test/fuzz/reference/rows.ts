import type { Grant } from '../../../src/access/decision/decision';
import type { StatutePolicy } from '../../../src/access/policy/policy';
import { REGISTRY } from '../../../src/hub/subgraphs';
import type { RecordDeclaration } from '../../../src/records/declaration';
import { dayInGermany } from '../../kit/ages';
import type { TestDatabase } from '../../kit/database';

/** A row as PostgreSQL writes it in JSON, by column. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Rows as the person themself may read them, which is all of them: each table read once, the data set stands still. */
export class Rows {
  private readonly known = new Map<string, Promise<readonly Row[]>>();

  constructor(private readonly database: TestDatabase) {}

  /** The person's records of a type in the order of the API: newest first; restricted ones too. */
  async ofPerson({ table, newestBy, fields }: RecordDeclaration, personId: string): Promise<readonly Row[]> {
    const column = fields.find(({ name }) => name === newestBy)?.column;
    const order = column ? `t.${column} desc nulls last` : 't.updated_at desc';
    return this.read(personId, `from ${table} t where t.person_id = '${personId}' order by ${order}, t.id`);
  }

  async byId({ table }: RecordDeclaration, id: string): Promise<Row> {
    return (await this.read(null, `from ${table} t where t.id = '${id}'`))[0]!;
  }

  /** What the person's consents allow and allowed, as the database has compiled it. */
  async grants(personId: string, recipient: string): Promise<readonly Grant[]> {
    const rows = await this.read(personId, `from core.consent_grant t where t.person_id = '${personId}'`);
    return rows
      .filter((row) => row.recipient === recipient)
      .map((row) => ({
        category: row.category as Grant['category'],
        purpose: row.purpose as Grant['purpose'],
        validFrom: Date.parse(row.valid_from as string),
        validUntil: Date.parse(row.valid_until as string),
        agreedUntil: row.agreed_until === null ? null : Date.parse(row.agreed_until as string),
        ended: row.ended as Grant['ended'],
        secrecyReleased: row.secrecy_released as boolean,
        consentId: row.consent_id as string,
        consentVersion: row.consent_version as number,
        dataFrom: row.data_from as string | null,
        dataUntil: row.data_until as string | null,
        released: row.released as boolean,
        releasedBy: row.released_by as Grant['releasedBy'],
      }));
  }

  /** Whether the recipient has a living record as the statute asks for; what is restricted is stored only (Art. 18(2) GDPR). */
  async meets({ whereRecipientHas, whileLiving }: StatutePolicy, personId: string): Promise<boolean> {
    const declaration = REGISTRY.named(whereRecipientHas)!;
    const [state, from, until] = [whileLiving.field, whileLiving.from, whileLiving.until].map(
      (field) => declaration.fields.find(({ name }) => name === field)!.column,
    ) as [string, string, string];
    const today = dayInGermany();
    return (await this.ofPerson(declaration, personId)).some(
      (row) =>
        row.restricted_at === null &&
        whileLiving.states.includes(row[state] as string) &&
        (row[from] as string) <= today &&
        (row[until] === null || (row[until] as string) > today),
    );
  }

  private read(personId: string | null, from: string): Promise<readonly Row[]> {
    let rows = this.known.get(from);
    if (!rows) {
      const settings = { role: 'person', person: personId ?? '00000000-0000-4000-8000-000000000000' };
      rows = this.database
        .asApp<{ row: Row }>(settings, `select to_jsonb(t) as row ${from}`)
        .then((read) => read.map(({ row }) => row));
      this.known.set(from, rows);
    }
    return rows;
  }
}
