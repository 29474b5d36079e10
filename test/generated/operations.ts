/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a permit rests on. */
export type AccessBasis =
  /** A consent of the person that is active at this moment. */
  | 'CONSENT'
  /** The institution wrote the record itself. */
  | 'OWN_RECORD'
  /** A guardian looks at the data of the minor whom they represent (section 1629 BGB). */
  | 'REPRESENTATION'
  /** The person looks at their own data (Art. 15 GDPR). */
  | 'SELF'
  /** A law that the policy names, without consent. */
  | 'STATUTE';

/** Whether the caller sees the values. */
export type AccessDecision =
  /** The caller sees them, on the basis that is named. */
  | 'PERMIT'
  /** The caller sees null, for the reason that is named. */
  | 'WITHHELD';

/** How a language level was found. */
export type AssessmentMethod =
  /** A certificate that the person showed. */
  | 'CERTIFICATE'
  /** A conversation with staff. */
  | 'INTERVIEW'
  /** What the person says of themself. */
  | 'SELF_ASSESSMENT'
  /** A placement test (Einstufungstest). */
  | 'TEST';

/** State of a benefit case. */
export type BenefitCaseStatus =
  /** Applied for; the jobcenter has not decided. */
  | 'APPLIED'
  /** Benefits have ended. */
  | 'ENDED'
  /** Granted (bewilligt); benefits are paid. */
  | 'GRANTED'
  /** The application was rejected (abgelehnt). */
  | 'REJECTED';

/** Whether the person has the booklet, declined it, or has it no longer. */
export type BookletStatus =
  /** Given back or no longer used; its codes lead nowhere any more. */
  | 'CLOSED'
  /** The person did not want it. */
  | 'DECLINED'
  /** The person has it; its codes lead to them. */
  | 'ISSUED'
  /** Reported lost; its codes lead nowhere any more. */
  | 'LOST';

/** Data category, by which the policy and consents decide. */
export type Category =
  /** That somebody receives benefits under SGB II and since when; amounts are BENEFIT_AMOUNTS. */
  | 'BENEFITS'
  /** Amounts of benefits and reductions of them (Leistungsminderung); narrower than BENEFITS. */
  | 'BENEFIT_AMOUNTS'
  /** Goals, steps and measures that were planned with somebody (Fallmanagement, Eingliederungsvereinbarung). */
  | 'CASE_PLAN'
  /** How to reach somebody: address, telephone, e-mail, and the staff who accompany them. */
  | 'CONTACT'
  /** That somebody is counselled, about what and how intensively. */
  | 'COUNSELLING'
  /** A counsellor's own notes; disclosed to nobody else, even with consent. */
  | 'COUNSELLING_NOTES'
  /** Work that somebody has or looks for. */
  | 'EMPLOYMENT'
  /** The number under which an institution keeps its file (Aktenzeichen); narrower than IDENTITY. */
  | 'FILE_NUMBER'
  /** With whom somebody lives. */
  | 'HOUSEHOLD'
  /** Who somebody is: names, date of birth, sex, nationality, and whether they have a booklet (Begleitheft). */
  | 'IDENTITY'
  /** Language courses and language levels. */
  | 'LANGUAGE'
  /** School, training, degrees and their recognition in Germany (Anerkennung). */
  | 'QUALIFICATION'
  /** Registration and deregistration at the city (An- und Abmeldung), and by which route somebody came. */
  | 'RESIDENCE'
  /** Residence title (Aufenthaltstitel) and its expiry; narrower than RESIDENCE. */
  | 'RESIDENCE_TITLE'
  /** Support of young adults by the youth welfare office (SGB VIII). */
  | 'YOUTH_SUPPORT';

/** Level of the Common European Framework of Reference for Languages (Gemeinsamer Europäischer Referenzrahmen). */
export type CefrLevel =
  /** Beginner: simple, everyday phrases. */
  | 'A1'
  /** Elementary: routine matters in simple sentences. */
  | 'A2'
  /** Intermediate: most situations of work, school and travel. */
  | 'B1'
  /** Upper intermediate: talks with native speakers without strain. */
  | 'B2'
  /** Advanced: demanding texts, and speaking fluently. */
  | 'C1'
  /** Mastery: nearly everything without effort. */
  | 'C2';

/** Data category that a consent can name. */
export type ConsentCategory =
  /** That somebody receives benefits under SGB II and since when; amounts are BENEFIT_AMOUNTS. */
  | 'BENEFITS'
  /** Goals, steps and measures that were planned with somebody (Fallmanagement, Eingliederungsvereinbarung). */
  | 'CASE_PLAN'
  /** How to reach somebody: address, telephone, e-mail, and the staff who accompany them. */
  | 'CONTACT'
  /** That somebody is counselled, about what and how intensively. */
  | 'COUNSELLING'
  /** A counsellor's own notes; disclosed to nobody else, even with consent. */
  | 'COUNSELLING_NOTES'
  /** Work that somebody has or looks for. */
  | 'EMPLOYMENT'
  /** With whom somebody lives. */
  | 'HOUSEHOLD'
  /** Who somebody is: names, date of birth, sex, nationality, and whether they have a booklet (Begleitheft). */
  | 'IDENTITY'
  /** Language courses and language levels. */
  | 'LANGUAGE'
  /** School, training, degrees and their recognition in Germany (Anerkennung). */
  | 'QUALIFICATION'
  /** Registration and deregistration at the city (An- und Abmeldung), and by which route somebody came. */
  | 'RESIDENCE'
  /** Support of young adults by the youth welfare office (SGB VIII). */
  | 'YOUTH_SUPPORT';

/** What is left out of all consents of the person, these and later ones, until they lift it (liftExceptions): also after the end of this consent. */
export type ConsentExceptionInput = {
  /** Data categories; all if left out. */
  categories?: Array<ConsentCategory> | null | undefined;
  /** Purposes; all if left out. */
  purposes?: Array<Purpose> | null | undefined;
  /** Institutions; all if left out. */
  recipients?: Array<string> | null | undefined;
};

/** Who has given the consent. */
export type ConsentGiver =
  /** The guardian (gesetzliche Vertretung), for a person under 15. */
  | 'GUARDIAN'
  /** The person themself, from 18 on. */
  | 'PERSON'
  /** Both, for a person of 15 to 17. */
  | 'PERSON_AND_GUARDIAN';

/** Where a consent stands (W3C Data Privacy Vocabulary). Only GIVEN and RENEWED let data through. */
export type ConsentState =
  /** Its time is over; nothing flows any more. */
  | 'EXPIRED'
  /** The person has consented; data flow between `validFrom` and `validUntil`. */
  | 'GIVEN'
  /** It turned out never to have been valid, e.g. for want of legal capacity; nothing flows any more. */
  | 'INVALIDATED'
  /** The person said no to the request. */
  | 'REFUSED'
  /** The person has given it again for a longer time; data flow as for GIVEN. */
  | 'RENEWED'
  /** An institution has asked for it; the person has not answered. */
  | 'REQUESTED'
  /** Another party than the person has ended it; nothing flows any more. */
  | 'REVOKED'
  /** The person has taken it back (Widerruf, Art. 7(3) GDPR); nothing flows any more. */
  | 'WITHDRAWN';

/** How much counselling is needed. */
export type CounsellingIntensity =
  /** Close company over a longer time, by case management. */
  | 'HIGH'
  /** Single talks are enough. */
  | 'LOW'
  /** Regular talks about one or a few questions. */
  | 'MEDIUM';

/** What counselling is mainly about. */
export type CounsellingTopic =
  /** Finding one's way in the first time: offices, forms, everyday life. */
  | 'ARRIVAL'
  /** Debts and how to get out of them. */
  | 'DEBT'
  /** Partnership, children, bringing up children. */
  | 'FAMILY'
  /** Health, insurance, disability. */
  | 'HEALTH'
  /** Finding or keeping a home. */
  | 'HOUSING'
  /** Residence title, asylum, family reunification. */
  | 'RESIDENCE_LAW'
  /** Places in school and day care. */
  | 'SCHOOL_AND_CHILDCARE'
  /** Work, training, recognition of qualifications. */
  | 'WORK';

/** Whom a language course is for. */
export type CourseAudience =
  /** Anybody. */
  | 'EVERYONE'
  /** Parents, e.g. at the school of their children. */
  | 'PARENTS'
  /** Pupils, beside or before school. */
  | 'PUPILS'
  /** People who work in shifts; the hours change with them. */
  | 'SHIFT_WORKERS'
  /** People in training or work. */
  | 'TRAINEES_AND_EMPLOYEES'
  /** Women, with their children looked after. */
  | 'WOMEN_AND_CHILDREN';

/** What participants know before a language course. */
export type CourseLevel =
  /** Some German. */
  | 'ADVANCED'
  /** No or hardly any German. */
  | 'BEGINNER'
  /** All levels learn together. */
  | 'MIXED';

/** Whether a language course takes place already. */
export type CourseStatus =
  /** It takes place or can be booked. */
  | 'OFFERED'
  /** It is intended, and cannot be booked yet. */
  | 'PLANNED';

/** A decision about two registrations, and why. */
export type DecideDuplicateInput = {
  /** The pair that is decided. */
  id: string;
  /** What you have compared, and what you have found. */
  reason: string;
  /** The version that you have read. */
  version: number;
};

/** A person does not want a booklet. */
export type DeclineBookletInput = {
  /** Today if left out. */
  declinedOn?: string | null | undefined;
  /** The person who does not want it. */
  personId: string;
  /** What the person says. */
  reason: DeclinedReason;
};

/** Why a person did not want the booklet. */
export type DeclinedReason =
  /** The person knows their way around already. */
  | 'ALREADY_INFORMED'
  /** The person does not want their data to be shared. */
  | 'DATA_RESERVATIONS'
  /** Another reason, or none given. */
  | 'OTHER';

/** Where a person moved to. */
export type Destination =
  /** The country from which the person had come. */
  | 'COUNTRY_OF_ORIGIN'
  /** Another country. */
  | 'OTHER_COUNTRY'
  /** Another municipality in Germany. */
  | 'OTHER_GERMAN_CITY'
  /** Moved away without saying where. */
  | 'UNKNOWN';

/** Whether staff compared the person with an identity document. */
export type DocumentCheck =
  /** They did, and it is the same person. */
  | 'CHECKED'
  /** The person had none with them. */
  | 'NONE_AT_HAND'
  /** They did not. */
  | 'NOT_CHECKED';

/** What was decided about two registrations. */
export type DuplicateState =
  /** Two humans; nobody is asked about them again. */
  | 'DIFFERENT'
  /** The same human; both go on as one person. */
  | 'MERGED'
  /** Waits for a decision. */
  | 'OPEN'
  /** Waits for the person, or for another institution that has the booklet; nothing has moved. */
  | 'PROPOSED'
  /** Proposed or merged by mistake; they are two persons. */
  | 'SPLIT';

/** How far a person has come in a course. */
export type EnrolmentStatus =
  /** Takes part. */
  | 'ATTENDING'
  /** Took part until the end. */
  | 'COMPLETED'
  /** Left before the end. */
  | 'DROPPED_OUT'
  /** Has a place; the course has not begun for them. */
  | 'ENROLLED';

/** No blanket consent: each recipient, category and purpose is named. */
export type GiveConsentInput = {
  /** What they may receive. */
  categories: Array<ConsentCategory>;
  /** First day of the data that it covers. */
  dataFrom?: string | null | undefined;
  /** Last day of the data that it covers. */
  dataUntil?: string | null | undefined;
  /** Last day on which the recipients may keep what they took over. */
  eraseBy?: string | null | undefined;
  /** Exceptions, such as "all of my language data, but not to the jobcenter". */
  exceptions?: Array<ConsentExceptionInput> | null | undefined;
  /** The guardian below 15, both from 15, only the person from 18; the person if left out. */
  givenBy?: ConsentGiver | null | undefined;
  /** Name of the guardian, where one takes part. */
  guardian?: string | null | undefined;
  /** A key of your choice, 1 to 200 characters: sending the same input again with it does nothing twice, and answers the same record. */
  idempotencyKey?: string | null | undefined;
  /** Who interpreted, and into which language. */
  interpreter?: string | null | undefined;
  /** Language of the wording that the person has read or heard (BCP 47); German if left out. */
  language?: string | null | undefined;
  /** The person who consents; left out when the person gives it themself. */
  personId?: string | null | undefined;
  /** For what they may receive it. */
  purposes: Array<Purpose>;
  /** Institutions that may receive the data, e.g. jobcenter. */
  recipients: Array<string>;
  /** Releases from professional secrecy what is subject to it (section 203 StGB). */
  secrecyRelease?: boolean | null | undefined;
  /** The texts that were shown, one for each purpose: then no other counts. */
  textIds?: Array<string> | null | undefined;
  /** From when it holds; at once if left out, or if it lies in the past. */
  validFrom?: string | null | undefined;
  /** Until when it holds. */
  validUntil: string;
};

/** What a household consists of. */
export type HouseholdKind =
  /** Two partners without children. */
  | 'COUPLE'
  /** One or two parents with children. */
  | 'FAMILY'
  /** One person only. */
  | 'SINGLE';

/** The way by which a person came. */
export type ImmigrationRoute =
  /** As a resettler of German descent (Spätaussiedler, section 4 BVFG). */
  | 'ETHNIC_GERMAN_RESETTLER'
  /** Free movement of citizens of the EU and their families (FreizügG/EU). */
  | 'EU_MOBILITY'
  /** To join family members (Familiennachzug, sections 27 to 36a AufenthG). */
  | 'FAMILY_REUNIFICATION'
  /** For work (sections 18 to 21 AufenthG). */
  | 'LABOUR_MIGRATION'
  /** To seek protection: asylum, refugee status, subsidiary or temporary protection. */
  | 'REFUGEE'
  /** For studies, school or training (sections 16 to 17 AufenthG). */
  | 'STUDY'
  /** As a minor without parents (unbegleitete minderjährige Ausländer, section 42a SGB VIII). */
  | 'UNACCOMPANIED_MINOR';

/** A booklet that you hand over to a person whom your institution knows. */
export type IssueBookletInput = {
  /** Number printed on the booklet, e.g. RH-0001. */
  bookletNumber?: string | null | undefined;
  /** Today if left out. */
  issuedOn?: string | null | undefined;
  /** The person who gets it. */
  personId: string;
};

/** Where a jobseeker stands. */
export type JobseekerStatus =
  /** Is not available at present, e.g. ill or on parental leave. */
  | 'INACTIVE'
  /** Is in training, and looks for nothing at present. */
  | 'IN_TRAINING'
  /** Has found work or training. */
  | 'PLACED'
  /** Looks for work or training. */
  | 'SEEKING';

/** Who confirmed the link. */
export type LinkConfirmation =
  /** The person, at their own screen. */
  | 'PERSON'
  /** A member of staff, who recorded that the person was present. */
  | 'PRESENCE';

/** A person who hands over the booklet, or reads its code aloud. */
export type LinkPersonInput = {
  /** What the QR code says, or the short code; however it is written. */
  code: string;
  /** Your own file number of the person. If it is in use, you have registered the person before: what you recorded moves to the person of the booklet. */
  fileNumber: string;
  /** Without it the person is asked to confirm the link. */
  presence?: PresenceInput | null | undefined;
};

/** How far a link between an institution and a person has come. */
export type LinkState =
  /** The institution knows the person. */
  | 'ACTIVE'
  /** Ended before the person answered: by the institution, or because the booklet was lost. */
  | 'CANCELLED'
  /** Was active, and has been ended since. */
  | 'ENDED'
  /** The person did not answer in time. */
  | 'EXPIRED'
  /** Waits for the answer of the person. */
  | 'PENDING'
  /** The person said no. */
  | 'REFUSED';

/** What led the institution to the person. */
export type LinkWay =
  /** A list that the institution delivered. */
  | 'IMPORT'
  /** The short code of the booklet, typed in. */
  | 'SHORT_CODE'
  /** The QR code of the booklet. */
  | 'TOKEN';

/** The decision that two registrations are of one human, and why. */
export type MergePersonsInput = {
  /** The pair that is decided. */
  id: string;
  /** What you have compared, and what you have found. */
  reason: string;
  /** The person under whose id both go on. */
  survivorId: string;
  /** The version that you have read. */
  version: number;
};

/** What an institution is about to do, and another may have done already. */
export type Occasion =
  /** Opening a case of case management (Fallmanagement) or counselling that works like one. */
  | 'CASE'
  /** Giving a person a place in a course. */
  | 'COURSE_ENROLMENT'
  /** Finding out how well a person knows a language (Sprachstandsfeststellung). */
  | 'LANGUAGE_ASSESSMENT'
  /** Planning a measure (Maßnahme) for a person. */
  | 'MEASURE';

/** What the person is asked for. */
export type OpenRequestKind =
  /** A consent to the disclosure of data. */
  | 'CONSENT'
  /** Whether the institution that has their booklet may know them. */
  | 'LINK'
  /** Whether another registration is theirs too. */
  | 'MERGE';

/** Matches only persons whose identity the caller may read. */
export type PersonFilter = {
  /** First day of birth. Who may be born on it, of whom less than a day is known, matches. */
  bornFrom?: string | null | undefined;
  /** Last day of birth. Who may be born on it, of whom less than a day is known, matches. */
  bornUntil?: string | null | undefined;
  /** Family name, without regard to case and accents; the given name of who has no other. */
  familyName?: string | null | undefined;
  /** Nationality (ISO 3166-1 alpha-2); `XXA` stateless, `XXX` unclear. */
  nationality?: string | null | undefined;
  /** Sex as in the register. */
  sex?: Sex | null | undefined;
};

/** In which order persons are listed. */
export type PersonOrder =
  /** By family name; only persons whose identity you may read. */
  | 'FAMILY_NAME'
  /** By id: stable and fast. */
  | 'ID';

/** Exactly one of: booklet number; own file number; family name together with birth date or what is known of it. */
export type PersonSearch = {
  /** Day of birth. Finds also those of whom only its month or year is known. */
  birthDate?: string | null | undefined;
  /** Number printed on the booklet. */
  bookletNumber?: string | null | undefined;
  /** In place of `birthDate`: as much as you know of it. Finds whoever may be born then. */
  bornIn?: string | null | undefined;
  /** Family name, without regard to case and accents; the given name of who has no other. */
  familyName?: string | null | undefined;
  /** The institution's own file number. */
  fileNumber?: string | null | undefined;
};

/** That the person is present. Who says so, and when, is on record. */
export type PresenceInput = {
  /** Whether you compared the person with an identity document. */
  documentCheck: DocumentCheck;
};

/** Purpose of processing (Zweck, Art. 5(1)(b) GDPR), as the header `x-purpose` states it. */
export type Purpose =
  /** Counselling in the first time after the arrival (Ankommensberatung). In short: AC. */
  | 'ARRIVAL_COUNSELLING'
  /** Deciding on benefits and paying them (Leistungsgewährung, SGB II). In short: BA. */
  | 'BENEFIT_ADMINISTRATION'
  /** Planning and coordinating the help of several institutions for one person (Fallmanagement). In short: CM. */
  | 'CASE_MANAGEMENT'
  /** Finding out whether the work of the institutions helps. Reaches figures only, never records of a person. In short: EV. */
  | 'EVALUATION'
  /** Helping people into training and work (Arbeitsmarktintegration, SGB II and III). In short: LM. */
  | 'LABOUR_MARKET_INTEGRATION'
  /** Helping people to learn German (Sprachförderung). In short: LP. */
  | 'LANGUAGE_PROMOTION'
  /** Statistics. Reaches figures only, never records of a person. In short: ST. */
  | 'STATISTICS'
  /** Accompanying young adults from youth welfare into a life of their own (care leavers). In short: YT. */
  | 'YOUTH_TRANSITION';

/** State of the recognition of a foreign qualification (Anerkennung, BQFG). */
export type RecognitionStatus =
  /** Equivalent to a German qualification (gleichwertig). */
  | 'FULL'
  /** Nobody has applied for it, or it needs none. */
  | 'NOT_APPLIED'
  /** Partly equivalent (teilweise gleichwertig); something has to be made up for. */
  | 'PARTIAL'
  /** Applied for; the authority has not decided. */
  | 'PENDING'
  /** Not equivalent. */
  | 'REFUSED';

/** To be recorded: A person's place in a household, as an institution has recorded it. */
export type RecordHouseholdInput = {
  /** Family, couple or single person. */
  householdKind: HouseholdKind;
  /** Number of the household in the file of its author. */
  householdNumber: string;
  /** A key of your choice, 1 to 200 characters: sending the same input again with it does nothing twice, and answers the same record. */
  idempotencyKey?: string | null | undefined;
  /** The person whom the record is about. */
  personId: string;
  /** What the person is to the head of the household. */
  relationship?: Relationship | null | undefined;
  /** Since when the person belongs to the household. */
  since?: string | null | undefined;
};

/** To be recorded: How well a person knows a language (Sprachstandsfeststellung). Every institution may assess. */
export type RecordLanguageAssessmentInput = {
  /** Day of the assessment, or of the certificate. */
  assessedOn: string;
  /** Number of the assessment at the institution. */
  assessmentNumber: string;
  /** A key of your choice, 1 to 200 characters: sending the same input again with it does nothing twice, and answers the same record. */
  idempotencyKey?: string | null | undefined;
  /** The language that was assessed (BCP 47), mostly de. */
  language: string;
  /** How well the person understands what is said. */
  listening?: SkillLevel | null | undefined;
  /** How the level was found. */
  method: AssessmentMethod;
  /** The person whom the record is about. */
  personId: string;
  /** How well the person reads. */
  reading?: SkillLevel | null | undefined;
  /** How well the person speaks. */
  speaking?: SkillLevel | null | undefined;
  /** How well the person writes. */
  writing?: SkillLevel | null | undefined;
};

/** A person who is new to the hub, as your institution knows them. */
export type RegisterPersonInput = {
  /** Day of birth, or its year or month where no more is known. */
  birthDate: string;
  /** Family name, also the only name of who has one (ICAO Doc 9303-3). */
  familyName?: string | null | undefined;
  /** The institution's own file number. */
  fileNumber: string;
  /** Given names. One name at least is needed. */
  givenName?: string | null | undefined;
  /** A key of your choice, 1 to 200 characters: sending the same input again with it does nothing twice, and answers the same record. */
  idempotencyKey?: string | null | undefined;
  /** Nationality (ISO 3166-1 alpha-2); `XXA` stateless, `XXX` unclear. */
  nationality?: string | null | undefined;
  /** Sex as in the register. */
  sex?: Sex | null | undefined;
};

/** What a person is to the head of the household. */
export type Relationship =
  /** Child of the head or of their partner. */
  | 'CHILD'
  /** The head of the household themself. */
  | 'HEAD'
  /** Another relative or member. */
  | 'OTHER'
  /** Wife, husband or partner of the head. */
  | 'PARTNER';

/** A new booklet in place of another one, or new codes for the same. */
export type ReplaceBookletInput = {
  /** Number of the new booklet; the same if left out. */
  bookletNumber?: string | null | undefined;
  /** The booklet that is replaced. */
  id: string;
};

/** Residence title (Aufenthaltstitel, section 4 AufenthG) or other right to stay. */
export type ResidenceTitleKind =
  /** Blaue Karte EU, for highly qualified work (section 18g AufenthG). */
  | 'BLUE_CARD'
  /** Freizügigkeit of citizens of the EU and their families (FreizügG/EU); needs no title. */
  | 'EU_FREEDOM_OF_MOVEMENT'
  /** Aufenthaltsgestattung, while an application for asylum is decided (section 55 AsylG). */
  | 'PERMISSION_TO_STAY'
  /** Aufenthaltserlaubnis, for a time and a purpose (section 7 AufenthG). */
  | 'RESIDENCE_PERMIT'
  /** Niederlassungserlaubnis, without an end (section 9 AufenthG). */
  | 'SETTLEMENT_PERMIT'
  /** Duldung: the deportation is suspended (section 60a AufenthG); no title. */
  | 'TOLERATION'
  /** Visum (section 6 AufenthG). */
  | 'VISA';

/** Sex as in the register (section 22(3) PStG). */
export type Sex =
  /** Diverse (divers). */
  | 'DIVERSE'
  /** Female (weiblich). */
  | 'FEMALE'
  /** Male (männlich). */
  | 'MALE'
  /** The register says nothing, or it is not known what it says. */
  | 'UNKNOWN';

/** What an institution sees of what others wrote about the person. */
export type SharingState =
  /** Never anything, even with consent: the institution is excluded by law. */
  | 'NEVER'
  /** Nothing, which is where everything begins. */
  | 'NOTHING'
  /** What is listed, by consent or by law, and nothing else. */
  | 'SHARED';

/** What agrees between two registrations. Never a value of them. */
export type SimilarityReason =
  /** The addresses are the same. */
  | 'ADDRESS'
  /** The dates of birth are the same. */
  | 'BIRTH_DATE'
  /** The dates of birth are the same, but the day is one that offices enter where they do not know it: 1 January. */
  | 'BIRTH_DATE_ESTIMATED'
  /** The dates of birth differ in one digit. */
  | 'BIRTH_DATE_ONE_DIGIT'
  /** Day and month of birth are swapped. */
  | 'BIRTH_DATE_SWAPPED'
  /** Year and month of birth are the same; the day of one is not known. */
  | 'BIRTH_MONTH'
  /** The years of birth are the same; month and day of one are not known, or estimated. */
  | 'BIRTH_YEAR'
  /** The years of birth differ as a slip of the pen, or the conversion from another calendar, makes them differ. */
  | 'BIRTH_YEAR_TRANSCRIBED'
  /** The e-mail addresses are the same. */
  | 'EMAIL'
  /** The names are the same, without regard to case and accents. */
  | 'NAME'
  /** Given name and family name are swapped. */
  | 'NAME_PARTS_SWAPPED'
  /** One has a part of the name that the other lacks. */
  | 'NAME_PART_MISSING'
  /** The names differ only in their spelling, or sound alike. */
  | 'NAME_SPELLING'
  /** The nationalities are the same. */
  | 'NATIONALITY'
  /** The telephone numbers are the same. */
  | 'PHONE';

/** Level of one skill after the Common European Framework of Reference for Languages; A0 is below its first level. */
export type SkillLevel =
  /** Below A1: no words of the language yet. */
  | 'A0'
  /** Beginner: simple, everyday phrases. */
  | 'A1'
  /** Elementary: routine matters in simple sentences. */
  | 'A2'
  /** Intermediate: most situations of work, school and travel. */
  | 'B1'
  /** Upper intermediate: talks with native speakers without strain. */
  | 'B2'
  /** Advanced: demanding texts, and speaking fluently. */
  | 'C1'
  /** Mastery: nearly everything without effort. */
  | 'C2';

/** Why a value is withheld. Whether there is a value is never said. */
export type WithheldReason =
  /** A consent to this has expired. */
  | 'CONSENT_EXPIRED'
  /** A consent to this has been withdrawn, revoked or declared invalid. */
  | 'CONSENT_WITHDRAWN'
  /** The policy never discloses this to your institution, even with consent. */
  | 'NOT_FOR_INSTITUTION'
  /** The person consented, but the author has not transferred the data yet; your institution may not retrieve them by itself (section 79 SGB X). */
  | 'NOT_TRANSFERRED'
  /** No consent of the person names you, these data and your purpose. */
  | 'NO_CONSENT'
  /** The person consented only to data of another period. */
  | 'PERIOD_NOT_COVERED'
  /** Under professional secrecy (section 203 StGB), from which the person has not released the author, or cannot. */
  | 'PROFESSIONAL_SECRECY'
  /** You stated no purpose; state one in the header `x-purpose`. */
  | 'PURPOSE_MISSING'
  /** The person consented to this for another purpose, or the policy does not allow it for yours. */
  | 'PURPOSE_NOT_COVERED'
  /** Your role does not reach this. */
  | 'ROLE_NOT_ENTITLED';

export type AccessLogQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  from?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type AccessLogQuery = { accessLog: { totalCount: number | null, edges: Array<{ cursor: string, node: { event: string, institution: string | null, role: string, purpose: string | null, personId: string | null, fields: Array<string>, withheld: Array<Category>, disclosed: Array<{ category: Category, basis: string, reference: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AliasedRecordsQueryVariables = Exact<{
  id: string;
}>;


export type AliasedRecordsQuery = { somebody: { __typename: 'Person', decisions: { grants: string | null, id: string | null } | null, access: Array<{ on: string | null, registeredOn: string | null }> | null, notes: Array<{ text: string | null }> | null, again: Array<{ id: string, recordedBy: string | null, version: number | null, updatedAt: string | null, personId: string | null }> | null } | null };

export type ConsentsAndDecisionsQueryVariables = Exact<{
  id: string;
}>;


export type ConsentsAndDecisionsQuery = { person: { consents: Array<{ id: string, version: number, state: ConsentState, recipients: Array<string>, categories: Array<Category>, purposes: Array<Purpose>, validFrom: string, validUntil: string, endedAt: string | null, capturedBy: string | null, language: string | null }>, access: Array<{ field: string, category: Category, decision: AccessDecision, reason: WithheldReason | null, basis: AccessBasis | null, statute: string | null, consentId: string | null, consentVersion: number | null, until: string | null }> } | null };

export type FragmentsQueryVariables = Exact<{
  id: string;
  withHousehold?: boolean | null | undefined;
  withoutNotes: boolean;
}>;


export type FragmentsQuery = { person: { id: string, counsellingNotes?: Array<{ text: string | null }> | null, household?: { householdKind: HouseholdKind | null, members: Array<{ id: string, contact: { town: string | null } | null, identity: { birthDate: string | null, givenName: string | null, familyName: string | null } | null }> | null } | null, jobseekerProfiles?: Array<{ status: JobseekerStatus | null, access: { basis: AccessBasis | null, consentId: string | null } }> | null, identity?: { nationality: string | null, birthDate: string | null, givenName: string | null, familyName: string | null } | null } | null };

export type NamesFragment = { id: string, identity: { birthDate: string | null, givenName: string | null, familyName: string | null } | null };

export type NameFragment = { birthDate: string | null, givenName: string | null, familyName: string | null };

export type WorkFragment = { jobseekerProfiles: Array<{ status: JobseekerStatus | null, access: { basis: AccessBasis | null, consentId: string | null } }> | null, identity: { nationality: string | null } | null };

export type HomeFragment = { householdKind: HouseholdKind | null, members: Array<{ contact: { town: string | null } | null }> | null };

export type HouseholdMembersQueryVariables = Exact<{
  id: string;
}>;


export type HouseholdMembersQuery = { person: { household: { householdNumber: string | null, householdKind: HouseholdKind | null, relationship: Relationship | null, since: string | null, access: { decision: AccessDecision, basis: AccessBasis | null }, members: Array<{ id: string, household: { relationship: Relationship | null } | null, identity: { givenName: string | null, sex: Sex | null } | null, languageEnrolments: Array<{ status: EnrolmentStatus | null, course: { title: string | null, startsOn: string | null } | null }> | null }> | null } | null } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, file: { fileNumber: string | null, recordedBy: string | null } | null, identity: { givenName: string | null, familyName: string | null, birthDate: string | null, recordedBy: string | null } | null, contact: { street: string | null, email: string | null, preferredLanguage: string | null } | null, booklet: { bookletNumber: string | null, status: BookletStatus | null, issuedOn: string | null } | null, household: { householdKind: HouseholdKind | null, members: Array<{ id: string }> | null } | null, counsellingNotes: Array<{ text: string | null, writtenOn: string | null }> | null, benefitAwards: Array<{ monthlyAmountCents: number | null, sanctionPercent: number | null }> | null, consents: Array<{ recipients: Array<string>, state: ConsentState }>, access: Array<{ category: Category, basis: AccessBasis | null }> } | null };

export type MistakesQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type MistakesQuery = { unknown: { id: string } | null, known: { id: string } | null, tooMany: { totalCount: number | null } | null, elsewhere: { totalCount: number | null } | null, forbidden: { nodes: Array<{ text: string | null }> } | null, log: { totalCount: number | null } | null, search: Array<{ id: string }> | null, viewer: { role: string } };

export type MyViewQueryVariables = Exact<{
  language?: string | null | undefined;
}>;


export type MyViewQuery = { me: { dataByInstitution: Array<{ institution: string, institutionLabel: string, isComplete: boolean, records: Array<{ type: string, categoryLabel: string, values: Array<{ name: string, label: string, value: string }> }> }> | null, sharing: Array<{ institutionLabel: string, state: SharingState, explanation: string, open: Array<{ categoryLabel: string, purposeLabel: string, basisLabel: string, until: string | null, law: string | null, fields: Array<string> }> }> | null, openRequests: Array<{ kind: OpenRequestKind, institution: string | null, dataLabels: Array<string>, consent: { id: string, state: ConsentState } | null }> | null } | null };

export type NewHouseholdMutationVariables = Exact<{
  input: RecordHouseholdInput;
}>;


export type NewHouseholdMutation = { recordHousehold: { id: string, householdNumber: string | null, householdKind: HouseholdKind | null, recordedBy: string | null, version: number | null, access: { decision: AccessDecision, basis: AccessBasis | null }, members: Array<{ id: string, identity: { familyName: string | null } | null }> | null } | null };

export type OwnRecordsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type OwnRecordsQuery = { benefitCases: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, caseNumber: string | null, status: BenefitCaseStatus | null, openedOn: string | null, access: { basis: AccessBasis | null } } }> } | null, languageEnrolments: { nodes: Array<{ status: EnrolmentStatus | null, course: { title: string | null } | null }> } | null, contacts: { totalCount: number | null, nodes: Array<{ town: string | null, recordedBy: string | null }> } | null };

export type PersonsByIdQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PersonsByIdQuery = { persons: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, identity: { familyName: string | null } | null, registrations: Array<{ registeredOn: string | null }> | null } }>, nodes: Array<{ contact: { town: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PersonsByNameQueryVariables = Exact<{
  first?: number | null | undefined;
  filter?: PersonFilter | null | undefined;
  orderBy?: PersonOrder | null | undefined;
}>;


export type PersonsByNameQuery = { persons: { totalCount: number | null, nodes: Array<{ identity: { familyName: string | null, birthDate: string | null } | null }>, pageInfo: { endCursor: string | null } } | null };

export type PublishedQueryVariables = Exact<{ [key: string]: never; }>;


export type PublishedQuery = { institutions: Array<{ id: string, name: string, nameDe: string, purposes: Array<Purpose>, mayReceive: boolean }>, viewer: { institution: string | null, role: string, purpose: Purpose | null }, languageCourses: { nodes: Array<{ title: string | null, audience: CourseAudience | null, level: CourseLevel | null, startsOn: string | null, status: CourseStatus | null }> } | null, offices: { nodes: Array<{ name: string | null, openingHours: string | null }> } | null, contactPersons: { nodes: Array<{ displayName: string | null, office: { name: string | null } | null }> } | null };

export type RefusedWritesMutationVariables = Exact<{
  personId: string;
  id: string;
}>;


export type RefusedWritesMutation = { nobody: { id: string } | null, notMine: { id: string } | null, notGiven: { id: string } | null, empty: { id: string } | null, mistyped: { link: { id: string } } | null };

export type SearchQueryVariables = Exact<{
  by: PersonSearch;
}>;


export type SearchQuery = { searchPersons: Array<{ id: string, file: { fileNumber: string | null, since: string | null } | null, booklet: { bookletNumber: string | null } | null, identity: { familyName: string | null, birthDate: string | null } | null }> | null };

export type WholePersonOfEveryInstitutionQueryVariables = Exact<{
  id: string;
}>;


export type WholePersonOfEveryInstitutionQuery = { person: { id: string, file: { fileNumber: string | null } | null, identity: { id: string, personId: string | null, recordedBy: string | null, version: number | null, updatedAt: string | null, givenName: string | null, familyName: string | null, birthDate: string | null, sex: Sex | null, nationality: string | null } | null, contact: { street: string | null, postalCode: string | null, town: string | null, phone: string | null, email: string | null, preferredLanguage: string | null } | null, household: { householdNumber: string | null, householdKind: HouseholdKind | null, relationship: Relationship | null, since: string | null } | null, booklet: { bookletNumber: string | null, status: BookletStatus | null, issuedOn: string | null, declinedReason: DeclinedReason | null } | null, contactPersons: Array<{ since: string | null, contactPerson: { displayName: string | null, office: { name: string | null } | null } | null }> | null, registrations: Array<{ registrationNumber: string | null, registeredOn: string | null, deregisteredOn: string | null, route: ImmigrationRoute | null, previousCountry: string | null, destination: Destination | null }> | null, residenceTitles: Array<{ titleNumber: string | null, title: ResidenceTitleKind | null, expiresOn: string | null }> | null, languageEnrolments: Array<{ enrolledOn: string | null, status: EnrolmentStatus | null, completedOn: string | null, levelReached: CefrLevel | null, course: { courseNumber: string | null, title: string | null, audience: CourseAudience | null } | null }> | null, benefitCases: Array<{ caseNumber: string | null, openedOn: string | null, closedOn: string | null, status: BenefitCaseStatus | null, updatedAt: string | null }> | null, benefitAwards: Array<{ awardNumber: string | null, validFrom: string | null, validUntil: string | null, monthlyAmountCents: number | null, sanctionPercent: number | null }> | null, integrationAgreements: Array<{ agreementNumber: string | null, concludedOn: string | null, reviewOn: string | null, goal: string | null, agreedSteps: string | null }> | null, jobseekerProfiles: Array<{ profileNumber: string | null, registeredOn: string | null, desiredOccupation: string | null, weeklyHours: number | null, status: JobseekerStatus | null }> | null, qualifications: Array<{ qualificationNumber: string | null, title: string | null, field: string | null, country: string | null, completedOn: string | null, recognition: RecognitionStatus | null, recognisedOn: string | null }> | null, counsellingEpisodes: Array<{ episodeNumber: string | null, startedOn: string | null, endedOn: string | null, topic: CounsellingTopic | null, intensity: CounsellingIntensity | null }> | null, counsellingNotes: Array<{ noteNumber: string | null, writtenOn: string | null, text: string | null }> | null } | null };

export type ReplaceBookletMutationVariables = Exact<{
  input: ReplaceBookletInput;
}>;


export type ReplaceBookletMutation = { replaceBooklet: { token: string, shortCode: string, booklet: { id: string, bookletNumber: string | null, status: BookletStatus } } | null };

export type ReportBookletLostMutationVariables = Exact<{
  id: string;
}>;


export type ReportBookletLostMutation = { reportBookletLost: { status: BookletStatus } | null };

export type CloseBookletMutationVariables = Exact<{
  id: string;
}>;


export type CloseBookletMutation = { closeBooklet: { status: BookletStatus } | null };

export type DeclineBookletMutationVariables = Exact<{
  input: DeclineBookletInput;
}>;


export type DeclineBookletMutation = { declineBooklet: { status: BookletStatus, declinedReason: DeclinedReason | null, bookletNumber: string | null } | null };

export type ConfirmLinkMutationVariables = Exact<{
  id: string;
}>;


export type ConfirmLinkMutation = { confirmLink: { state: LinkState, confirmation: LinkConfirmation | null } | null };

export type RefuseLinkMutationVariables = Exact<{
  id: string;
}>;


export type RefuseLinkMutation = { refuseLink: { state: LinkState } | null };

export type UnlinkPersonMutationVariables = Exact<{
  id: string;
}>;


export type UnlinkPersonMutation = { unlinkPerson: { state: LinkState, endedByInstitution: string | null } | null };

export type MyLinksQueryVariables = Exact<{ [key: string]: never; }>;


export type MyLinksQuery = { me: { links: Array<{ id: string, institution: string, state: LinkState, way: LinkWay, confirmation: LinkConfirmation | null, documentCheck: DocumentCheck | null, confirmedBy: string | null, requestedBy: string | null, endedByInstitution: string | null }>, benefitCases: Array<{ caseNumber: string | null }> | null, registrations: Array<{ registrationNumber: string | null }> | null } | null };

export type OurLinksQueryVariables = Exact<{
  state?: LinkState | null | undefined;
}>;


export type OurLinksQuery = { bookletLinks: { nodes: Array<{ id: string, state: LinkState, fileNumber: string | null, confirmation: LinkConfirmation | null }> } | null };

export type OurPersonQueryVariables = Exact<{
  fileNumber: string;
}>;


export type OurPersonQuery = { searchPersons: Array<{ id: string, benefitCases: Array<{ id: string, caseNumber: string | null, version: number | null }> | null, identity: { familyName: string | null, recordedBy: string | null } | null }> | null };

export type GiveConsentMutationVariables = Exact<{
  input: GiveConsentInput;
}>;


export type GiveConsentMutation = { giveConsent: { id: string, state: ConsentState } | null };

export type WithdrawConsentMutationVariables = Exact<{
  id: string;
}>;


export type WithdrawConsentMutation = { withdrawConsent: { id: string, state: ConsentState } | null };

export type BeforeItQueryVariables = Exact<{
  personId: string;
  occasion: Occasion;
}>;


export type BeforeItQuery = { equivalents: Array<{ recordType: string, institution: string, day: string | null, values: Array<{ field: string, value: string }>, access: { basis: AccessBasis | null, consentId: string | null } }> | null };

export type AssessMutationVariables = Exact<{
  input: RecordLanguageAssessmentInput;
}>;


export type AssessMutation = { recordLanguageAssessment: { id: string, equivalents: Array<{ recordId: string, institution: string, values: Array<{ field: string, value: string }> }> | null } | null };

export type EverybodyKnownQueryVariables = Exact<{ [key: string]: never; }>;


export type EverybodyKnownQuery = { persons: { totalCount: number | null, nodes: Array<{ id: string, identity: { familyName: string | null } | null, languageEnrolments: Array<{ status: EnrolmentStatus | null }> | null }> } | null };

export type QueueQueryVariables = Exact<{
  state?: DuplicateState | null | undefined;
}>;


export type QueueQuery = { duplicatePairs: { nodes: Array<{ id: string, state: DuplicateState, version: number, score: number, reasons: Array<SimilarityReason>, survivorId: string | null, decisions: Array<{ state: DuplicateState, reason: string, actor: string | null, institution: string | null }>, persons: Array<{ id: string, identity: { givenName: string | null, familyName: string | null } | null }> }> } | null };

export type MergePersonsMutationVariables = Exact<{
  input: MergePersonsInput;
}>;


export type MergePersonsMutation = { mergePersons: { id: string, state: DuplicateState, version: number, survivorId: string | null, persons: Array<{ id: string }> } | null };

export type SplitPersonsMutationVariables = Exact<{
  input: DecideDuplicateInput;
}>;


export type SplitPersonsMutation = { splitPersons: { state: DuplicateState, version: number, persons: Array<{ id: string }> } | null };

export type DistinguishPersonsMutationVariables = Exact<{
  input: DecideDuplicateInput;
}>;


export type DistinguishPersonsMutation = { distinguishPersons: { state: DuplicateState } | null };

export type ByFileNumberQueryVariables = Exact<{
  fileNumber: string;
}>;


export type ByFileNumberQuery = { searchPersons: Array<{ id: string, file: { fileNumber: string | null } | null, identity: { givenName: string | null } | null, benefitCases: Array<{ caseNumber: string | null }> | null, measures: Array<{ title: string | null }> | null }> | null };

export type RegistrationAndTitleQueryVariables = Exact<{
  id: string;
}>;


export type RegistrationAndTitleQuery = { person: { registrations: Array<{ registeredOn: string | null, access: { basis: AccessBasis | null, statute: string | null, consentId: string | null } }> | null, residenceTitles: Array<{ title: ResidenceTitleKind | null }> | null, benefitCases: Array<{ status: BenefitCaseStatus | null }> | null } | null };

export type RegisterMutationVariables = Exact<{
  input: RegisterPersonInput;
}>;


export type RegisterMutation = { registerPerson: { id: string, file: { fileNumber: string | null } | null } | null };

export type HandOutBookletMutationVariables = Exact<{
  input: IssueBookletInput;
}>;


export type HandOutBookletMutation = { issueBooklet: { token: string, shortCode: string, qrCode: string, booklet: { id: string, bookletNumber: string | null, status: BookletStatus } } | null };

export type LinkByCodeMutationVariables = Exact<{
  input: LinkPersonInput;
}>;


export type LinkByCodeMutation = { linkPerson: { link: { id: string, state: LinkState, way: LinkWay, confirmation: LinkConfirmation | null, documentCheck: DocumentCheck | null, movedRecords: boolean }, person: { id: string, file: { fileNumber: string | null, recordedBy: string | null } | null, identity: { familyName: string | null } | null } | null } | null };

export type ByNameAndBirthQueryVariables = Exact<{
  familyName: string;
  birthDate: string;
}>;


export type ByNameAndBirthQuery = { searchPersons: Array<{ id: string, file: { fileNumber: string | null } | null }> | null };

export type WhoLookedQueryVariables = Exact<{
  personId?: string | null | undefined;
}>;


export type WhoLookedQuery = { accessLog: { nodes: Array<{ event: string, institution: string | null, role: string, purpose: string | null, personId: string | null, fields: Array<string>, withheld: Array<Category>, disclosed: Array<{ category: Category, basis: string, reference: string | null }> }> } | null };

export type WholePersonQueryVariables = Exact<{
  id: string;
}>;


export type WholePersonQuery = { person: { id: string, identity: { givenName: string | null, familyName: string | null } | null, languageEnrolments: Array<{ status: EnrolmentStatus | null, course: { title: string | null } | null }> | null, counsellingEpisodes: Array<{ topic: CounsellingTopic | null }> | null, counsellingNotes: Array<{ text: string | null }> | null, benefitCases: Array<{ status: BenefitCaseStatus | null }> | null } | null };

export const NameFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Name"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"birthDate"}}]}}]}}]} as unknown as DocumentNode<NameFragment, unknown>;
export const NamesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Names"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Name"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"birthDate"}}]}}]}}]} as unknown as DocumentNode<NamesFragment, unknown>;
export const WorkFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Work"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobseekerProfiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"consentId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nationality"}}]}}]}}]} as unknown as DocumentNode<WorkFragment, unknown>;
export const HomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Home"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Household"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"householdKind"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"town"}}]}}]}}]}}]} as unknown as DocumentNode<HomeFragment, unknown>;
export const AccessLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccessLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"until"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"until"},"value":{"kind":"Variable","name":{"kind":"Name","value":"until"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}},{"kind":"Field","name":{"kind":"Name","value":"personId"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"disclosed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<AccessLogQuery, AccessLogQueryVariables>;
export const AliasedRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AliasedRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"somebody"},"name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"decisions"},"name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"grants"},"name":{"kind":"Name","value":"familyName"}},{"kind":"Field","alias":{"kind":"Name","value":"id"},"name":{"kind":"Name","value":"givenName"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"access"},"name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"on"},"name":{"kind":"Name","value":"registeredOn"}},{"kind":"Field","alias":{"kind":"Name","value":"registeredOn"},"name":{"kind":"Name","value":"registrationNumber"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"notes"},"name":{"kind":"Name","value":"counsellingNotes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"again"},"name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"personId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<AliasedRecordsQuery, AliasedRecordsQueryVariables>;
export const ConsentsAndDecisionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConsentsAndDecisions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"categories"}},{"kind":"Field","name":{"kind":"Name","value":"purposes"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"capturedBy"}},{"kind":"Field","name":{"kind":"Name","value":"language"}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"statute"}},{"kind":"Field","name":{"kind":"Name","value":"consentId"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"until"}}]}}]}}]}}]} as unknown as DocumentNode<ConsentsAndDecisionsQuery, ConsentsAndDecisionsQueryVariables>;
export const FragmentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Fragments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withHousehold"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":true}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withoutNotes"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Names"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Work"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withHousehold"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"counsellingNotes"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"skip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withoutNotes"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withHousehold"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Home"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Names"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Name"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Identity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"birthDate"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Names"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Work"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobseekerProfiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"consentId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nationality"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Home"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Household"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"householdKind"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"town"}}]}}]}}]}}]} as unknown as DocumentNode<FragmentsQuery, FragmentsQueryVariables>;
export const HouseholdMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HouseholdMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"householdNumber"}},{"kind":"Field","name":{"kind":"Name","value":"householdKind"}},{"kind":"Field","name":{"kind":"Name","value":"relationship"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relationship"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"sex"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageEnrolments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HouseholdMembersQuery, HouseholdMembersQueryVariables>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"street"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"preferredLanguage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"booklet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookletNumber"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issuedOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"householdKind"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingNotes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"writtenOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitAwards"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"monthlyAmountCents"}},{"kind":"Field","name":{"kind":"Name","value":"sanctionPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const MistakesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Mistakes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"unknown"},"name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"StringValue","value":"nobody","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"known"},"name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tooMany"},"name":{"kind":"Name","value":"persons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"elsewhere"},"name":{"kind":"Name","value":"persons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"forbidden"},"name":{"kind":"Name","value":"counsellingNotes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"log"},"name":{"kind":"Name","value":"accessLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"search"},"name":{"kind":"Name","value":"searchPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"familyName"},"value":{"kind":"StringValue","value":"Beispiel","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]} as unknown as DocumentNode<MistakesQuery, MistakesQueryVariables>;
export const MyViewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyView"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataByInstitution"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"institutionLabel"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"categoryLabel"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sharing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"institutionLabel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"open"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"categoryLabel"}},{"kind":"Field","name":{"kind":"Name","value":"purposeLabel"}},{"kind":"Field","name":{"kind":"Name","value":"basisLabel"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"law"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"openRequests"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"dataLabels"}},{"kind":"Field","name":{"kind":"Name","value":"consent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MyViewQuery, MyViewQueryVariables>;
export const NewHouseholdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"NewHousehold"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordHouseholdInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordHousehold"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"householdNumber"}},{"kind":"Field","name":{"kind":"Name","value":"householdKind"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NewHouseholdMutation, NewHouseholdMutationVariables>;
export const OwnRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OwnRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageEnrolments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"town"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<OwnRecordsQuery, OwnRecordsQueryVariables>;
export const PersonsByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PersonsById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"persons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registeredOn"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"town"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<PersonsByIdQuery, PersonsByIdQueryVariables>;
export const PersonsByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PersonsByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PersonFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PersonOrder"}},"defaultValue":{"kind":"EnumValue","value":"FAMILY_NAME"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"persons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<PersonsByNameQuery, PersonsByNameQueryVariables>;
export const PublishedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Published"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"institutions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameDe"}},{"kind":"Field","name":{"kind":"Name","value":"purposes"}},{"kind":"Field","name":{"kind":"Name","value":"mayReceive"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageCourses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"audience"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"offices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"openingHours"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contactPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"office"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PublishedQuery, PublishedQueryVariables>;
export const RefusedWritesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefusedWrites"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"personId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"nobody"},"name":{"kind":"Name","value":"recordContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"personId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"town"},"value":{"kind":"StringValue","value":"Rheine","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"notMine"},"name":{"kind":"Name","value":"changeBenefitCase"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"version"},"value":{"kind":"IntValue","value":"1"}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"ENDED"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"notGiven"},"name":{"kind":"Name","value":"withdrawConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"empty"},"name":{"kind":"Name","value":"recordIdentity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"personId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"givenName"},"value":{"kind":"StringValue","value":" ","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"familyName"},"value":{"kind":"StringValue","value":"","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"birthDate"},"value":{"kind":"StringValue","value":"1990-01-01","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mistyped"},"name":{"kind":"Name","value":"linkPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"StringValue","value":"RH-0001","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"fileNumber"},"value":{"kind":"StringValue","value":"X","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<RefusedWritesMutation, RefusedWritesMutationVariables>;
export const SearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PersonSearch"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}},{"kind":"Field","name":{"kind":"Name","value":"booklet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookletNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}}]}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const WholePersonOfEveryInstitutionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WholePersonOfEveryInstitution"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"personId"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"sex"}},{"kind":"Field","name":{"kind":"Name","value":"nationality"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"street"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"town"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"preferredLanguage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"householdNumber"}},{"kind":"Field","name":{"kind":"Name","value":"householdKind"}},{"kind":"Field","name":{"kind":"Name","value":"relationship"}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}},{"kind":"Field","name":{"kind":"Name","value":"booklet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookletNumber"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issuedOn"}},{"kind":"Field","name":{"kind":"Name","value":"declinedReason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contactPersons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"contactPerson"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"office"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registrationNumber"}},{"kind":"Field","name":{"kind":"Name","value":"registeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"deregisteredOn"}},{"kind":"Field","name":{"kind":"Name","value":"route"}},{"kind":"Field","name":{"kind":"Name","value":"previousCountry"}},{"kind":"Field","name":{"kind":"Name","value":"destination"}}]}},{"kind":"Field","name":{"kind":"Name","value":"residenceTitles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"titleNumber"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageEnrolments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"audience"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enrolledOn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"completedOn"}},{"kind":"Field","name":{"kind":"Name","value":"levelReached"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"closedOn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitAwards"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"awardNumber"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}},{"kind":"Field","name":{"kind":"Name","value":"monthlyAmountCents"}},{"kind":"Field","name":{"kind":"Name","value":"sanctionPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"integrationAgreements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agreementNumber"}},{"kind":"Field","name":{"kind":"Name","value":"concludedOn"}},{"kind":"Field","name":{"kind":"Name","value":"reviewOn"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"agreedSteps"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jobseekerProfiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"profileNumber"}},{"kind":"Field","name":{"kind":"Name","value":"registeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"desiredOccupation"}},{"kind":"Field","name":{"kind":"Name","value":"weeklyHours"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"qualifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"qualificationNumber"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"completedOn"}},{"kind":"Field","name":{"kind":"Name","value":"recognition"}},{"kind":"Field","name":{"kind":"Name","value":"recognisedOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingEpisodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"episodeNumber"}},{"kind":"Field","name":{"kind":"Name","value":"startedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endedOn"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"intensity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingNotes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"noteNumber"}},{"kind":"Field","name":{"kind":"Name","value":"writtenOn"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<WholePersonOfEveryInstitutionQuery, WholePersonOfEveryInstitutionQueryVariables>;
export const ReplaceBookletDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplaceBooklet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplaceBookletInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replaceBooklet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booklet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bookletNumber"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"shortCode"}}]}}]}}]} as unknown as DocumentNode<ReplaceBookletMutation, ReplaceBookletMutationVariables>;
export const ReportBookletLostDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReportBookletLost"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reportBookletLost"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<ReportBookletLostMutation, ReportBookletLostMutationVariables>;
export const CloseBookletDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseBooklet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeBooklet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<CloseBookletMutation, CloseBookletMutationVariables>;
export const DeclineBookletDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeclineBooklet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeclineBookletInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"declineBooklet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"declinedReason"}},{"kind":"Field","name":{"kind":"Name","value":"bookletNumber"}}]}}]}}]} as unknown as DocumentNode<DeclineBookletMutation, DeclineBookletMutationVariables>;
export const ConfirmLinkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"confirmation"}}]}}]}}]} as unknown as DocumentNode<ConfirmLinkMutation, ConfirmLinkMutationVariables>;
export const RefuseLinkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefuseLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refuseLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<RefuseLinkMutation, RefuseLinkMutationVariables>;
export const UnlinkPersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnlinkPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unlinkPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"endedByInstitution"}}]}}]}}]} as unknown as DocumentNode<UnlinkPersonMutation, UnlinkPersonMutationVariables>;
export const MyLinksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyLinks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"links"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"way"}},{"kind":"Field","name":{"kind":"Name","value":"confirmation"}},{"kind":"Field","name":{"kind":"Name","value":"documentCheck"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedBy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"endedByInstitution"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registrationNumber"}}]}}]}}]}}]} as unknown as DocumentNode<MyLinksQuery, MyLinksQueryVariables>;
export const OurLinksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OurLinks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LinkState"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookletLinks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}},{"kind":"Field","name":{"kind":"Name","value":"confirmation"}}]}}]}}]}}]} as unknown as DocumentNode<OurLinksQuery, OurLinksQueryVariables>;
export const OurPersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OurPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fileNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"fileNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fileNumber"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}}]}}]}}]}}]} as unknown as DocumentNode<OurPersonQuery, OurPersonQueryVariables>;
export const GiveConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GiveConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GiveConsentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"giveConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<GiveConsentMutation, GiveConsentMutationVariables>;
export const WithdrawConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withdrawConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<WithdrawConsentMutation, WithdrawConsentMutationVariables>;
export const BeforeItDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BeforeIt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"personId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"occasion"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Occasion"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"equivalents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"personId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personId"}}},{"kind":"Argument","name":{"kind":"Name","value":"occasion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"occasion"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordType"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"consentId"}}]}}]}}]}}]} as unknown as DocumentNode<BeforeItQuery, BeforeItQueryVariables>;
export const AssessDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Assess"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLanguageAssessmentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordLanguageAssessment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"equivalents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordId"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AssessMutation, AssessMutationVariables>;
export const EverybodyKnownDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EverybodyKnown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"persons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageEnrolments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<EverybodyKnownQuery, EverybodyKnownQueryVariables>;
export const QueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Queue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateState"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"duplicatePairs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"survivorId"}},{"kind":"Field","name":{"kind":"Name","value":"decisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}}]}},{"kind":"Field","name":{"kind":"Name","value":"persons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<QueueQuery, QueueQueryVariables>;
export const MergePersonsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MergePersons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MergePersonsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mergePersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"survivorId"}},{"kind":"Field","name":{"kind":"Name","value":"persons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<MergePersonsMutation, MergePersonsMutationVariables>;
export const SplitPersonsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SplitPersons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DecideDuplicateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"splitPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"persons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<SplitPersonsMutation, SplitPersonsMutationVariables>;
export const DistinguishPersonsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DistinguishPersons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DecideDuplicateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"distinguishPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<DistinguishPersonsMutation, DistinguishPersonsMutationVariables>;
export const ByFileNumberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ByFileNumber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fileNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"fileNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fileNumber"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<ByFileNumberQuery, ByFileNumberQueryVariables>;
export const RegistrationAndTitleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegistrationAndTitle"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"statute"}},{"kind":"Field","name":{"kind":"Name","value":"consentId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"residenceTitles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<RegistrationAndTitleQuery, RegistrationAndTitleQueryVariables>;
export const RegisterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Register"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterPersonInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}}]}}]}}]}}]} as unknown as DocumentNode<RegisterMutation, RegisterMutationVariables>;
export const HandOutBookletDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOutBooklet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IssueBookletInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issueBooklet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booklet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bookletNumber"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"shortCode"}},{"kind":"Field","name":{"kind":"Name","value":"qrCode"}}]}}]}}]} as unknown as DocumentNode<HandOutBookletMutation, HandOutBookletMutationVariables>;
export const LinkByCodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LinkByCode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LinkPersonInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"linkPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"way"}},{"kind":"Field","name":{"kind":"Name","value":"confirmation"}},{"kind":"Field","name":{"kind":"Name","value":"documentCheck"}},{"kind":"Field","name":{"kind":"Name","value":"movedRecords"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LinkByCodeMutation, LinkByCodeMutationVariables>;
export const ByNameAndBirthDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ByNameAndBirth"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"familyName"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"birthDate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchPersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"familyName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"familyName"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"birthDate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"birthDate"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileNumber"}}]}}]}}]}}]} as unknown as DocumentNode<ByNameAndBirthQuery, ByNameAndBirthQueryVariables>;
export const WhoLookedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoLooked"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"personId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"personId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"institution"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}},{"kind":"Field","name":{"kind":"Name","value":"personId"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"disclosed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}}]}}]}}]}}]} as unknown as DocumentNode<WhoLookedQuery, WhoLookedQueryVariables>;
export const WholePersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WholePerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"languageEnrolments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingEpisodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counsellingNotes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"benefitCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<WholePersonQuery, WholePersonQueryVariables>;