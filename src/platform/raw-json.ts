/** JSON text that goes into an answer as it is: PostgreSQL wrote it, and nothing in it is looked at any more. */
export class RawJson {
  constructor(readonly text: string) {}

  /** For whoever needs the value after all, e.g. `JSON.stringify`. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** `JSON.stringify` for results of GraphQL, which puts raw JSON in without reading it. */
export function stringifyWithRaw(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringifyWithRaw).join(',')}]`;
  if ('toJSON' in value) return JSON.stringify(value);
  let text = '';
  for (const [key, part] of Object.entries(value)) {
    if (part !== undefined) text += `${text && ','}${JSON.stringify(key)}:${stringifyWithRaw(part)}`;
  }
  return `{${text}}`;
}
