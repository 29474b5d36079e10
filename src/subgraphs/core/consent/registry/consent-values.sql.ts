/** Values for columns of `core.consent`, by column; an expression stands for what PostgreSQL itself finds out. */
export type ConsentValues = Readonly<Record<string, unknown>>;

/** SQL in place of a value. `parameter` adds a parameter and returns its placeholder. */
export class Expression {
  constructor(readonly sql: (parameter: (value: unknown, cast: string) => string) => string) {}
}

/** The time of the transaction, which is that of its event, too. */
export const NOW = new Expression(() => 'now()');

/**
 * The wordings that can be used for these purposes in a language: reviewed and active. Where one is missing, so is the
 * consent: see `insertConsent`.
 * @param shown the texts that were shown, if the caller names them; others do not count then
 */
export function usableTexts(
  purposes: readonly string[],
  language: string,
  shown: readonly string[] | null,
): Expression {
  return new Expression(
    (parameter) => `coalesce((select array_agg(t.id order by t.purpose) from core.consent_text t
      where t.state = 'ACTIVE' and t.purpose = any(${parameter(purposes, 'text[]')})
        and t.language = ${parameter(language, 'text')}
        and (${parameter(shown, 'uuid[]')} is null or t.id = any(${parameter(shown, 'uuid[]')}))), '{}')`,
  );
}

/** Columns that are no text: their parameters need a cast. */
const CASTS: Readonly<Record<string, string>> = {
  id: 'uuid',
  recipients: 'text[]',
  categories: 'text[]',
  purposes: 'text[]',
  exceptions: 'jsonb',
  data_from: 'date',
  data_until: 'date',
  erase_by: 'date',
  given_at: 'timestamptz',
  valid_from: 'timestamptz',
  valid_until: 'timestamptz',
  ended_at: 'timestamptz',
  requested_at: 'timestamptz',
  checked_at: 'timestamptz',
  scan_id: 'uuid',
  agreed_by_person_at: 'timestamptz',
  agreed_by_guardian_at: 'timestamptz',
  agreed_guardian: 'uuid',
  secrecy_release: 'boolean',
};

/** Columns, their placeholders and the parameters of an insert or update. What is undefined is left as it is. */
export function columnsOf(values: ConsentValues): { names: string[]; values: string[]; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const parameter = (value: unknown, cast?: string) => {
    // PostgreSQL reads a list for jsonb as an array of its own unless it is sent as text.
    parameters.push(cast === 'jsonb' ? JSON.stringify(value) : value);
    return `$${parameters.length}${cast ? `::${cast}` : ''}`;
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    names: given.map(([name]) => name),
    values: given.map(([name, value]) =>
      value instanceof Expression ? value.sql(parameter) : parameter(value, CASTS[name]),
    ),
    parameters,
  };
}
