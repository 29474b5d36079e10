import { day, oneOf, text } from '../../../records/kinds';
import { RecordBase, RecordField, RecordType } from '../../../records/record-type';

const CourseAudience = oneOf(
  'CourseAudience',
  ['WOMEN_AND_CHILDREN', 'PUPILS', 'TRAINEES_AND_EMPLOYEES', 'PARENTS', 'SHIFT_WORKERS', 'EVERYONE'],
  'Whom a language course is for.',
);

const CourseLevel = oneOf('CourseLevel', ['BEGINNER', 'ADVANCED', 'MIXED'], 'Level of a language course.');

const CourseStatus = oneOf('CourseStatus', ['OFFERED', 'PLANNED'], 'Whether a language course takes place already.');

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
