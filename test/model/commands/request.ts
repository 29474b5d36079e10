import fc from 'fast-check';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { self } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { KnownConsent } from '../reference/consent';
import type { Reference } from '../reference/reference';
import { anyOf, counsellorOf, Decision, deskFor, pick } from './command';
import { given, knownOf, TOLD, type Given, type Told } from './give';
import { inDays } from './scope';

const REQUEST = `mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { ${TOLD} } }`;
const ANSWER = `mutation ($input: AnswerConsentInput!) { answerConsentRequest(input: $input) { ${TOLD} } }`;

/** An institution asks a person for a consent, which opens nothing. */
export class Request extends Decision {
  constructor(
    readonly who: number,
    readonly house: number,
    readonly what: Given,
  ) {
    super();
  }

  static readonly any = fc.tuple(anyOf, anyOf, given).map(([who, house, what]) => new Request(who, house, what));

  protected possible(reference: Reference): boolean {
    return askers(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id: home, name } = pick(askers(reference), this.who)!;
    const requestedBy: InstitutionId = pick(reference.housesOf(home), this.house)!;
    const { days, secrecyRelease: _, ...rest } = this.what;
    const input = { ...rest, personId: home, validUntil: inDays(days), reason: 'So that nothing is asked twice.' };
    const { requestConsent: told } = await must<{ requestConsent: Told }>(real, counsellorOf(requestedBy), REQUEST, {
      input,
    });
    const known = { ...rest, secrecyRelease: false, dataUntil: null, requestedBy, capturedBy: null };
    reference.add(knownOf(told, home, known), reference.sideNamed(requestedBy, home));
    return `${requestedBy} asks ${name} for ${JSON.stringify(this.what)}`;
  }
}

const askers = (reference: Reference) =>
  reference.currentPersons().filter(({ id }) => reference.housesOf(id).length > 0);

/** The person answers, at a screen or at the desk of whoever asked: no, yes, or yes to one recipient of those asked for. */
export class Answer extends Decision {
  constructor(
    readonly which: number,
    readonly answer: 'NO' | 'YES' | 'TO ONE',
    readonly atDesk: boolean,
    readonly secrecyRelease: boolean,
    readonly login: number,
  ) {
    super();
  }

  static readonly any = fc
    .tuple(anyOf, fc.constantFrom('NO' as const, 'YES' as const, 'TO ONE' as const), fc.boolean(), fc.boolean(), anyOf)
    .map((said) => new Answer(...said));

  protected possible(reference: Reference): boolean {
    return waiting(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const consent = pick(waiting(reference), this.which)!;
    const { id, home, recipients } = consent;
    const desk = this.atDesk ? deskFor(reference, consent) : null;
    const login = pick(reference.sidesOf(home), this.login)!;
    const caller = desk ? counsellorOf(desk) : self(login);
    const less = this.answer === 'TO ONE' ? { recipients: recipients.slice(0, 1) } : {};
    const says =
      this.answer === 'NO' ? { answer: 'REFUSE' } : { answer: 'GIVE', ...less, secrecyRelease: this.secrecyRelease };
    const { answerConsentRequest: told } = await must<{ answerConsentRequest: Told }>(real, caller, ANSWER, {
      input: { id, ...says },
    });
    const yes = {
      ...less,
      saidAt: Date.now(),
      state: 'GIVEN',
      validFrom: Date.parse(told.validFrom),
      capturedBy: desk,
    } as const;
    const by = desk ? { house: desk } : login;
    reference.change(
      id,
      this.answer === 'NO' ? { state: 'REFUSED' } : { ...yes, secrecyRelease: this.secrecyRelease },
      by,
    );
    return `${reference.nameOf(home)} answers ${this.answer} to ${id.slice(0, 8)}`;
  }
}

/** Requests that nobody has answered, on paper or otherwise, and whose time is not over. */
const waiting = ({ consents }: Reference): readonly KnownConsent[] =>
  consents.filter(
    ({ state, uncheckedOf, validUntil }) => state === 'REQUESTED' && uncheckedOf === null && validUntil > Date.now(),
  );
