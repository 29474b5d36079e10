import { chooseCarriers } from './booklets/carriers';
import { withDemonstrationPersons } from './booklets/demonstration-persons';
import { institutionClients, type Clients } from './clients';
import { consents } from './consents/consents';
import { readPublishedFigures } from './figures';
import { ISSUERS, PARTNERS, type Issuer, type Partner } from './institutions';
import { letSomeLeave } from './people/departures';
import { earlierResidents } from './people/earlier-residents';
import { newcomersOfMonth } from './people/newcomers';
import { booklets } from './records/booklets';
import { counsellingEpisodes, counsellingNotes } from './records/caritas';
import { households, registrations, residenceTitles } from './records/city';
import { contactAssignments, contactPersons, offices } from './records/contacts';
import { languageCourses, languageEnrolments } from './records/courses';
import type { Delivery } from './records/delivery';
import { jobseekerProfiles, qualifications } from './records/employment-agency';
import { benefitAwards, benefitCases, integrationAgreements } from './records/jobcenter';
import { cases, languageAssessments, measures } from './records/occasions';
import { persons, personsLinkedLater } from './records/persons';

/** The people of the demonstration and what each institution knows of them. */
function people(): Clients {
  const figures = readPublishedFigures();
  const arrivals = figures.newcomersByMonth.flatMap(newcomersOfMonth);
  letSomeLeave(arrivals, figures.departures);
  const population = { ...withDemonstrationPersons(arrivals), earlierResidents: earlierResidents() };
  return institutionClients(population, chooseCarriers(population, figures.booklet));
}

const isIssuer = (partner: Partner): partner is Issuer => ISSUERS.some((issuer) => issuer === partner);

/**
 * All files in the order of import. Each institution first delivers its persons, who link to booklets that were issued
 * before, and then the booklets that it issued itself; whoever delivered before an issuer links its carriers afterwards.
 */
export function deliveries(): Delivery[] {
  const clients = people();
  return [
    ...PARTNERS.flatMap((partner) => [offices(partner), contactPersons(partner)]),
    languageCourses(),
    ...PARTNERS.flatMap((partner) => [
      persons(partner, clients),
      ...(isIssuer(partner) ? [booklets(partner, clients)] : []),
    ]),
    personsLinkedLater('city', clients),
    personsLinkedLater('jobcenter', clients),
    households(clients),
    registrations(clients),
    residenceTitles(clients),
    languageEnrolments(clients),
    benefitCases(clients),
    benefitAwards(clients),
    integrationAgreements(clients),
    jobseekerProfiles(clients),
    qualifications(clients),
    counsellingEpisodes(clients),
    counsellingNotes(clients),
    ...PARTNERS.map((partner) => languageAssessments(partner, clients)),
    cases(clients),
    measures('jobcenter', clients),
    measures('employment-agency', clients),
    ...PARTNERS.map((partner) => contactAssignments(partner, clients)),
    ...ISSUERS.map((issuer) => consents(issuer, clients)),
  ];
}
