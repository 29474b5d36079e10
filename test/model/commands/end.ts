import fc from 'fast-check';
import type { StaffRole } from '../../../src/access/vocabulary';
import { staff } from '../../kit/hub';
import { must, refused, type HubAtWork } from '../hub-at-work';
import type { KnownConsent } from '../reference/consent';
import type { Reference } from '../reference/reference';
import { anyOf, Decision, deskFor, pick } from './command';

const STEPS = {
  REVOKED: 'mutation ($input: EndConsentInput!) { revokeConsent(input: $input) { state } }',
  INVALIDATED: 'mutation ($input: EndConsentInput!) { invalidateConsent(input: $input) { state } }',
} as const;

/** Staff end a consent for somebody else than the person, or find that it never was one. What has expired cannot be revoked. */
export class End extends Decision {
  constructor(
    readonly which: number,
    readonly state: keyof typeof STEPS,
    readonly role: StaffRole,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(
      anyOf,
      fc.constantFrom('REVOKED' as const, 'INVALIDATED' as const),
      fc.constantFrom('counsellor' as const, 'data-protection-officer' as const),
    )
    .map(([which, state, role]) => new End(which, state, role));

  protected possible(reference: Reference): boolean {
    return endable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const consent = pick(endable(reference), this.which)!;
    const { id, version, state, validUntil } = consent;
    const desk = deskFor(reference, consent)!;
    const input = { id, version, reason: 'A court has decided so.' };
    const about = `${desk} (${this.role}) says ${this.state} of ${id.slice(0, 8)}`;
    const caller = staff(desk, this.role);
    if (this.state === 'REVOKED' && (state === 'REQUESTED' || validUntil <= Date.now())) {
      await refused(real, caller, STEPS.REVOKED, { input }, 'CONSENT_STATE_CONFLICT');
      return `${about}, in vain`;
    }
    await must(real, caller, STEPS[this.state], { input });
    reference.change(id, { state: this.state, uncheckedOf: null });
    return about;
  }
}

/** What was asked for or given at a desk and is not at an end, also where its time is over. */
const endable = (reference: Reference): readonly KnownConsent[] =>
  reference.consents.filter(
    (consent) => ['REQUESTED', 'GIVEN', 'RENEWED'].includes(consent.state) && deskFor(reference, consent) !== null,
  );
