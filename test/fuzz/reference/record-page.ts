import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';
import { answerPath, type DisputeNote } from '../../../src/access/disputed';
import { describeDecision } from '../../../src/access/guard/person-records';
import type { RecordDeclaration } from '../../../src/records/declaration';
import type { ReferenceContext } from './context';
import { byId, direct, RecordNode } from './nodes';
import { askSingle } from './own-store';
import { PersonDecisions } from './person-decisions';
import { selectedBelow } from './selected';

type Resolver = GraphQLFieldResolver<unknown, ReferenceContext>;

interface Named {
  readonly id: string;
  readonly personId?: string;
}

/** A page of the caller's own records, or of reference data: found by the hub, read by the reference. */
export function recordPage(declaration: RecordDeclaration): Resolver {
  const { category, name, onPerson } = declaration;
  const instead = { [name]: onPerson ? 'id personId' : 'id' };
  return async (_source, _args, context, info) => {
    const { value, answer, failed } = await askSingle(
      context,
      info,
      direct((field) => `{ ${field} }`, []),
      instead,
    );
    const selected = selectedBelow(info);
    const records = [selected.get('nodes'), selected.get('edges')?.below.get('node')].flatMap((one) => one ?? []);
    const fields = records.flatMap((one) => [...one.below.keys()].map((field) => `${name}.${field}`));
    for (const entry of answer.entries) {
      const isOfPage = category !== null && entry.fields.every((field) => field.startsWith(`${name}.`));
      context.entries.push(isOfPage ? { ...entry, fields } : entry);
    }
    if (failed) throw failed;
    const page = value as { nodes?: readonly Named[]; edges?: readonly { node?: Named }[] } | null;
    if (!page) return page;
    const { nodes, edges } = page;
    const node = (one: Named) => recordOf(declaration, one, context);
    return {
      ...page,
      nodes: nodes && (await Promise.all(nodes.map(node))),
      edges:
        edges &&
        (await Promise.all(edges.map(async (edge) => ({ ...edge, node: edge.node && (await node(edge.node)) })))),
    };
  };
}

async function recordOf(
  declaration: RecordDeclaration,
  { id, personId }: Named,
  { asking, policy, rows }: ReferenceContext,
): Promise<RecordNode> {
  const { onPerson } = declaration;
  if (!onPerson || !personId) return new RecordNode(declaration, await rows.byId(declaration, id), null, null);
  const row = (await rows.ofPerson(declaration, personId)).find((one) => one.id === id)!;
  const decisions = await PersonDecisions.of(policy, asking, personId, false, rows);
  const access = describeDecision(decisions.aboutRecord(declaration, row), onPerson.field);
  // Beside other persons' records it could not be said whose something is withheld.
  const { field } = onPerson;
  const way = byId((wanted) => `{ person(id: "${personId}") { ${field} { ${wanted} } } }`, ['person', field], id);
  return new RecordNode(declaration, row, access, way);
}

/** Nodes of a page, with their notes of dispute told at the place where they stand. */
export const disputing: Resolver = (source, args, context, info) => {
  const value: unknown = defaultFieldResolver(source, args, context, info);
  const tell = (node: unknown, index?: number): void => {
    if (!(node instanceof RecordNode) || !node.access) return;
    const notes = node.row.disputes as readonly DisputeNote[] | null;
    if (notes) context.disputed.add([...answerPath(info.path), ...(index === undefined ? [] : [index])], notes);
  };
  if (Array.isArray(value)) value.forEach((node, index) => tell(node, index));
  else tell(value);
  return value;
};
