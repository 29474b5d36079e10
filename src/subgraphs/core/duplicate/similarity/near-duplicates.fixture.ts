import type { DescribedContact, DescribedIdentity } from './similarity';

/** What one institution has recorded of a human with two names. */
export type Described = DescribedIdentity &
  DescribedContact & { readonly givenName: string; readonly familyName: string };

const GIVEN = [
  'Mohammed Ahmad Fatima Aleksandr Yuliya Svetlana Khalid Amira Layla Ionut Mihaela Katarzyna Agnieszka Wojciech Giorgi',
  'Besnik Arbnor Shpresa Mehmet Ayse Hüseyin Zeynep Dimitrios Eleni Goran Snezana Ivan Olena Oksana Serhii Tesfaye',
  'Mariam Yohannes Selam Reza Parisa Ali Zahra Nasrin Carlos Lucia Joao Ines Matteo Chiara Nguyen Linh Thanh Priya',
].flatMap((line) => line.split(' '));
const FAMILY = [
  'Hosseini Rahimi Karimi Haddad Khoury Almasri Petrenko Shevchenko Kovalenko Ivanov Kuznetsov Popescu Ionescu Dumitru',
  'Kowalski Zielinski Wisniewski Nowak Gjonbalaj Krasniqi Hoxha Yilmaz Öztürk Demir Papadopoulos Georgiou Jovanovic',
  'Petrovic Tesfaye Gebremedhin Haile Abebe Garcia Lopez Fernandez Silva Santos Rossi Bianchi Tran Pham Sharma Gupta',
  'Müller Schäfer Weiß Groß Dvorak Novotny Horvath Nagy Szabo Djordjevic Berisha Shala',
].flatMap((line) => line.split(' '));

/** A reproducible stream of numbers from 0 to 1. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A synthetic human; one in eight has an estimated day of birth. */
export function human(next: () => number): Described {
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(next() * list.length)]!;
  const day = new Date(Date.UTC(1955, 0, 1) + Math.floor(next() * 18_000) * 86_400_000).toISOString().slice(0, 10);
  return {
    givenName: next() < 0.15 ? `${pick(GIVEN)} ${pick(GIVEN)}` : pick(GIVEN),
    familyName: next() < 0.15 ? `${pick(FAMILY)}-${pick(FAMILY)}` : pick(FAMILY),
    birthDate: next() < 0.125 ? `${day.slice(0, 4)}-01-01` : day,
    sex: pick(['FEMALE', 'MALE', 'UNKNOWN']),
    nationality: pick(['SY', 'UA', 'RO', 'PL', 'TR', 'AF', 'ER', 'XK']),
    street: `${pick(['Marktstraße', 'Bahnhofstraße', 'Lindenweg'])} ${Math.floor(next() * 90) + 1}`,
    postalCode: pick(['48429', '48431', '48432']),
    phone: next() < 0.6 ? `0171 39200${Math.floor(next() * 90) + 10}` : null,
  };
}

type Change = (human: Described, next: () => number) => Described;

const OTHER_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ü/gi, 'ue'],
  [/ß/g, 'ss'],
  [/ä/g, 'ae'],
  [/ks/g, 'x'],
  [/kh/gi, 'ch'],
  [/sh/gi, 'sch'],
  [/^Mohammed/, 'Muhamad'],
  [/^Ahmad/, 'Achmed'],
  [/^Aleksandr/, 'Oleksandr'],
  [/^Yu/, 'Iu'],
  [/w/gi, 'v'],
  [/j/g, 'y'],
  [/ou/g, 'u'],
  [/ei/g, 'ey'],
  [/i$/, 'y'],
  [/(a|e)(?=[nrl])/, '$1$1'],
];

const inName =
  (change: (name: string) => string): Change =>
  (human) => ({
    ...human,
    givenName: change(human.givenName),
    familyName: change(human.familyName),
  });

/** The ways in which one human comes to be registered twice. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'exactly the same': (human) => human,
  'another spelling': inName((name) => OTHER_SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), name)),
  'name parts swapped': (human) => ({ ...human, givenName: human.familyName, familyName: human.givenName }),
  'one family name of two': (human) => ({ ...human, familyName: human.familyName.split('-')[0]! }),
  'a letter left out': (human, next) => {
    const at = 1 + Math.floor(next() * (human.familyName.length - 1));
    return { ...human, familyName: human.familyName.slice(0, at) + human.familyName.slice(at + 1) };
  },
  'day and month swapped': (human) => {
    const [year, month, day] = human.birthDate.split('-') as [string, string, string];
    return Number(day) > 12 ? human : { ...human, birthDate: `${year}-${day}-${month}` };
  },
  'a digit of the birth date wrong': (human) => {
    const year = human.birthDate.slice(0, 3) + String((Number(human.birthDate[3]) + 3) % 10);
    return { ...human, birthDate: year + human.birthDate.slice(4) };
  },
  'the day of birth estimated': (human) => ({ ...human, birthDate: `${human.birthDate.slice(0, 4)}-01-01` }),
  'moved, without telephone': (human) => ({ ...human, street: 'Neuer Weg 5', phone: null }),
};
