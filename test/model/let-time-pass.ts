import type { TestDatabase } from '../kit/database';
import { asOwner } from '../../src/platform/postgres/as-owner';

const TABLES = ['consent', 'consent_event', 'consent_grant', 'person_move', 'person_alias'];

const PARTS_EARLIER = (earlier: (moment: string) => string): string =>
  `(select coalesce(jsonb_agg(x || jsonb_build_object('at', ${earlier(`(x->>'at')::timestamptz`)}) order by n), '[]')
    from jsonb_array_elements(withdrawn) with ordinality u(x, n))`;

/**
 * Makes everything about consents so many days older, as the owner and past all triggers: nothing is decided, and the
 * database's own clock goes on as it does.
 */
export async function letTimePass({ ownerUrl }: TestDatabase, days: number): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('begin');
    for (const table of TABLES) {
      await owner.query(`alter table core.${table} no force row level security, disable trigger user`);
      const { rows } = await owner.query<{ name: string; type: string }>(
        `select attname as name, atttypid::regtype::text as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
           and (atttypid in ('timestamptz'::regtype) or attname = 'snapshot')`,
        [`core.${table}`],
      );
      const earlier = (moment: string) => `(${moment} - interval '${days * 24} hours')`;
      const sets = rows.map(({ name, type }) => {
        if (type !== 'jsonb') return `${name} = ${earlier(name)}`;
        const of = (key: string) => `'${key}', ${earlier(`(${name} ->> '${key}')::timestamptz`)}`;
        return `${name} = ${name} || jsonb_strip_nulls(jsonb_build_object(${of('valid_from')}, ${of('valid_until')}, ${of('ended_at')}, ${of('excepts_from')}))`;
      });
      if (table === 'consent') sets.push(`withdrawn = ${PARTS_EARLIER(earlier)}`);
      await owner.query(`update core.${table} set ${sets.join(', ')}`);
      await owner.query(`alter table core.${table} force row level security, enable trigger user`);
    }
    await owner.query('commit');
  });
}
