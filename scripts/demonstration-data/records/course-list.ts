export interface Course {
  readonly number: string;
  readonly title: string;
  readonly audience: string;
  readonly level: string;
  readonly provider: string;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Enrolments; 0 for a course that is planned only. */
  readonly participants: number;
}

const VHS = 'Volkshochschule';
const FAMILY_CENTRE = 'Familienbildungsstätte';
const EDUCATION = 'Bildungsträger Nord';
const CITY = 'Stadt Rheine, Team Beratung und Begleitung';

type Line = readonly [
  title: string,
  audience: string,
  level: string,
  provider: string,
  place: string,
  startsOn: string,
  endsOn: string,
  participants: number,
];

/** The language offensive (Sprachoffensive): 21 courses and a planned one, 7 to 23 participants, 12 to 13 on average. */
const LINES: readonly Line[] = [
  ['Deutsch für alle; Grundkurs', 'EVERYONE', 'BEGINNER', CITY, 'Stadtteilbüro Ost', '2018-11-19', '2019-03-29', 18],
  ['Deutsch für alle; Aufbaukurs', 'EVERYONE', 'ADVANCED', CITY, 'Stadtteilbüro Ost', '2019-04-29', '2019-07-12', 14],
  ['Grundkurs am Vormittag', 'EVERYONE', 'MIXED', CITY, 'Stadtteilbüro Süd', '2018-10-08', '2019-02-15', 16],
  ['Grundkurs am Abend', 'EVERYONE', 'MIXED', VHS, 'Bürgerzentrum', '2019-02-18', '2019-07-05', 23],
  ['Offener Kurs „Sprich mit!“', 'EVERYONE', 'MIXED', CITY, 'Bürgerzentrum', '2018-12-03', '2019-07-12', 15],
  ['Grundkurs im Ortsteil', 'EVERYONE', 'BEGINNER', VHS, 'Ortsteilhaus Mitte', '2019-03-11', '2019-07-05', 9],
  [
    'Frauen lernen Deutsch',
    'WOMEN_AND_CHILDREN',
    'MIXED',
    FAMILY_CENTRE,
    'Familienhaus',
    '2018-10-15',
    '2019-02-08',
    12,
  ],
  [
    'Frauen lernen Deutsch, mit Kinderbetreuung',
    ...(['WOMEN_AND_CHILDREN', 'BEGINNER', FAMILY_CENTRE, 'Familienhaus', '2019-02-25', '2019-06-28', 13] as const),
  ],
  ['Mama spricht Deutsch', 'WOMEN_AND_CHILDREN', 'MIXED', CITY, 'Stadtteilbüro Süd', '2019-01-14', '2019-05-31', 11],
  [
    'Deutsch & Schule: Grundschule',
    'PUPILS',
    'BEGINNER',
    EDUCATION,
    'Grundschule Nord',
    '2018-11-12',
    '2019-07-05',
    10,
  ],
  ['Deutsch & Schule: Klasse 5 bis 10', 'PUPILS', 'MIXED', EDUCATION, 'Gesamtschule', '2019-02-04', '2019-07-05', 8],
  ['Feriensprachkurs', 'PUPILS', 'MIXED', VHS, 'Gesamtschule', '2019-04-15', '2019-04-26', 12],
  [
    'Deutsch in der Ausbildung',
    'TRAINEES_AND_EMPLOYEES',
    'ADVANCED',
    EDUCATION,
    'Berufskolleg',
    '2018-10-01',
    '2019-06-28',
    9,
  ],
  [
    'Deutsch im Betrieb: Pflege',
    'TRAINEES_AND_EMPLOYEES',
    'ADVANCED',
    EDUCATION,
    'Pflegeschule',
    '2019-01-21',
    '2019-05-17',
    7,
  ],
  [
    'Deutsch im Betrieb: Lager',
    'TRAINEES_AND_EMPLOYEES',
    'BEGINNER',
    EDUCATION,
    'Gewerbepark',
    '2018-11-05',
    '2019-03-15',
    13,
  ],
  [
    'Deutsch am Arbeitsplatz',
    ...(['TRAINEES_AND_EMPLOYEES', 'MIXED', EDUCATION, 'Gewerbepark', '2019-03-25', '2019-07-12', 14] as const),
  ],
  ['Eltern in der Kita', 'PARENTS', 'BEGINNER', FAMILY_CENTRE, 'Kita am Park', '2018-11-26', '2019-05-24', 10],
  ['Elterncafé mit Sprachkurs', 'PARENTS', 'MIXED', FAMILY_CENTRE, 'Grundschule Süd', '2019-01-28', '2019-06-28', 12],
  ['Eltern und Schule', 'PARENTS', 'ADVANCED', CITY, 'Grundschule Nord', '2019-03-04', '2019-07-05', 11],
  ['Kurs nach der Frühschicht', 'SHIFT_WORKERS', 'BEGINNER', VHS, 'Volkshochschule', '2018-11-12', '2019-04-12', 13],
  ['Kurs vor der Spätschicht', 'SHIFT_WORKERS', 'MIXED', VHS, 'Volkshochschule', '2019-02-11', '2019-07-05', 12],
  ['Kurs am Samstag', 'SHIFT_WORKERS', 'MIXED', VHS, 'Volkshochschule', '2019-09-07', '2019-12-14', 0],
];

export const COURSES: readonly Course[] = LINES.map(
  ([title, audience, level, provider, place, startsOn, endsOn, participants], index) => ({
    number: `SO-${String(index + 1).padStart(2, '0')}`,
    ...{ title, audience, level, provider, place, startsOn, endsOn, participants },
  }),
);
