import fc from 'fast-check';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { staff } from '../../kit/hub';
import { compareAll } from '../comparison/compare-all';
import type { HubAtWork } from '../hub-at-work';
import type { KnownConsent } from '../reference/consent';
import type { Reference } from '../reference/reference';

/** One decision, or one thing that happens. Which consent or person it is about is chosen by number among those that there are. */
export abstract class Decision implements fc.AsyncCommand<Reference, HubAtWork> {
  /** What it is done to; null where there is nothing to do it to. */
  protected abstract possible(reference: Reference): boolean;

  /** Does it at the hub and, if it is done there, in the reference. */
  protected abstract decide(reference: Reference, real: HubAtWork): Promise<string>;

  private done = '';

  check(reference: Readonly<Reference>): boolean {
    return this.possible(reference);
  }

  async run(reference: Reference, real: HubAtWork): Promise<void> {
    this.done = '';
    this.done = await this.decide(reference, real);
    await compareAll(real, reference);
  }

  /** For the shrunk sequence that a failure prints. */
  toString(): string {
    return this.done || `${this.constructor.name} ${JSON.stringify(this)}`;
  }
}

/** One of those that there are, by whatever number. */
export function pick<Value>(values: readonly Value[], number: number): Value | undefined {
  return values[number % values.length];
}

/** Chooses among whatever there will be. */
export const anyOf = fc.nat(11);

/** The institution at whose desk a consent can be changed: the one that took it down or asked for it, while it has a file. */
export function deskFor(reference: Reference, { home, capturedBy, requestedBy }: KnownConsent): InstitutionId | null {
  const desk = capturedBy ?? requestedBy;
  return desk !== null && reference.housesOf(home).includes(desk) ? desk : null;
}

export const counsellorOf = (institution: InstitutionId) => staff(institution);
