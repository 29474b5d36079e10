/** The partner front end's main page: a person with the records of all four institutions. */
export const PERSON_FIELDS = `
  id
  identity { givenName familyName birthDate sex nationality }
  contact { street postalCode town phone email preferredLanguage }
  household { householdNumber householdKind relationship since }
  registrations { registeredOn route previousCountry }
  languageEnrolments { enrolledOn status levelReached course { title level } }
  benefitCases { caseNumber openedOn closedOn status }
  jobseekerProfiles { registeredOn desiredOccupation weeklyHours status }
  counsellingEpisodes { startedOn endedOn topic intensity }`;
