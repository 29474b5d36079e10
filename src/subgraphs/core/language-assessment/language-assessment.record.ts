import { day, language, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const AssessmentMethod = oneOf('AssessmentMethod', 'How a language level was found.', {
  TEST: 'A placement test (Einstufungstest).',
  CERTIFICATE: 'A certificate that the person showed.',
  INTERVIEW: 'A conversation with staff.',
  SELF_ASSESSMENT: 'What the person says of themself.',
});

const SkillLevel = oneOf(
  'SkillLevel',
  'Level of one skill after the Common European Framework of Reference for Languages; A0 is below its first level.',
  {
    A0: 'Below A1: no words of the language yet.',
    A1: 'Beginner: simple, everyday phrases.',
    A2: 'Elementary: routine matters in simple sentences.',
    B1: 'Intermediate: most situations of work, school and travel.',
    B2: 'Upper intermediate: talks with native speakers without strain.',
    C1: 'Advanced: demanding texts, and speaking fluently.',
    C2: 'Mastery: nearly everything without effort.',
  },
);

@RecordType({
  description: 'How well a person knows a language (Sprachstandsfeststellung). Every institution may assess.',
  table: 'core.language_assessment',
  author: 'EACH',
  category: 'LANGUAGE',
  occasion: 'LANGUAGE_ASSESSMENT',
  onPerson: { field: 'languageAssessments', many: true },
  naturalKey: ['assessmentNumber'],
  importKind: 'language-assessments',
  newestBy: 'assessedOn',
  dataDay: 'assessedOn',
})
export class LanguageAssessment extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the assessment at the institution.' })
  assessmentNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day of the assessment, or of the certificate.' })
  assessedOn: string | null;

  @RecordField(AssessmentMethod, { required: true, description: 'How the level was found.' })
  method: string | null;

  @RecordField(language(), { required: true, description: 'The language that was assessed (BCP 47), mostly de.' })
  language: string | null;

  @RecordField(SkillLevel, { description: 'How well the person understands what is said.' })
  listening: string | null;

  @RecordField(SkillLevel, { description: 'How well the person reads.' })
  reading: string | null;

  @RecordField(SkillLevel, { description: 'How well the person speaks.' })
  speaking: string | null;

  @RecordField(SkillLevel, { description: 'How well the person writes.' })
  writing: string | null;
}
