import fc from 'fast-check';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { means } from '../../policy/expectation';
import { self } from '../../kit/hub';
import { must, refused, type HubAtWork } from '../hub-at-work';
import { excepts } from '../reference/consent';
import type { Reference } from '../reference/reference';
import { anyOf, counsellorOf, Decision, pick } from './command';

const LIFT = 'mutation ($input: LiftExceptionsInput!) { liftExceptions(input: $input) { id } }';
const HOUSES = ['city', 'jobcenter', 'employment-agency', 'caritas'] as const;

/** A person lifts what they have excepted for an institution: at a screen, or at a desk, which is not that institution's. */
export class Lift extends Decision {
  constructor(
    readonly which: number,
    readonly recipient: InstitutionId,
    readonly desk: number,
    readonly login: number,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, fc.constantFrom(...HOUSES), anyOf, anyOf).map((said) => new Lift(...said));

  protected possible(reference: Reference): boolean {
    return reference.consents.some(excepts);
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const person = reference.current(pick(reference.consents.filter(excepts), this.which)!.home);
    const desk = pick([null, ...reference.housesOf(person)], this.desk) ?? null;
    const login = pick(reference.sidesOf(person), this.login)!;
    const input = { recipients: [this.recipient], ...(desk && { personId: person }) };
    const about = `${reference.nameOf(person)} lifts what they excepted for ${this.recipient} at ${desk ?? 'a screen'}`;
    if (desk === this.recipient) {
      await refused(real, counsellorOf(desk), LIFT, { input }, 'CONSENT_EXCEPTION_STANDS');
      return `${about}, in vain`;
    }
    await must(real, desk ? counsellorOf(desk) : self(login), LIFT, { input });
    const sides = reference.sidesOf(person);
    const by = desk ? { house: desk } : login;
    for (const { id, exceptions } of reference.consents.filter((one) => sides.includes(one.home) && excepts(one))) {
      const lifted = exceptions.map((one) =>
        means(one.recipients, this.recipient) && !one.liftedFor?.includes(this.recipient)
          ? { ...one, liftedFor: [...(one.liftedFor ?? []), this.recipient] }
          : one,
      );
      if (lifted.some((one, index) => one !== exceptions[index])) reference.change(id, { exceptions: lifted }, by);
    }
    return about;
  }
}
