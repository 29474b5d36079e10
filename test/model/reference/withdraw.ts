import { dayInGermany } from '../../kit/ages';
import { isLiving, type KnownConsent, type Scope, type WithdrawnPart } from './consent';
import type { Reference } from './reference';

const LISTS = ['recipients', 'categories', 'purposes'] as const;

const meets = (a: Scope, b: Scope): boolean =>
  LISTS.every((list) => (a[list] as readonly string[]).some((word) => (b[list] as readonly string[]).includes(word)));

const cellsOf = ({ recipients, categories, purposes }: Scope): Scope[] =>
  recipients.flatMap((recipient) =>
    categories.flatMap((category) =>
      purposes.map((purpose) => ({ recipients: [recipient], categories: [category], purposes: [purpose] })),
    ),
  );

/** Nothing of it is left. */
const isGone = (consent: KnownConsent): boolean =>
  cellsOf(consent).every((cell) => consent.withdrawn.some((part) => meets(part, cell)));

/** Paper was said on its day, of which the hub's decisions are later; all else at its moment. */
const saidBefore = ({ saidAt, onPaper }: KnownConsent, at: number): boolean =>
  onPaper ? dayInGermany(days(saidAt)) <= dayInGermany(days(at)) : saidAt <= at;

const days = (moment: number): number => (moment - Date.now()) / 86_400_000;

/**
 * A person takes back a consent, or what of it is not among what is left; with it, whatever else that they said before opens
 * the same.
 * @param byFile it is read in a file of this day, and was not said in the hub
 */
export function withdraw(
  reference: Reference,
  consent: KnownConsent,
  left: Partial<Scope> | null,
  byFile = false,
): void {
  const at = byFile ? Date.parse(`${dayInGermany()}T00:00:00+0${germanOffset()}:00`) : Date.now();
  const whole: WithdrawnPart = {
    recipients: consent.recipients,
    categories: consent.categories,
    purposes: consent.purposes,
    at,
  };
  const lost = left === null ? [] : partsLost(consent, left, at);
  const narrowed = { ...consent, ...left, withdrawn: [...consent.withdrawn, ...lost] };
  const isWhole = left === null || (isGone(narrowed) && !consent.isImported);
  reference.change(consent.id, {
    ...left,
    withdrawn: narrowed.withdrawn,
    ...(isWhole && { state: 'WITHDRAWN', endedInHubAt: byFile ? null : at }),
  });
  if (!isLiving(consent, Date.now())) return;
  const parts = isWhole ? [whole] : lost;
  for (const other of othersOf(reference, consent)) {
    const met = parts.filter((part) => meets(part, other));
    if (met.length === 0 || !isLiving(other, Date.now()) || !saidBefore(other, at)) continue;
    const withdrawn = [...other.withdrawn, ...met];
    const ends = isGone({ ...other, withdrawn });
    reference.change(other.id, {
      withdrawn,
      ...(ends && { state: 'WITHDRAWN', endedInHubAt: byFile ? null : at }),
    });
  }
}

/** A paper comes into force: what the person has withdrawn in the hub since it was signed stays so. */
export function withoutWithdrawn(reference: Reference, consent: KnownConsent): KnownConsent {
  const since = othersOf(reference, consent).flatMap(({ withdrawn, endedInHubAt, ...scope }) => [
    ...withdrawn,
    ...(endedInHubAt === null ? [] : [{ ...scope, at: endedInHubAt }]),
  ]);
  const met = since.filter((part) => meets(part, consent) && saidBefore(consent, part.at));
  return { ...consent, withdrawn: [...consent.withdrawn, ...met] };
}

const partsLost = (consent: KnownConsent, left: Partial<Scope>, at: number): WithdrawnPart[] =>
  LISTS.flatMap((list) => {
    const gone = (consent[list] as readonly string[]).filter(
      (word) => !((left[list] as readonly string[] | undefined) ?? consent[list]).includes(word as never),
    );
    const { recipients, categories, purposes } = consent;
    return gone.length === 0 ? [] : [{ recipients, categories, purposes, at, [list]: gone }];
  });

/** The other consents of the person, under whichever id they were given. */
function othersOf(reference: Reference, { id, home }: KnownConsent): readonly KnownConsent[] {
  const sides = reference.sidesOf(home);
  return reference.consents.filter((one) => one.id !== id && sides.includes(one.home));
}

/** In hours; of the day itself. */
const germanOffset = (): number =>
  Number(
    new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', timeZoneName: 'longOffset' })
      .formatToParts(new Date())
      .find(({ type }) => type === 'timeZoneName')!
      .value.slice(4, 6),
  );
