import fc from 'fast-check';
import { staff } from '../../kit/hub';
import { dayInGermany } from '../../kit/ages';
import { tokenFor } from '../../operations/running-hub';
import { must, refused, type HubAtWork } from '../hub-at-work';
import type { KnownConsent } from '../reference/consent';
import type { Reference } from '../reference/reference';
import { withoutWithdrawn } from '../reference/withdraw';
import { anyOf, Decision, pick } from './command';
import { given, knownOf, TOLD, type Given, type Told } from './give';
import { inDays } from './scope';

const FORM = new Uint8Array(Buffer.from('%PDF-1.7\nUnterschrift\n%%EOF\n'));
const CAPTURE = `mutation ($input: CaptureConsentInput!) { captureConsent(input: $input) { ${TOLD} } }`;
const CHECK = `mutation ($input: CheckConsentInput!) { checkConsentCapture(input: $input) { ${TOLD} } }`;

/** A counsellor takes down what a person has signed on paper. It opens nothing before somebody else has compared it. */
export class CaptureOnPaper extends Decision {
  constructor(
    readonly who: number,
    readonly house: number,
    readonly what: Given,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, anyOf, given).map(([who, house, what]) => new CaptureOnPaper(who, house, what));

  protected possible(reference: Reference): boolean {
    return known(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id: home, name } = pick(known(reference), this.who)!;
    const capturedBy = pick(reference.housesOf(home), this.house)!;
    const caller = staff(capturedBy);
    const sent = await fetch(new URL(`/consent-scans?personId=${home}`, real.hub.url), {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', authorization: `Bearer ${await tokenFor(caller)}` },
      body: FORM,
    });
    const { id: scanId } = (await sent.json()) as { id: string };
    const { days, ...rest } = this.what;
    const input = { ...rest, personId: home, validUntil: inDays(days), signedOn: dayInGermany(), scanId };
    const { captureConsent: told } = await must<{ captureConsent: Told }>(real, caller, CAPTURE, { input });
    const consent = knownOf(told, home, { ...rest, dataUntil: null, requestedBy: null, capturedBy });
    reference.add({ ...consent, onPaper: true, uncheckedOf: caller.actor }, reference.sideNamed(capturedBy, home));
    return `${capturedBy} takes down what ${name} signed: ${JSON.stringify(this.what)}`;
  }
}

const known = (reference: Reference) =>
  reference.currentPersons().filter(({ id }) => reference.housesOf(id).length > 0);

/** A second member of staff compares the form with what was taken down; whoever took it down may not. */
export class CheckCapture extends Decision {
  constructor(
    readonly which: number,
    readonly matches: boolean,
    readonly bySameActor: boolean,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(anyOf, fc.boolean(), fc.boolean())
    .map(([which, matches, bySameActor]) => new CheckCapture(which, matches, bySameActor));

  protected possible(reference: Reference): boolean {
    return unchecked(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id, version, capturedBy, uncheckedOf } = pick(unchecked(reference), this.which)!;
    const input = { id, version, matches: this.matches, reason: this.matches ? null : 'Another name.' };
    const about = `${capturedBy} compares ${id.slice(0, 8)}`;
    if (this.bySameActor) {
      await refused(real, { ...staff(capturedBy!), actor: uncheckedOf! }, CHECK, { input }, 'CONSENT_FOUR_EYES');
      return `${about} by whoever took it down, in vain`;
    }
    const { checkConsentCapture: told } = await must<{ checkConsentCapture: Told }>(
      real,
      { ...staff(capturedBy!), actor: 'second-pair-of-eyes' },
      CHECK,
      { input },
    );
    const gives = { state: 'GIVEN', validFrom: Date.parse(told.validFrom), uncheckedOf: null } as const;
    const consent = reference.consents.find((one) => one.id === id)!;
    reference.change(
      id,
      this.matches
        ? { ...gives, withdrawn: withoutWithdrawn(reference, consent).withdrawn }
        : { state: 'INVALIDATED', uncheckedOf: null },
      { house: capturedBy! },
    );
    return `${about}: it ${this.matches ? 'matches' : 'does not match'}`;
  }
}

const unchecked = (reference: Reference): readonly KnownConsent[] =>
  reference.consents.filter(
    ({ uncheckedOf, state, capturedBy, home, validUntil }) =>
      uncheckedOf !== null &&
      state === 'REQUESTED' &&
      reference.housesOf(home).includes(capturedBy!) &&
      validUntil > Date.now(),
  );
