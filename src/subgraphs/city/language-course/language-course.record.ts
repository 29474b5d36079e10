import { day, oneOf, text } from '../../../records/kinds';
import { RecordBase, RecordField, RecordType } from '../../../records/record-type';

const CourseAudience = oneOf('CourseAudience', 'Whom a language course is for.', {
  WOMEN_AND_CHILDREN: 'Women, with their children looked after.',
  PUPILS: 'Pupils, beside or before school.',
  TRAINEES_AND_EMPLOYEES: 'People in training or work.',
  PARENTS: 'Parents, e.g. at the school of their children.',
  SHIFT_WORKERS: 'People who work in shifts; the hours change with them.',
  EVERYONE: 'Anybody.',
});

const CourseLevel = oneOf('CourseLevel', 'What participants know before a language course.', {
  BEGINNER: 'No or hardly any German.',
  ADVANCED: 'Some German.',
  MIXED: 'All levels learn together.',
});

const CourseStatus = oneOf('CourseStatus', 'Whether a language course takes place already.', {
  OFFERED: 'It takes place or can be booked.',
  PLANNED: 'It is intended, and cannot be booked yet.',
});

@RecordType({
  description: 'A language course of the city (Sprachoffensive).',
  table: 'city.language_course',
  author: 'city',
  open: 'Published course programme; who takes part is not in it.',
  onPerson: null,
  naturalKey: ['courseNumber'],
  importKind: 'language-courses',
  periods: [['startsOn', 'endsOn']],
})
export class LanguageCourse extends RecordBase {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number in the course programme.' })
  courseNumber: string | null;

  @RecordField(text({ max: 200, lines: true }), { required: true, description: 'Title in the course programme.' })
  title: string | null;

  @RecordField(CourseAudience, { description: 'Whom the course is for.' })
  audience: string | null;

  @RecordField(CourseLevel, { description: 'Level of the course.' })
  level: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'Who runs the course.' })
  provider: string | null;

  @RecordField(text({ max: 200, lines: true }), { description: 'Where the course takes place.' })
  place: string | null;

  @RecordField(day(), { description: 'First day.' })
  startsOn: string | null;

  @RecordField(day(), { description: 'Last day.' })
  endsOn: string | null;

  @RecordField(CourseStatus, { required: true, description: 'Offered or planned.' })
  status: string | null;
}
