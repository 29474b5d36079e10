import type { GiveConsentInput } from '../../../src/subgraphs/core/consent/registry/consent.input';
import type { RecordContext } from './context';

/** The row as TypeORM knows it; history and grants follow by the trigger. */
interface ConsentRow extends GiveConsentInput {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

export const MUTATIONS = {
  async giveConsent(_: unknown, { input }: { input: GiveConsentInput }, context: RecordContext) {
    const { manager, caller } = context;
    const now = new Date();
    const times = { givenAt: now, validFrom: now, validUntil: input.validUntil };
    const consents = manager.getRepository<ConsentRow>('Consent');
    return consents.save({ ...input, ...times, personId: caller.actor, state: 'GIVEN' });
  },

  async withdrawConsent(_: unknown, { input: { id } }: { input: { id: string } }, context: RecordContext) {
    const { manager } = context;
    const consents = manager.getRepository<ConsentRow>('Consent');
    const before = await consents.findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    const changed = { state: 'WITHDRAWN' as const, version: before.version + 1, endedAt: new Date() };
    return consents.save({ ...before, ...changed });
  },
};
