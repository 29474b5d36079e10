import { day, oneOf } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordReference, RecordType } from '../../../records/record-type';
import { LanguageCourse } from './language-course.record';

const EnrolmentStatus = oneOf(
  'EnrolmentStatus',
  ['ENROLLED', 'ATTENDING', 'COMPLETED', 'DROPPED_OUT'],
  'How far a person has come in a course.',
);

const CefrLevel = oneOf(
  'CefrLevel',
  ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'],
  'Level of the Common European Framework of Reference for Languages.',
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
    description: 'The course.',
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
