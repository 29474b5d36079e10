import { LessThan, MoreThan } from 'typeorm';
import { nameKey } from '../../../src/subgraphs/core/identity/name-key';
import { disclosureOf, type RecordContext } from './context';

const ACTIVE = 'g.ended is null and g.valid_from <= now() and g.valid_until > now()';
const IDENTITY_GRANT = `(select from core.consent_grant g where g.person_id = i.person_id and g.recipient = :institution
  and g.purpose = :purpose and g.category = 'IDENTITY' and ${ACTIVE})`;

interface EntryRow extends Record<string, unknown> {
  readonly id: string;
  readonly asked: string[];
  readonly permitted: Record<string, [string, string?]>;
}

export const QUERIES = {
  async person(_: unknown, { id }: { id: string }, context: RecordContext) {
    const person = await context.manager.getRepository('Person').findOneBy({ id });
    if (!person) disclosureOf(context, id);
    return person;
  },

  // Row level security shows only the persons whom the institution knows.
  async persons(_: unknown, { first, after }: { first: number; after: string }, { manager }: RecordContext) {
    const where = { id: MoreThan(after) };
    return { nodes: await manager.getRepository('Person').find({ where, order: { id: 'ASC' }, take: first }) };
  },

  async searchPersons(
    _: unknown,
    { by }: { by: { familyName: string; birthDate: string } },
    { manager, asking }: RecordContext,
  ) {
    const rows = (await manager
      .getRepository('Identity')
      .createQueryBuilder('i')
      .where('i.nameKey = :key and i.birthDate = :day', { key: nameKey(by.familyName), day: by.birthDate })
      .andWhere(`(i.institution = :institution or exists ${IDENTITY_GRANT})`, {
        institution: asking.institution,
        purpose: asking.purpose,
      })
      .getMany()) as { personId: string }[];
    return [...new Set(rows.map(({ personId }) => personId))].sort().map((id) => ({ id }));
  },

  async accessLog(_: unknown, { first, until }: { first: number; until: Date }, context: RecordContext) {
    const personId = context.caller.actor;
    disclosureOf(context, personId).fields.add('AccessEntry');
    const rows = (await context.manager.getRepository('AccessEntry').find({
      where: { personId, at: LessThan(until) },
      order: { at: 'DESC', id: 'DESC' },
      take: first,
    })) as EntryRow[];
    return { nodes: rows.map(asEntry) };
  },

  me: (_: unknown, __: unknown, { manager, caller }: RecordContext) =>
    manager.getRepository('Person').findOneBy({ id: caller.actor }),
};

function asEntry(row: EntryRow): object {
  const { permitted, asked } = row;
  const disclosed = Object.entries(permitted).map(([category, [basis, reference]]) => ({ category, basis, reference }));
  return { ...row, disclosed, withheld: asked.filter((category) => !(category in permitted)) };
}
