import { RecordRegistry } from '../records/registry';
import { caritas } from '../subgraphs/caritas';
import { city } from '../subgraphs/city';
import { core } from '../subgraphs/core';
import { employmentAgency } from '../subgraphs/employment-agency';
import { jobcenter } from '../subgraphs/jobcenter';
import type { Subgraph } from '../subgraphs/subgraph';
import { ENGINE_TABLES } from './engine-tables';

/** The five subgraphs, in the order in which the documentation names them. */
export const SUBGRAPHS: readonly Subgraph[] = [core, city, jobcenter, employmentAgency, caritas];

/** All record types and tables of the municipality; also a single subgraph needs them, for statutes that look at another's table. */
export const REGISTRY = new RecordRegistry(
  SUBGRAPHS.flatMap(({ records }) => records),
  [...SUBGRAPHS.flatMap(({ tables = [] }) => tables), ...ENGINE_TABLES],
);
