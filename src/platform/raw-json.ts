/** JSON text that goes into an answer as it is: PostgreSQL wrote it, and nothing in it is looked at any more. */
export class RawJson {
  constructor(readonly text: string) {}

  /** For whoever needs the value after all, e.g. `JSON.stringify`. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

const holders = new WeakSet<object>();

/** Says that there is raw JSON somewhere in the data of an answer; without it `stringifyAnswer` would read it. */
export function holdsRaw(data: object): void {
  holders.add(data);
}

/** `JSON.stringify` for an answer of GraphQL, which puts raw JSON in without reading it. */
export function stringifyAnswer(answer: { readonly data?: object | null; readonly extensions?: object }): string {
  return answer.data && holders.has(answer.data) ? textOf(answer) : JSON.stringify(answer);
}

/** JSON of a value that may be raw or hold some. */
export function textOf(value: unknown): string {
  return value instanceof RawJson ? value.text : withRaw(value, new Map());
}

/** @param names JSON of the keys met so far: an answer repeats a few of them in every object */
function withRaw(value: unknown, names: Map<string, string>): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map((part) => withRaw(part, names)).join(',')}]`;
  if ('toJSON' in value) return JSON.stringify(value);
  let text = '';
  for (const key of Object.keys(value)) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (part === undefined) continue;
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = `${JSON.stringify(key)}:`));
    text += `${text === '' ? '' : ','}${name}${withRaw(part, names)}`;
  }
  return `{${text}}`;
}
