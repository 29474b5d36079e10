import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFiller } from '../../../../platform/text/filler';
import { identityKeys } from './identity-keys.fixture';
import { CHANGES, human, numbers, type Described } from './near-duplicates.fixture';
import { compareContacts, compareIdentities, scoreOf, type SimilarityReason } from './similarity';

const described = (givenName: string, familyName: string, birthDate: string, more: Partial<Described> = {}) => ({
  ...{ givenName, familyName, birthDate },
  ...more,
});

/** 1 January is what offices enter for an unknown day. */
const isKnown = (birthDate: string) => birthDate.length === 10 && !birthDate.endsWith('-01-01');

/** What whoever may read all of it is told. */
function similarity(one: Described, other: Described) {
  const [identity, contact] = [compareIdentities(one, other), compareContacts(one, other)];
  return { score: scoreOf(identity, contact) / 1000, reasons: [...identity.reasons, ...contact.reasons] };
}

/** Above it a pair goes to the review queue in the policy of Rheine. */
const THRESHOLD = 0.82;

type Case = readonly [
  what: string,
  one: Described,
  other: Described,
  isCandidate: boolean,
  reasons: readonly SimilarityReason[],
];

const EXAMPLES: readonly Case[] = [
  [
    'Ukrainian and Russian transcription',
    described('Oleksandr', 'Kovalenko', '1984-03-17'),
    described('Aleksandr', 'Kowalenko', '1984-03-17'),
    true,
    ['NAME_SPELLING', 'BIRTH_DATE'],
  ],
  [
    'Cyrillic letters',
    described('Юлія', 'Шевченко', '1990-05-02'),
    described('Yuliya', 'Schewtschenko', '1990-05-02'),
    true,
    ['NAME_SPELLING', 'BIRTH_DATE'],
  ],
  [
    'Arabic letters, without vowels',
    described('محمد', 'Haddad', '1979-11-23'),
    described('Mohammed', 'Haddad', '1979-11-23'),
    true,
    ['NAME_SPELLING', 'BIRTH_DATE'],
  ],
  [
    'the many ways to write Muhammad',
    described('Muhammad', 'Al-Khatib', '1988-07-09'),
    described('Mohamed', 'El Chatib', '1988-07-09'),
    true,
    ['NAME_SPELLING', 'BIRTH_DATE'],
  ],
  [
    'given and family name swapped',
    described('Tesfaye', 'Haile', '1992-02-13'),
    described('Haile', 'Tesfaye', '1992-02-13'),
    true,
    ['NAME', 'NAME_PARTS_SWAPPED', 'BIRTH_DATE'],
  ],
  [
    'a double family name of which one office writes half',
    described('Lucia', 'García López', '1981-09-30'),
    described('Lucía', 'Garcia', '1981-09-30'),
    true,
    ['NAME', 'NAME_PART_MISSING', 'BIRTH_DATE'],
  ],
  [
    'umlauts written out, day and month swapped',
    described('Jürgen', 'Müller', '1970-04-11'),
    described('Juergen', 'Mueller', '1970-11-04'),
    true,
    ['NAME', 'BIRTH_DATE_SWAPPED'],
  ],
  [
    'one digit of the birth date wrong',
    described('Parisa', 'Rahimi', '1995-08-21'),
    described('Parisa', 'Rahimi', '1996-08-21'),
    true,
    ['NAME', 'BIRTH_DATE_ONE_DIGIT'],
  ],
  [
    'one office knows only the year of birth',
    described('Zahra', 'Karimi', '1986-01-01'),
    described('Zahra', 'Karimi', '1986-06-14'),
    true,
    ['NAME', 'BIRTH_YEAR'],
  ],
  [
    'another spelling and an estimated day of birth: too little without more',
    described('Ali', 'Hosseini', '1990-01-01'),
    described('Aly', 'Hussein', '1990-01-01'),
    false,
    ['NAME_SPELLING', 'BIRTH_DATE_ESTIMATED'],
  ],
  [
    'an estimated day, and a year converted from another calendar to the next one',
    described('Zahra', 'Karimi', '1989-01-01'),
    described('Zahra', 'Karimi', '1990-01-01'),
    true,
    ['NAME', 'BIRTH_YEAR_TRANSCRIBED'],
  ],
  [
    'one office knows the month of birth, the other the day',
    described('Zahra', 'Karimi', '1986-06'),
    described('Zahra', 'Karimi', '1986-06-14'),
    true,
    ['NAME', 'BIRTH_MONTH'],
  ],
  [
    'both know only the year of birth',
    described('Zahra', 'Karimi', '1986'),
    described('Zahra', 'Karimi', '1986'),
    true,
    ['NAME', 'BIRTH_YEAR'],
  ],
  [
    'what one office leaves out the other has made up',
    described('Zahra', 'Karimi', '1986'),
    described('Zahra', 'Karimi', '1986-01-01'),
    true,
    ['NAME', 'BIRTH_YEAR'],
  ],
  [
    'a year that was converted from another calendar, and no more of either',
    described('Zahra', 'Karimi', '1986'),
    described('Zahra', 'Karimi', '1987-03-21'),
    true,
    ['NAME', 'BIRTH_YEAR_TRANSCRIBED'],
  ],
  [
    'two months of one year',
    described('Zahra', 'Karimi', '1986-06'),
    described('Zahra', 'Karimi', '1986-09-14'),
    false,
    ['NAME'],
  ],
  [
    'two digits of the year have changed places',
    described('Parisa', 'Rahimi', '1978-08-21'),
    described('Parisa', 'Rahimi', '1987-08-21'),
    true,
    ['NAME', 'BIRTH_YEAR_TRANSCRIBED'],
  ],
  [
    'one name, and years of birth that no slip makes of each other',
    described('Parisa', 'Rahimi', '1978-08-21'),
    described('Parisa', 'Rahimi', '1992-08-21'),
    false,
    ['NAME'],
  ],
  [
    'nobody knows the name of either',
    described('Unbekannt', 'Unbekannt', '1990-03-04'),
    described('Unbekannt', 'Unbekannt', '1990-03-04'),
    false,
    ['BIRTH_DATE'],
  ],
  [
    'what stands for a telephone and an address is none',
    described('Amira', 'Haddad', '1980-05-05', { phone: '000000000', street: 'unbekannt', postalCode: '48431' }),
    described('Amira', 'Haddad', '1991-12-09', { phone: '000000000', street: 'unbekannt', postalCode: '48431' }),
    false,
    ['NAME'],
  ],
  [
    'twins: one family name, birth date and address',
    described('Amira', 'Haddad', '2001-12-03', { street: 'Marktstr. 1', postalCode: '48431' }),
    described('Khalid', 'Haddad', '2001-12-03', { street: 'Marktstraße 1', postalCode: '48431' }),
    false,
    ['BIRTH_DATE', 'ADDRESS'],
  ],
  [
    'father and son of one name at one telephone',
    described('Mehmet', 'Demir', '1965-05-05', { phone: '+49 171 3920012' }),
    described('Mehmet', 'Demir', '1994-10-19', { phone: '0171 3920012' }),
    false,
    ['NAME', 'PHONE'],
  ],
  [
    'two humans of one birth date',
    described('Chiara', 'Rossi', '1999-03-08'),
    described('Olena', 'Petrenko', '1999-03-08'),
    false,
    ['BIRTH_DATE'],
  ],
];

const names = fc.constantFrom(
  'Amira',
  'Mohammed',
  'Юлія',
  'Ana Maria',
  'Özkaya',
  'García-López',
  'Al-Khatib',
  'X',
  '李',
  '-',
);
const days = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const births = fc.oneof(
  { arbitrary: days, weight: 3 },
  fc.tuple(days, fc.constantFrom(4, 7)).map(([day, known]) => day.slice(0, known)),
);
const anybody: fc.Arbitrary<Described> = fc.record({
  givenName: fc.oneof(names, fc.string({ minLength: 1, maxLength: 30 })),
  familyName: fc.oneof(names, fc.string({ minLength: 1, maxLength: 30 })),
  birthDate: births,
  sex: fc.constantFrom('FEMALE', 'MALE', 'UNKNOWN', null),
  nationality: fc.constantFrom('SY', 'UA', null),
  phone: fc.constantFrom('0171 3920012', '12', null),
});

describe('the similarity of two descriptions', () => {
  it.each(EXAMPLES)('%s', (_, one, other, isCandidate, reasons) => {
    const { score, reasons: found } = similarity(one, other);
    expect([score >= THRESHOLD, found, score]).toEqual([isCandidate, reasons, score]);
  });

  it('is symmetric', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        expect(similarity(one, other)).toEqual(similarity(other, one));
      }),
    );
  });

  it('grows by the contacts and by nothing else of them: who may not read those is told what the identities say', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const without = ({ givenName, familyName, birthDate, sex, nationality }: Described): Described => ({
          ...{ givenName, familyName, birthDate, sex, nationality },
        });
        expect(similarity(one, other).score).toBeGreaterThanOrEqual(similarity(without(one), without(other)).score);
        expect(compareIdentities(one, other)).toEqual(compareIdentities(without(one), without(other)));
      }),
    );
  });

  it('lies between 0 and 1, and names each reason once', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const { score, reasons } = similarity(one, other);
        expect(score >= 0 && score <= 1).toBe(true);
        expect(new Set(reasons).size).toBe(reasons.length);
      }),
    );
  });

  it('is 1 for the same description, unless the day of birth is unknown or a name has no letters', () => {
    fc.assert(
      fc.property(anybody, (one) => {
        const names = [one.givenName, one.familyName];
        fc.pre(names.every((name) => /\p{L}{2}/u.test(name) && !isFiller(name)) && isKnown(one.birthDate));
        expect(similarity(one, one).score).toBe(1);
      }),
    );
  });

  it('does not depend on the order of the parts of a name', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const swapped = { ...one, givenName: one.familyName, familyName: one.givenName };
        expect(similarity(swapped, other).score).toBe(similarity(one, other).score);
      }),
    );
  });

  it('never grows when the birth date is taken for an estimated one, or less of it is known', () => {
    fc.assert(
      fc.property(anybody, days, (one, birthDate) => {
        const whole = { ...one, birthDate };
        for (const less of [`${birthDate.slice(0, 4)}-01-01`, birthDate.slice(0, 7), birthDate.slice(0, 4)]) {
          expect(similarity(whole, { ...whole, birthDate: less }).score).toBeLessThanOrEqual(
            similarity(whole, whole).score,
          );
        }
      }),
    );
  });
});

describe('what stands for a name that nobody knows', () => {
  it.each([
    'Unbekannt',
    'UNBEKANNT',
    'N.N.',
    'N. N.',
    'NN',
    '-',
    '--',
    '?',
    '.',
    'keine Angabe',
    'k.A.',
    'n/a',
    'xxx',
    'XX',
    'ohne Namen',
  ])('%s gives no key, and is no evidence', (filler) => {
    const nobody = described(filler, filler, '1991-05-06');
    expect(identityKeys(nobody)).toEqual([]);
    expect(similarity(nobody, nobody).score).toBeLessThan(0.2);
  });

  it.each(['Na', 'Ka', 'Ohnesorg', 'Nun', 'Xi', 'Anna', 'Unbehaun', '李', 'A.'])('is not %s', (name) => {
    expect(isFiller(name)).toBe(false);
  });

  it('leaves what is known: the family name, with the day of birth', () => {
    const one = described('Unbekannt', 'Rahimzada', '1991-05-06');
    expect(similarity(one, described('-', 'Rahimzadah', '1991-05-06')).score).toBeGreaterThan(THRESHOLD);
  });
});

describe('the keys under which descriptions are looked for', () => {
  it('do not depend on the order of the parts of a name', () => {
    fc.assert(
      fc.property(anybody, (one) => {
        const swapped = { ...one, givenName: one.familyName, familyName: one.givenName };
        expect(identityKeys(swapped)).toEqual(identityKeys(one));
      }),
    );
  });

  it.each(EXAMPLES.filter(([, , , isCandidate]) => isCandidate))('find a candidate: %s', (_, one, other) => {
    expect(identityKeys(one).some((key) => identityKeys(other).includes(key))).toBe(true);
  });
});

describe('on 4,500 registrations of 500 synthetic humans', () => {
  const next = numbers(20_190_702);
  const humans = Array.from({ length: 500 }, () => human(next));
  const registered = humans.flatMap((one, index) =>
    Object.entries(CHANGES).map(([change, apply]) => ({ human: index, change, described: apply(one, next) })),
  );
  const byKey = new Map<string, number[]>();
  registered.forEach(({ described: one }, index) => {
    for (const key of identityKeys(one)) {
      byKey.set(key, [...(byKey.get(key) ?? []), index]);
    }
  });
  /** The original of a human with each other registration that shares a key with it and is alike enough. */
  const found = humans.map((_, index) => {
    const first = index * Object.keys(CHANGES).length;
    const original = registered[first]!.described;
    const sharing = new Set(identityKeys(original).flatMap((key) => byKey.get(key)!));
    return [...sharing]
      .filter((other) => other !== first)
      .filter((other) => similarity(original, registered[other]!.described).score >= THRESHOLD);
  });
  const isSame = (index: number, other: number) => registered[other]!.human === index;

  it('at least 97 of 100 pairs found are one human', () => {
    const pairs = found.flatMap((others, index) => others.map((other) => isSame(index, other)));
    expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThanOrEqual(0.97);
  });

  it.each(Object.keys(CHANGES).slice(1))('at least 9 of 10 are found again: %s', (change) => {
    const again = found.filter((others, index) =>
      others.some((other) => isSame(index, other) && registered[other]!.change === change),
    );
    expect(again.length / humans.length).toBeGreaterThanOrEqual(0.9);
  });
});
