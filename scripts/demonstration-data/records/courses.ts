import type { Client, Clients } from '../clients';
import { addDays, later, workingDay, type IsoDate } from '../calendar';
import type { Row } from '../kinds';
import { isAtLeast } from '../people/person';
import { Random } from '../random';
import { COURSES, type Course } from './course-list';
import { delivery, type Delivery } from './delivery';

/** The day of the progress report: courses that end later are still running. */
const REPORTED_ON: IsoDate = '2019-06-14';

/** The courses of the language offensive (Sprachoffensive). */
export function languageCourses(): Delivery {
  const rows = COURSES.map((course): Row<'language-courses'> => ({
    course_number: course.number,
    title: course.title,
    audience: course.audience,
    level: course.level,
    provider: course.provider,
    place: course.place,
    starts_on: course.startsOn,
    ends_on: course.endsOn,
    status: course.participants > 0 ? 'OFFERED' : 'PLANNED',
  }));
  return delivery('city', 'language-courses', rows);
}

/** Ages of pupils where a course is for one kind of school; otherwise all who go to school. */
const PUPILS_AGED: Readonly<Record<string, readonly [youngest: number, oldest: number]>> = {
  'SO-10': [6, 10],
  'SO-11': [10, 17],
};

/** Whether the person belongs to those whom the course is made for. */
function isAudience(course: Course, { person, household }: Client): boolean {
  const grownUp = isAtLeast(person, 18, course.startsOn);
  const member = household?.members.find((candidate) => candidate.person === person);
  const isParent =
    household?.kind === 'FAMILY' && (member?.relationship === 'HEAD' || member?.relationship === 'PARTNER');
  switch (course.audience) {
    case 'PUPILS': {
      const [youngest, oldest] = PUPILS_AGED[course.number] ?? [6, 17];
      return isAtLeast(person, youngest, course.startsOn) && !isAtLeast(person, oldest + 1, course.startsOn);
    }
    case 'WOMEN_AND_CHILDREN':
      return person.sex === 'FEMALE' && grownUp;
    case 'PARENTS':
      return isParent;
    default:
      return grownUp;
  }
}

/** Enrolments: carriers of a booklet come first, each course has exactly the participants planned for it. */
export function languageEnrolments(clients: Clients): Delivery {
  const random = new Random('language enrolments');
  const enrolledTimes = new Map<Client, number>();
  const rows = COURSES.flatMap((course) => {
    const open = clients.city.filter((client) => canJoin(course, client) && (enrolledTimes.get(client) ?? 0) < 2);
    const ranked = random
      .shuffled(open)
      .sort((a, b) => rank(a, enrolledTimes.get(a)) - rank(b, enrolledTimes.get(b)))
      .slice(0, course.participants);
    if (ranked.length < course.participants) throw new Error(`Too few people for the course ${course.number}.`);
    return ranked.map((client): Row<'language-enrolments'> => {
      enrolledTimes.set(client, (enrolledTimes.get(client) ?? 0) + 1);
      return enrolment(random, course, client);
    });
  });
  return delivery('city', 'language-enrolments', rows);
}

function canJoin(course: Course, client: Client): boolean {
  const departure = client.household?.departure?.on;
  const inTime = client.since <= addDays(course.startsOn, 10);
  return inTime && (departure === undefined || departure > addDays(course.startsOn, 28)) && isAudience(course, client);
}

/** Lower joins first: the persons of the examples, other carriers, then those without a course. */
function rank({ carrier }: Client, times = 0): number {
  if (times > 0) return 3;
  if (carrier === undefined) return 2;
  return carrier.bookletNumber <= 'RH-0003' ? 0 : 1;
}

function enrolment(random: Random, course: Course, client: Client): Row<'language-enrolments'> {
  const earliest = later(client.since, addDays(course.startsOn, -21));
  const common = {
    course_number: course.number,
    file_number: client.fileNumber,
    enrolled_on: workingDay(random, earliest, addDays(course.startsOn, 10)),
  };
  const leavesEarly = (client.household?.departure?.on ?? course.endsOn) < course.endsOn;
  const example = client.carrier !== undefined && client.carrier.bookletNumber <= 'RH-0003';
  if (!example && (leavesEarly || random.chance(0.1))) return { ...common, status: 'DROPPED_OUT' };
  if (course.endsOn > REPORTED_ON) return { ...common, status: random.chance(0.85) ? 'ATTENDING' : 'ENROLLED' };
  const levels =
    course.level === 'ADVANCED' ? ['B1', 'B2', 'C1'] : course.level === 'BEGINNER' ? ['A1', 'A2'] : ['A1', 'A2', 'B1'];
  return { ...common, status: 'COMPLETED', completed_on: course.endsOn, level_reached: random.pick(levels) };
}
