import { addDays, workingDay } from '../calendar';
import type { Clients } from '../clients';
import type { Row } from '../kinds';
import { Random } from '../random';
import { delivery, numbering, type Delivery } from './delivery';

const OCCUPATIONS = [
  ...['Nurse, elderly care', 'Warehouse clerk', 'Cook', 'Electrician', 'Welder, metalworking', 'Hairdresser'],
  ...['Nursery teacher', 'Bricklayer', 'Office clerk', 'Truck driver', 'Painter and varnisher', 'Dental assistant'],
  ...['Machine operator, food industry', 'Gardener', 'Software developer', 'Cleaner, "early shift"'],
];

/** Jobseeker profiles (Bewerberprofile), one for each person. */
export function jobseekerProfiles(clients: Clients): Delivery {
  const random = new Random('jobseeker profiles');
  const next = numbering('JP');
  const rows = clients['employment-agency'].map(({ fileNumber, since, carrier }): Row<'jobseeker-profiles'> => ({
    profile_number: next(),
    file_number: fileNumber,
    registered_on: workingDay(random, since, addDays(since, 14)),
    desired_occupation: random.pick(OCCUPATIONS),
    weekly_hours: random.pick(['20', '25', '30', '35', '39', '40']),
    status: carrier
      ? 'SEEKING'
      : random.pickWeighted([
          ['SEEKING', 55],
          ['IN_TRAINING', 15],
          ['PLACED', 20],
          ['INACTIVE', 10],
        ]),
  }));
  return delivery('employment-agency', 'jobseeker-profiles', rows);
}

const QUALIFICATIONS: readonly (readonly [title: string, field: string])[] = [
  ['Vocational certificate, nursing', 'Health and care'],
  ['Bachelor of Science, civil engineering', 'Construction, architecture'],
  ['Vocational certificate, electrician', 'Electrical engineering'],
  ['Secondary school leaving certificate', 'General education'],
  ['Certificate "Cook, second level"', 'Hospitality, catering'],
  ['Bachelor of Education', 'Teaching'],
  ['Vocational certificate, metalworking', 'Metalworking, welding'],
  ['Diploma in accounting', 'Business and administration'],
  ['Master of Science, informatics', 'Information technology'],
];

/** Qualifications with the state of their recognition (Anerkennung, BQFG). */
export function qualifications(clients: Clients): Delivery {
  const random = new Random('qualifications');
  const next = numbering('QU');
  const rows = clients['employment-agency'].flatMap(({ fileNumber, since, carrier, person }) => {
    const count = random.pickWeighted([
      [0, carrier ? 0 : 30],
      [1, 55],
      [2, 15],
    ]);
    return Array.from({ length: count }, (): Row<'qualifications'> => {
      const [title, field] = random.pick(QUALIFICATIONS);
      const completedOn = addDays(
        `${Number(person.birthDate.slice(0, 4)) + random.integer(18, 23)}-07-01`,
        random.integer(0, 60),
      );
      const recognition = random.pickWeighted([
        ['NOT_APPLIED', 35],
        ['PENDING', 25],
        ['PARTIAL', 15],
        ['FULL', 20],
        ['REFUSED', 5],
      ]);
      return {
        qualification_number: next(),
        file_number: fileNumber,
        title,
        field,
        country: person.country.code,
        completed_on: completedOn < since ? completedOn : undefined,
        recognition,
        recognised_on:
          recognition === 'FULL' || recognition === 'PARTIAL' ? addDays(since, random.integer(30, 90)) : undefined,
      };
    });
  });
  return delivery('employment-agency', 'qualifications', rows);
}
