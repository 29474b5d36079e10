export type Delimiter = ';' | ',';

/**
 * The delimiter of a CSV file, told from its header: the sign that stands there more often outside of quotes. German
 * office software writes `;`, because `,` is its decimal sign; a header of one column therefore counts as `;`.
 */
export function detectDelimiter(head: string): Delimiter {
  const counts = { ';': 0, ',': 0 };
  let quoted = false;
  for (const sign of head) {
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '\n') break;
    else if (sign === ';' || sign === ',') counts[sign] += 1;
  }
  return counts[','] > counts[';'] ? ',' : ';';
}
