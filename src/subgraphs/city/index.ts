import { personType } from '../../records/api/person-type';
import type { Subgraph } from '../subgraph';
import { LanguageCourse } from './language-course/language-course.record';
import { LanguageEnrolment } from './language-course/language-enrolment.record';
import { Registration } from './registration/registration.record';
import { ResidenceTitle } from './residence-title/residence-title.record';

const records = [Registration, ResidenceTitle, LanguageCourse, LanguageEnrolment];

/** The city's counselling department: residence and language. */
export const city: Subgraph = { name: 'city', records, person: personType(records), resolvers: [] };
