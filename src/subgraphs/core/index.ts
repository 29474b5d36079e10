import type { Subgraph } from '../subgraph';
import { AccessExplanationResolver } from './access-explanation/access-explanation.resolver';
import { AccessLogResolver } from './access-log/access-log.resolver';
import { Booklet } from './booklet/booklet.record';
import { BookletResolver } from './booklet/booklet.resolver';
import { BookletPageResolver } from './booklet-page/booklet-page.resolver';
import { Case } from './case/case.record';
import { AlsoWithdrawnResolver } from './consent/also-withdrawn.resolver';
import { ConsentResolver } from './consent/consent.resolver';
import { ConsentChangeResolver } from './consent-change/consent-change.resolver';
import { ConsentReceiptResolver } from './consent-receipt/consent-receipt.resolver';
import { PersonReceiptsResolver } from './consent-receipt/person-receipts.resolver';
import { ConsentCaptureResolver } from './consent-capture/consent-capture.resolver';
import { ConsentTextResolver } from './consent-text/consent-text.resolver';
import { Contact } from './contact/contact.record';
import { DuplicateResolver } from './duplicate/duplicate.resolver';
import { EquivalentsResolver } from './equivalents/equivalents.resolver';
import { Household } from './household/household.record';
import { HouseholdResolver } from './household/household.resolver';
import { Identity } from './identity/identity.record';
import { ContactAssignment } from './institution/contact-assignment.record';
import { ContactPerson } from './institution/contact-person.record';
import { InstitutionResolver } from './institution/institution.resolver';
import { Office } from './institution/office.record';
import { LanguageAssessment } from './language-assessment/language-assessment.record';
import { Measure } from './measure/measure.record';
import { LinkResolver } from './link/link.resolver';
import { PersonLinksResolver } from './link/person-links.resolver';
import { Person } from './person/person.type';
import { PersonResolver } from './person/person.resolver';
import { PersonLink } from './person/person-link.record';
import { RightsNoticeResolver } from './rights-notice/rights-notice.resolver';
import { PersonRightsResolver } from './rights-request/person-rights.resolver';
import { RightsRequestResolver } from './rights-request/rights-request.resolver';
import { PersonExportResolver } from './person-export/person-export.resolver';
import { PersonalDataResolver } from './personal-data/personal-data.resolver';
import { OpenRequestResolver } from './open-request/open-request.resolver';
import { RepresentationResolver } from './representation/representation.resolver';
import { SharingResolver } from './sharing/sharing.resolver';
import { TransferResolver } from './transfer/transfer.resolver';
import { UnusualPatternResolver } from './unusual-pattern/unusual-pattern.resolver';
import { ConsentOverviewResolver } from './consent-overview/consent-overview.resolver';
import { TaskNoticeResolver } from './withdrawal-task/task-notice.resolver';
import { PersonTasksResolver } from './withdrawal-task/person-tasks.resolver';
import { WithdrawalTaskResolver } from './withdrawal-task/withdrawal-task.resolver';

const records = [
  ...[PersonLink, Identity, Contact, Household, Booklet, Office, ContactPerson, ContactAssignment],
  ...[LanguageAssessment, Case, Measure],
];

/** What the institutions share: persons, consents, booklets, institutions, the access log. */
export const core: Subgraph = {
  name: 'core',
  records,
  person: Person,
  resolvers: [
    PersonResolver,
    HouseholdResolver,
    BookletResolver,
    LinkResolver,
    PersonLinksResolver,
    ConsentResolver,
    AlsoWithdrawnResolver,
    ConsentCaptureResolver,
    ConsentTextResolver,
    ConsentReceiptResolver,
    PersonReceiptsResolver,
    WithdrawalTaskResolver,
    PersonTasksResolver,
    TransferResolver,
    RightsRequestResolver,
    RightsNoticeResolver,
    PersonRightsResolver,
    PersonExportResolver,
    AccessLogResolver,
    ConsentOverviewResolver,
    UnusualPatternResolver,
    AccessExplanationResolver,
    PersonalDataResolver,
    SharingResolver,
    OpenRequestResolver,
    BookletPageResolver,
    RepresentationResolver,
    InstitutionResolver,
    EquivalentsResolver,
    DuplicateResolver,
  ],
  live: [ConsentChangeResolver, TaskNoticeResolver],
};
