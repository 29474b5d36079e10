import { personType } from '../../records/api/person-type';
import type { Subgraph } from '../subgraph';
import { BenefitAward } from './benefit-award/benefit-award.record';
import { BenefitCase } from './benefit-case/benefit-case.record';
import { IntegrationAgreement } from './integration-agreement/integration-agreement.record';

const records = [BenefitCase, BenefitAward, IntegrationAgreement];

/** The jobcenter (SGB II). */
export const jobcenter: Subgraph = { name: 'jobcenter', records, person: personType(records), resolvers: [] };
