import { day, oneOf } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordReference, RecordType } from '../../../records/record-type';
import { LanguageCourse } from './language-course.record';

const EnrolmentStatus = oneOf('EnrolmentStatus', 'How far a person has come in a course.', {
  ENROLLED: 'Has a place; the course has not begun for them.',
  ATTENDING: 'Takes part.',
  COMPLETED: 'Took part until the end.',
  DROPPED_OUT: 'Left before the end.',
});

const CefrLevel = oneOf(
  'CefrLevel',
  'Level of the Common European Framework of Reference for Languages (Gemeinsamer Europäischer Referenzrahmen).',
  {
    A1: 'Beginner: simple, everyday phrases.',
    A2: 'Elementary: routine matters in simple sentences.',
    B1: 'Intermediate: most situations of work, school and travel.',
    B2: 'Upper intermediate: talks with native speakers without strain.',
    C1: 'Advanced: demanding texts, and speaking fluently.',
    C2: 'Mastery: nearly everything without effort.',
  },
);

@RecordType({
  description: "A person's place in a language course.",
  table: 'city.language_enrolment',
  author: 'city',
  category: 'LANGUAGE',
  occasion: 'COURSE_ENROLMENT',
  onPerson: { field: 'languageEnrolments', many: true },
  naturalKey: ['course', 'personId'],
  importKind: 'language-enrolments',
  newestBy: 'enrolledOn',
  dataDay: 'enrolledOn',
  periods: [['enrolledOn', 'completedOn']],
})
export class LanguageEnrolment extends PersonRecord {
  @RecordReference(() => LanguageCourse, {
    required: true,
    importColumn: 'course_number',
    description: 'The course in which the person has a place.',
  })
  course: LanguageCourse | null;

  @RecordField(day(), { required: true, description: 'Day of the enrolment.' })
  enrolledOn: string | null;

  @RecordField(EnrolmentStatus, { required: true, description: 'How far the person has come.' })
  status: string | null;

  @RecordField(day(), { description: 'Day on which the course was completed.' })
  completedOn: string | null;

  @RecordField(CefrLevel, { description: 'Level that was reached.' })
  levelReached: string | null;
}
