import type { Feature } from '../../feature';
import { LanguageAssessment } from './language-assessment.record';

export const languageAssessment: Feature = {
  name: 'language-assessment',
  records: [LanguageAssessment],
};
