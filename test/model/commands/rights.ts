import fc from 'fast-check';
import { self, staff } from '../../kit/hub';
import { must, type HubAtWork } from '../hub-at-work';
import type { Reference } from '../reference/reference';
import { anyOf, Decision, pick } from './command';

export const ASK = 'mutation ($input: RequestRightInput!) { requestRight(input: $input) { id version } }';
export const ANSWER =
  'mutation ($input: AnswerRequestInput!) { answerRightsRequest(input: $input) { id version state } }';
const TAKE_BACK = 'mutation ($id: ID!, $version: Int!) { withdrawRightsRequest(id: $id, version: $version) { state } }';

/** A request as it was made. */
export interface Asked {
  readonly requestRight: { readonly id: string; readonly version: number };
}
interface Answered {
  readonly answerRightsRequest: { readonly id: string; readonly version: number };
}

/** A record is stored only, as its person asks: nobody else reads it any more (Art. 18 GDPR). */
export class Restrict extends Decision {
  constructor(readonly which: number) {
    super();
  }

  static readonly any = fc.nat(40).map((which) => new Restrict(which));

  protected possible(reference: Reference): boolean {
    return restrictable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { id: recordId, type, author, home } = pick(restrictable(reference), this.which)!;
    const input = { kind: 'RESTRICTION', recordType: type, recordId, words: 'It is not mine.' };
    const { requestRight } = await must<Asked>(real, self(reference.current(home)), ASK, { input });
    const { id, version } = requestRight;
    const { answerRightsRequest } = await must<Answered>(real, staff(author), ANSWER, {
      input: { id, version, action: 'GRANT' },
    });
    mark(reference, recordId, true);
    reference.restrictions = [
      ...reference.restrictions,
      { requestId: id, version: answerRightsRequest.version, recordId },
    ];
    return `${author} stores its ${type} of ${reference.nameOf(home)} only`;
  }
}

/** The person takes the restriction back, and the record is read as before. */
export class TakeBackRestriction extends Decision {
  constructor(readonly which: number) {
    super();
  }

  static readonly any = anyOf.map((which) => new TakeBackRestriction(which));

  protected possible({ restrictions }: Reference): boolean {
    return restrictions.length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const restriction = pick(reference.restrictions, this.which)!;
    const { home } = reference.records.find(({ id }) => id === restriction.recordId)!;
    const { requestId: id, version } = restriction;
    await must(real, self(reference.current(home)), TAKE_BACK, { id, version });
    mark(reference, restriction.recordId, false);
    reference.restrictions = reference.restrictions.filter((one) => one !== restriction);
    return `${reference.nameOf(home)} takes a restriction back`;
  }
}

const restrictable = (reference: Reference) =>
  reference.records.filter(
    ({ type, author, home, isRestricted }) =>
      !isRestricted && !['Booklet', 'Identity'].includes(type) && reference.housesOf(home).includes(author),
  );

function mark(reference: Reference, recordId: string, isRestricted: boolean): void {
  reference.records = reference.records.map((one) => (one.id === recordId ? { ...one, isRestricted } : one));
}

/** An institution forgets a person, as they ask: its records and its file are gone (Art. 17 GDPR). */
export class Erase extends Decision {
  constructor(readonly which: number) {
    super();
  }

  static readonly any = anyOf.map((which) => new Erase(which));

  protected possible(reference: Reference): boolean {
    return erasable(reference).length > 0;
  }

  protected async decide(reference: Reference, real: HubAtWork): Promise<string> {
    const { institution, home } = pick(erasable(reference), this.which)!;
    const isTheirs = (one: { author: string; home: string }) => one.author === institution && one.home === home;
    const types = new Set(reference.records.filter(isTheirs).map(({ type }) => type)).add('PersonLink');
    const { requestRight } = await must<Asked>(real, self(home), ASK, { input: { kind: 'ERASURE', institution } });
    const erasure = [...types].map((recordType) => ({ recordType, outcome: 'ERASE' }));
    await must(real, staff(institution), ANSWER, { input: { ...requestRight, action: 'GRANT', erasure } });
    const gone = reference.records.filter(isTheirs).map(({ id }) => id);
    reference.records = reference.records.filter(({ id }) => !gone.includes(id));
    reference.restrictions = reference.restrictions.filter(({ recordId }) => !gone.includes(recordId));
    reference.links = reference.links.filter((one) => one.institution !== institution || one.home !== home);
    return `${institution} forgets ${reference.nameOf(home)}`;
  }
}

/** Files of institutions that no law makes keep anything, about persons who are one registration and nobody's carrier. */
const erasable = (reference: Reference) =>
  reference.links.filter(
    ({ institution, home }) =>
      institution !== 'jobcenter' &&
      reference.sidesOf(home).length === 1 &&
      !reference.bookletLinks.some(
        (one) => one.institution === institution && [one.carrier, one.cameFrom].includes(home),
      ),
  );
