import { describe, expect, it } from '@jest/globals';
import { idOf, knownToJobcenter } from '../../bench/data/known-persons';
import { loadPersons } from '../../bench/data/load';
import type { Caller } from '../../src/platform/identity/caller';
import type { Purpose } from '../../src/access/vocabulary';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';

/** Enough for PostgreSQL to prefer indices where it can use them, few enough to load in seconds. */
const PERSONS = 5_000;

const KNOWN = idOf(knownToJobcenter(PERSONS, 1)[0]!);

const RECORDS = `id identity { givenName familyName } contact { town } household { householdKind }
  registrations { registeredOn } languageEnrolments { status course { title } } benefitCases { status }
  jobseekerProfiles { status } counsellingEpisodes { topic }`;

/** A node of a plan, as `explain (format json)` tells it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Filter?: string;
  readonly 'Subplan Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const CONSENT_TABLES = ['consent', 'consent_grant', 'consent_event'];

const readsConsents = (node: PlanNode): boolean =>
  /Scan/.test(node['Node Type']) && CONSENT_TABLES.includes(node['Relation Name'] ?? '');

/** A sequential scan, or one by an index that looks for no person and no consent. */
const isWide = (node: PlanNode): boolean =>
  node['Node Type'] === 'Seq Scan' ||
  !/\b(person_id|consent_id|id)\b/.test(node['Index Cond'] ?? node['Recheck Cond'] ?? '');

/** Reads of consents of many persons, also those that PostgreSQL does once for all rows and keeps in a hash table. */
function wideReads(plan: PlanNode): PlanNode[] {
  const nodes = nodesOf(plan);
  const hashed = nodes.flatMap(({ Filter = '' }) =>
    [...Filter.matchAll(/hashed (SubPlan \d+)/g)].map(([, name]) => name),
  );
  const kept = nodes.filter((node) => hashed.includes(node['Subplan Name'])).flatMap(nodesOf);
  return [...nodes.filter((node) => readsConsents(node) && isWide(node)), ...kept.filter(readsConsents)];
}

/** Tables with a row, or many, for each person of the municipality. */
const PERSON_TABLES = ['person', 'person_link', 'identity', 'contact', 'household_membership', 'access_entry'];

/** Tables that are read as a whole, however few persons are asked for. */
function readAsAWhole(plan: PlanNode): string[] {
  return nodesOf(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan' && PERSON_TABLES.includes(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name']!);
}

describe('the plans of the hot statements', () => {
  const database = useDatabase((created) => loadPersons(created.ownerUrl, PERSONS));
  const hub = useHub(database);

  const caseManager = staff('jobcenter', 'case-manager');

  /** The plan that the hub's connections keep for every value of the parameters, under the caller's locks. */
  const planOf = async (caller: Caller, purpose: Purpose | null, sql: string): Promise<PlanNode> => {
    const settings =
      caller.kind === 'staff'
        ? { institution: caller.institution, role: caller.role, purpose }
        : { role: 'person', person: caller.personId };
    const rows = await database.asApp<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      settings,
      `explain (generic_plan, format json) ${sql}`,
    );
    return rows[0]!['QUERY PLAN'][0]!.Plan;
  };

  const hot: [string, Caller, Purpose | null, string, number][] = [
    ['one person', caseManager, 'CASE_MANAGEMENT', `{ person(id: "${KNOWN}") { ${RECORDS} } }`, 1],
    ['one person by statute', caseManager, 'BENEFIT_ADMINISTRATION', `{ person(id: "${KNOWN}") { ${RECORDS} } }`, 1],
    [
      'one person by file number',
      caseManager,
      'CASE_MANAGEMENT',
      '{ searchPersons(by: { fileNumber: "B-5" }) { id } }',
      1,
    ],
    ['a page', caseManager, 'CASE_MANAGEMENT', `{ persons(first: 50) { nodes { ${RECORDS} } } }`, 1],
    [
      'a search by name',
      caseManager,
      'CASE_MANAGEMENT',
      '{ searchPersons(by: { familyName: "Kowska", birthDate: "1980-01-01" }) { id identity { familyName } } }',
      1,
    ],
    ['the own view with consents', self(KNOWN), null, `{ me { ${RECORDS} consents { state } } }`, 2],
    ['the own access log', self(KNOWN), null, '{ accessLog(first: 20) { nodes { at } } }', 1],
  ];

  it.each(hot)('of %s scan neither consents nor persons', async (_, caller, purpose, query, statements) => {
    const sent = await countStatements(database, async () => {
      expect((await hub.ask(caller, purpose, query)).errors).toEqual([]);
    });
    expect(sent).toHaveLength(statements);
    for (const sql of sent) {
      const plan = await planOf(caller, purpose, sql);
      expect(wideReads(plan)).toEqual([]);
      expect(readAsAWhole(plan)).toEqual([]);
    }
  });

  it('of a withdrawal scan no consent table', async () => {
    const give = `mutation { giveConsent(input: { recipients: ["city"], categories: [IDENTITY],
      purposes: [CASE_MANAGEMENT], validUntil: "2099-01-01T00:00:00Z" }) { id } }`;
    const given = await hub.ask<{ giveConsent: { id: string } }>(self(KNOWN), null, give);
    const sent = await countStatements(database, async () => {
      const query = `mutation { withdrawConsent(input: { id: "${given.data!.giveConsent.id}" }) { state } }`;
      expect((await hub.ask(self(KNOWN), null, query)).errors).toEqual([]);
    });
    for (const sql of sent) {
      const plan = await planOf(self(KNOWN), null, sql);
      expect(wideReads(plan)).toEqual([]);
    }
  });

  it('are seen through: a statement that reads all consents is noticed, and so is a lock that asks with EXISTS', async () => {
    const all = await planOf(caseManager, 'CASE_MANAGEMENT', `select from core.consent c where c.state = 'GIVEN'`);
    expect(wideReads(all)).toHaveLength(1);
    // The natural way to write the lock; PostgreSQL reads all grants of the recipient into a hash table for it.
    await database.asOwner(`alter policy geleit_select on core.identity using (institution = 'city' or exists (
      select from core.consent_grant c where c.person_id = identity.person_id and c.ended is null))`);
    const locked = await planOf(caseManager, 'CASE_MANAGEMENT', 'select from core.identity');
    expect(wideReads(locked)).not.toHaveLength(0);
  });
});
