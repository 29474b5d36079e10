/**
 * The columns that a look-ahead statement computes over a person's grants, each once however often it is asked for. Their
 * names follow from the order of asking, so that equal questions make equal statements.
 */
export class GrantColumns {
  private readonly named = new Map<string, string>();

  /** SQL of the categories (text[]) of the grants for which the condition holds. */
  categories(condition: string): string {
    return this.column(`coalesce(array_agg(c.category) filter (where ${condition}), '{}')`);
  }

  /** SQL of a jsonb object: category -> basis with the best of these grants, as `activeGrant` chooses it; the last one wins. */
  best(condition: string): string {
    return this.column(
      `jsonb_object_agg(c.category, jsonb_build_array('CONSENT', c.consent_id, c.consent_version)
      order by c.secrecy_released, c.valid_until, c.consent_id desc, c.consent_version) filter (where ${condition})`,
    );
  }

  /** SQL of a jsonb list of `[category, consent, version]` of all these grants, or null without any. */
  all(condition: string): string {
    return this.column(
      `jsonb_agg(jsonb_build_array(c.category, c.consent_id, c.consent_version) order by c.valid_until desc, c.consent_id)
      filter (where ${condition})`,
    );
  }

  /** `, g.g1, g.g2` for the select list. */
  names(): string {
    return [...this.named.values()].map((name) => `, g.${name}`).join('');
  }

  /** `, expression as g1` for the aggregating sub-select. */
  definitions(): string {
    return [...this.named].map(([expression, name]) => `,\n    ${expression} as ${name}`).join('');
  }

  private column(expression: string): string {
    let name = this.named.get(expression);
    if (!name) this.named.set(expression, (name = `g${this.named.size + 1}`));
    return `k.${name}`;
  }
}
