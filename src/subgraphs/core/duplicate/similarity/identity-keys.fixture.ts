import { isWholeDay } from '../../../../platform/partial-date';
import { isEstimated } from './birth-date';
import { soundsOf } from './name-parts';
import type { DescribedIdentity } from './similarity';

/** The keys of `core.identity_keys`, for tests without a database; a test with one compares them. */
export function identityKeys({ givenName, familyName, birthDate }: DescribedIdentity): string[] {
  const all = `${soundsOf(givenName ?? '')} ${soundsOf(familyName ?? '')}`.split(' ').filter((sound) => sound !== '');
  const sounds = [...new Set(all)].sort((a, b) => (a < b ? -1 : 1)).slice(0, 8);
  const [year, month, day] = birthDate.split('-');
  return [
    ...sounds.flatMap((one, index) => sounds.slice(index + 1).map((other) => `n:${one}+${other}`)),
    ...(isEstimated(birthDate) || !isWholeDay(birthDate)
      ? []
      : sounds.map((sound) => `b:${year}${[month, day].sort().join('')}:${sound}`)),
    ...(sounds.length === 1 ? [`y:${year}:${sounds[0]}`] : []),
  ];
}
