import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getNullableType, isListType, isObjectType, print, type GraphQLSchema } from 'graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { printPolicy, type PolicyField } from '../access/policy/policy-document';
import { declaredAccess } from '../access/guard/declared-access';
import type { Policy } from '../access/policy/policy';
import { sealedHub, sealedSubgraph } from './compose';
import { composeSupergraph, subgraphSdl } from './federate';
import { SUBGRAPHS } from './subgraphs';
import { undescribed, UndescribedError } from './undescribed';

/**
 * Every generated file of `schema/`, by its path there. The files are committed; CI fails when they are stale.
 * @throws UndescribedError naming every element of the schema without a description
 */
function schemaFiles(policy: Policy): Map<string, string> {
  const hub = sealedHub(SUBGRAPHS, policy);
  const problems = undescribed(hub);
  if (problems.length > 0) throw new UndescribedError(problems);
  return new Map([
    ['hub.graphql', withNewline(printSchemaWithDirectives(hub))],
    ['supergraph.graphql', withNewline(composeSupergraph(SUBGRAPHS, policy))],
    ...SUBGRAPHS.map((subgraph): [string, string] => [
      join('subgraphs', `${subgraph.name}.graphql`),
      withNewline(print(subgraphSdl(sealedSubgraph(subgraph, policy)))),
    ]),
    ['policy.md', withNewline(printPolicy(policy, policyFields(hub)))],
  ]);
}

/** Writes the generated files; returns the paths of those that were not up to date. */
export async function writeSchemaFiles(directory: string, policy: Policy, checkOnly: boolean): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, content] of schemaFiles(policy)) {
    const file = join(directory, path);
    const current = await readFile(file, 'utf8').catch(() => null);
    if (current === content) continue;
    stale.push(path);
    if (checkOnly) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return stale;
}

/** Every field of the schema with its declaration, for the table that data protection officers read. */
export function policyFields(schema: GraphQLSchema): PolicyField[] {
  const fields: PolicyField[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const [field, config] of Object.entries(type.getFields())) {
      const access = declaredAccess(type, field, config);
      if (typeof access === 'string' || access.kind !== 'protected') continue;
      // A field of Person that leads to records says no more than the records' own fields.
      const leadsOn = type.name === 'Person' && isObjectType(nodeOf(config.type));
      if (!leadsOn)
        fields.push({ type: type.name, field, category: access.category, owner: access.author ?? undefined });
    }
  }
  return fields;
}

function nodeOf(type: Parameters<typeof getNullableType>[0]): unknown {
  const nullable = getNullableType(type);
  return isListType(nullable) ? nodeOf(nullable.ofType as never) : nullable;
}

const withNewline = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
