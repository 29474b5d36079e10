import type { Cast } from '../cast';
import type { Observed } from '../observed';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(Z|\+00:00)/g;

/** Two databases with the same people and records, whose ids PostgreSQL has made up. */
export class Alike {
  private readonly names = new Map<string, string>();
  private readonly ofTwin = new Map<string, string>();

  constructor(cast: Cast, twin: Cast) {
    const those = idsOf(twin);
    for (const [index, id] of idsOf(cast).entries()) {
      this.ofTwin.set(id, those[index]!);
      this.names.set(id, `<known ${index}>`);
      this.names.set(those[index]!, `<known ${index}>`);
    }
  }

  /** A document for the twin. */
  forTwin(source: string): string {
    return source.replace(UUID, (id) => this.ofTwin.get(id) ?? id);
  }

  /** Without what differs between the two: ids that they have made up, and moments. */
  comparable({ data, ...lists }: Observed): Observed {
    const plain = (text: string) =>
      text.replace(UUID, (id) => this.names.get(id) ?? '<new>').replace(MOMENT, '<moment>');
    const of = (part: keyof typeof lists) => lists[part].map(plain).sort();
    return {
      data: plain(data),
      errors: of('errors'),
      withheld: of('withheld'),
      disputed: of('disputed'),
      log: of('log'),
    };
  }
}

const idsOf = ({ people }: Cast): readonly string[] =>
  people.flatMap(({ id, records }) => [id, ...records.map((one) => one.id)]);
