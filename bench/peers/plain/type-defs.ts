/** The part of the hub's schema that the workloads use. */
export const TYPE_DEFS = `
  scalar Date
  scalar DateTime
  type Query {
    person(id: ID!): Person
    persons(first: Int!, after: String): PersonConnection
    searchPersons(by: PersonSearch!): [Person!]
    accessLog(first: Int!, until: DateTime): AccessEntryConnection
    me: Person
  }
  type Mutation {
    giveConsent(input: GiveConsentInput!): Consent
    withdrawConsent(input: WithdrawConsentInput!): Consent
  }
  input PersonSearch { familyName: String! birthDate: Date! }
  input GiveConsentInput { recipients: [String!]! categories: [String!]! purposes: [String!]! validUntil: DateTime! }
  input WithdrawConsentInput { id: ID! }
  type PersonConnection { nodes: [Person!]! }
  type AccessEntryConnection { nodes: [AccessEntry!]! }
  type Person {
    id: ID!
    identity: Identity
    contact: Contact
    household: Household
    registrations: [Registration!]
    languageEnrolments: [LanguageEnrolment!]
    benefitCases: [BenefitCase!]
    jobseekerProfiles: [JobseekerProfile!]
    counsellingEpisodes: [CounsellingEpisode!]
    consents: [Consent!]!
  }
  type Identity { givenName: String familyName: String birthDate: Date sex: String nationality: String }
  type Contact { street: String postalCode: String town: String phone: String email: String preferredLanguage: String }
  type Household { householdNumber: String householdKind: String relationship: String since: Date }
  type Registration { registeredOn: Date route: String previousCountry: String }
  type LanguageEnrolment { enrolledOn: Date status: String levelReached: String course: LanguageCourse }
  type LanguageCourse { title: String level: String }
  type BenefitCase { caseNumber: String openedOn: Date closedOn: Date status: String }
  type JobseekerProfile { registeredOn: Date desiredOccupation: String weeklyHours: Int status: String }
  type CounsellingEpisode { startedOn: Date endedOn: Date topic: String intensity: String }
  type Consent { id: ID! state: String! version: Int! recipients: [String!]! categories: [String!]! purposes: [String!]! }
  type AccessEntry {
    id: ID! at: DateTime! event: String! institution: String role: String! purpose: String
    fields: [String!]! disclosed: [DisclosedCategory!]! withheld: [String!]!
  }
  type DisclosedCategory { category: String! basis: String! reference: String }
`;
