import type { InstitutionId } from '../../access/vocabulary';

/** The channel on which PostgreSQL announces what was committed. */
export const LIVE_CHANNEL = 'geleit';

const KINDS = ['CONSENT', 'ANSWER', 'TASK'] as const;
export type LiveKind = (typeof KINDS)[number];

/**
 * Something that has changed: only ids. Whoever receives it reads the rest with their own rights, so that an
 * announcement, even a forged one, opens nothing.
 */
export interface LiveEvent {
  readonly kind: LiveKind;
  /** Of the consent or the task. */
  readonly id: string;
  readonly version: number;
  readonly person: string;
  /** The institutions that it concerns. */
  readonly institutions: readonly string[];
}

/** What a subscriber is handed: an event; or that some may have been missed, so that they have to read again. */
export type LiveSignal = LiveEvent | 'RELOAD';

/** Whom a subscription is about: a person, or an institution, of which only one person where `person` is given. */
export type LiveAudience =
  { readonly person: string } | { readonly institution: InstitutionId; readonly person?: string | null };

/** The index under which a subscriber waits; an event is looked up under all of `keysOf`. */
export function liveKey(kind: LiveKind, audience: LiveAudience): string {
  if (!('institution' in audience)) return `${kind} person ${audience.person}`;
  return `${kind} ${audience.institution} ${audience.person ?? 'all'}`;
}

/** The indexes under which an event's subscribers wait: as many as institutions concerned, however many subscribers. */
export function keysOf({ kind, person, institutions }: LiveEvent): string[] {
  return [
    `${kind} person ${person}`,
    ...institutions.flatMap((institution) => [`${kind} ${institution} all`, `${kind} ${institution} ${person}`]),
  ];
}

/** Reads an announcement; one that cannot be read says that something was missed. */
export function readAnnouncement(text: string | undefined): LiveSignal {
  try {
    const event = JSON.parse(text ?? '') as Partial<Record<keyof LiveEvent, unknown>>;
    const { kind, id, version, person, institutions } = event;
    const isKnown =
      KINDS.some((known) => known === kind) &&
      typeof id === 'string' &&
      typeof version === 'number' &&
      typeof person === 'string' &&
      Array.isArray(institutions) &&
      institutions.every((institution) => typeof institution === 'string');
    return isKnown ? (event as LiveEvent) : 'RELOAD';
  } catch {
    return 'RELOAD';
  }
}
