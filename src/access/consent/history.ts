import type { ConsentState } from '../vocabulary';
import type { StandingConsent } from './compile';

/**
 * One step in the life of a consent: how it stood from then on. Steps are never changed, so what was known on any day can
 * be told. Times in milliseconds since 1970.
 */
export interface ConsentEvent {
  readonly consentId: string;
  /** Counts from 1 within the consent. */
  readonly version: number;
  /** When the step was recorded. */
  readonly at: number;
  readonly consent: Omit<StandingConsent, 'id' | 'version'> & {
    /** When it ended, which may lie before the step that recorded it; null while it has not. */
    readonly endedAt: number | null;
  };
}

/** The step by which a consent stood on a day, and the state in which it stood. */
export interface Standing<Event extends ConsentEvent> {
  readonly event: Event;
  readonly state: ConsentState;
}

/**
 * How each consent stood at one moment, as it was known at another (bitemporal): what the registry answers. A change holds
 * from the moment at which it was recorded; an end from its own moment on, also if it was recorded later; a consent on paper
 * that was recorded after the fact is there from its beginning; a faulty form never was a consent (ex tunc), once that is
 * known. Whether data were open in the hub at that moment is another question: see `consentsAt`.
 * @param events of any number of consents, in any order
 * @returns one standing for each consent that was known and had begun
 */
export function standingsAt<Event extends ConsentEvent>(
  events: readonly Event[],
  asOf: number,
  knownAsOf: number,
): readonly Standing<Event>[] {
  const byConsent = new Map<string, Event[]>();
  for (const event of events) {
    if (event.at <= knownAsOf) byConsent.set(event.consentId, [...(byConsent.get(event.consentId) ?? []), event]);
  }
  return [...byConsent.values()].flatMap((known) => standing(known.toSorted(byVersion), asOf) ?? []);
}

const byVersion = (a: ConsentEvent, b: ConsentEvent): number => a.version - b.version;

function standing<Event extends ConsentEvent>(known: readonly Event[], asOf: number): Standing<Event> | null {
  const [first, last] = [known[0]!, known.at(-1)!];
  const recorded = known.findLast(({ at }) => at <= asOf);
  if (!recorded && !(first.consent.validFrom <= asOf)) return null;
  if (last.consent.state === 'INVALIDATED') return { event: last, state: 'INVALIDATED' };
  const event = recorded ?? first;
  if (hasEnded(last, asOf)) return { event: last, state: last.consent.state };
  const { state, validUntil } = event.consent;
  // What was recorded later as ended already, but ended after the day that is asked for, held on that day. What was on
  // record as ended by then lets nothing through, whatever moment it names.
  const was = !recorded && isEnd(state) ? 'GIVEN' : state;
  return { event, state: (was === 'GIVEN' || was === 'RENEWED') && validUntil <= asOf ? 'EXPIRED' : was };
}

function isEnd(state: ConsentState): boolean {
  return state === 'WITHDRAWN' || state === 'REVOKED' || state === 'EXPIRED';
}

/** An end without a moment has always been: it lets nothing through. */
function hasEnded({ consent: { state, endedAt } }: ConsentEvent, asOf: number): boolean {
  return isEnd(state) && (endedAt === null || endedAt <= asOf);
}

/**
 * The consents of a person as they stood, ready to be compiled into grants. A consent that was not on record by then opened
 * nothing: nothing that is recorded later opens the past. What only time has ended keeps the state in which it is stored,
 * as in the database: its grants end with its period, and leave out what an exception never let it open.
 */
export function consentsAt(
  events: readonly ConsentEvent[],
  asOf: number,
  knownAsOf: number,
): readonly StandingConsent[] {
  const onRecord = new Set(events.flatMap(({ at, consentId }) => (at <= asOf ? consentId : [])));
  return standingsAt(events, asOf, knownAsOf)
    .filter(({ event }) => onRecord.has(event.consentId))
    .map(({ event: { consent, consentId, version }, state }) => {
      const { endedAt: _, ...rest } = consent;
      return { ...rest, id: consentId, version, state: state === 'EXPIRED' ? consent.state : state };
    });
}
