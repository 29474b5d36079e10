import { addRecordFields } from '../../records/api/person-type';
import { subgraphOf } from '../feature';
import { accessExplanation } from './access-explanation/feature';
import { accessLog } from './access-log/feature';
import { booklet } from './booklet/feature';
import { bookletPage } from './booklet-page/feature';
import { caseFile } from './case/feature';
import { consentRegistry } from './consent/registry/feature';
import { consentChange } from './consent/change/feature';
import { consentReceipt } from './consent/receipt/feature';
import { consentCapture } from './consent/capture/feature';
import { consentText } from './consent/text/feature';
import { contact } from './contact/feature';
import { duplicate } from './duplicate/feature';
import { equivalents } from './equivalents/feature';
import { household } from './household/feature';
import { identity } from './identity/feature';
import { institution } from './institution/feature';
import { languageAssessment } from './language-assessment/feature';
import { measure } from './measure/feature';
import { link } from './link/feature';
import { person } from './person/feature';
import { rights } from './rights/feature';
import { personExport } from './person-export/feature';
import { personalData } from './personal-data/feature';
import { openRequest } from './open-request/feature';
import { representation } from './representation/feature';
import { sharing } from './sharing/feature';
import { transfer } from './consent/transfer/feature';
import { oversight } from './oversight/feature';
import { consentOverview } from './consent/overview/feature';
import { withdrawalTask } from './consent/task/feature';
import { Person } from './person/person.type';

/** What the institutions share: persons, consents, booklets, institutions, the access log. */
export const core = subgraphOf('core', Person, [
  person,
  identity,
  contact,
  household,
  booklet,
  institution,
  languageAssessment,
  caseFile,
  measure,
  link,
  consentRegistry,
  consentCapture,
  consentText,
  consentReceipt,
  withdrawalTask,
  consentChange,
  transfer,
  rights,
  personExport,
  accessLog,
  consentOverview,
  oversight,
  accessExplanation,
  personalData,
  sharing,
  openRequest,
  bookletPage,
  representation,
  equivalents,
  duplicate,
]);

addRecordFields(Person, core.records);
