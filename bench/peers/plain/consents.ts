import { compileGrants, type ConsentScope } from '../../../src/access/consent/compile-grants';
import type { RecordContext } from './context';

type ConsentInput = Pick<ConsentScope, 'recipients' | 'categories' | 'purposes'> & { readonly validUntil: Date };

export const MUTATIONS = {
  async giveConsent(_: unknown, { input }: { input: ConsentInput }, context: RecordContext) {
    const { manager, caller } = context;
    const now = new Date();
    const times = { givenAt: now, validFrom: now, validUntil: input.validUntil };
    const consents = manager.getRepository<ConsentScope>('Consent');
    const consent = await consents.save({ ...input, ...times, personId: caller.actor, state: 'GIVEN' });
    await insert(context, 'ConsentEvent', [eventOf(consent, null, caller.actor)]);
    await insert(context, 'ConsentGrant', compileGrants(consent));
    return consent;
  },

  async withdrawConsent(_: unknown, { input: { id } }: { input: { id: string } }, context: RecordContext) {
    const { manager, caller } = context;
    const consents = manager.getRepository<ConsentScope>('Consent');
    const before = await consents.findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    const changed = { state: 'WITHDRAWN' as const, version: before.version + 1, endedAt: new Date() };
    const consent = await consents.save({ ...before, ...changed });
    await insert(context, 'ConsentEvent', [eventOf(consent, before.state, caller.actor)]);
    await manager
      .getRepository('ConsentGrant')
      .update({ consentId: id }, { ended: 'WITHDRAWN', consentVersion: consent.version });
    return consent;
  },
};

function eventOf({ id, version, personId, state }: ConsentScope, stateBefore: string | null, actor: string): object {
  return { consentId: id, version, personId, stateBefore, stateAfter: state, actor };
}

/** Without reading back, which row level security does not allow everywhere. */
async function insert({ manager }: RecordContext, entity: string, rows: readonly object[]): Promise<void> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values([...rows])
    .updateEntity(false)
    .execute();
}
