import { isEstimated } from './birth-date';
import { nameParts } from './name-parts';
import { phoneKey } from './similarity';

/** Keys of one description at most; what has more names is found by those. */
const MOST_KEYS = 24;

/**
 * The keys under which an identity is looked for: only descriptions that share one are compared, so that the cost of a
 * comparison does not grow with the number of persons. Two sounds of the name in any order (whatever the birth date); the
 * birth date with one sound; the birth year, day and month in any order with one sound.
 * @returns keys separated by spaces
 */
export function identityKeys(givenName: string, familyName: string, birthDate: string): string {
  const sounds = [...new Set([...nameParts(givenName), ...nameParts(familyName)].map(({ sound }) => sound))].sort();
  const pairs = sounds.flatMap((one, index) => sounds.slice(index + 1).map((other) => `n:${one}+${other}`));
  const dates = isEstimated(birthDate) ? [] : sounds.map((sound) => `b:${anyOrder(birthDate)}:${sound}`);
  // A name of a single sound has no pair.
  const alone = sounds.length === 1 ? [`y:${birthDate.slice(0, 4)}:${sounds[0]}`] : [];
  return [...dates, ...alone, ...pairs].slice(0, MOST_KEYS).join(' ');
}

/** The keys of what is known of how to reach a person; an empty text where nothing is. */
export function contactKeys(phone: string | null, email: string | null): string {
  const digits = phoneKey({ phone });
  const address = email?.trim().toLowerCase().replace(/\s/g, '');
  return [...(digits ? [`p:${digits}`] : []), ...(address ? [`e:${address}`] : [])].join(' ');
}

/** A birth date with day and month in order of size, so that both orders have one key. */
function anyOrder(birthDate: string): string {
  const [year, month, day] = birthDate.split('-') as [string, string, string];
  return [year, ...[month, day].sort()].join('');
}
