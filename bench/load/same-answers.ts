import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RunningServer } from '../servers/server';
import { withoutEmptyLists } from '../workloads/postgraphile-query';
import type { ServerName, Workload, World } from '../workloads/workload';

/**
 * Makes sure that all servers answer the same content to the same requests.
 * @returns the hash that they agree on
 * @throws Error naming the servers and the first place where they differ
 */
export async function assertSameAnswers(
  workload: Workload,
  servers: ReadonlyMap<ServerName, RunningServer>,
  world: World,
): Promise<string> {
  let agreed: { name: ServerName; answers: readonly string[]; looseAnswers: readonly string[] } | undefined;
  for (const [name, { url }] of servers) {
    const loose = name === 'postgraphile';
    const sample = await workload.sample(name, url, world);
    const answers = sample.map((answer) => canonicalize(loose ? withoutEmptyLists(answer) : answer) ?? '');
    if (!agreed)
      agreed = { name, answers, looseAnswers: sample.map((answer) => canonicalize(withoutEmptyLists(answer)) ?? '') };
    const expected = loose ? agreed.looseAnswers : agreed.answers;
    const at = answers.findIndex((answer, index) => answer !== expected[index]);
    if (at >= 0 || answers.length !== expected.length) {
      const [one, other] = [expected[at] ?? '', answers[at] ?? ''];
      const place = [...one].findIndex((letter, index) => letter !== other[index]);
      const around = (text: string) => text.slice(Math.max(0, place - 80), place + 80);
      throw new Error(
        `${workload.name}: ${agreed.name} and ${name} do not answer the same to request ${at}:\n${around(one)}\n${around(other)}`,
      );
    }
  }
  return createHash('sha256')
    .update(agreed?.answers.join('\n') ?? '')
    .digest('hex')
    .slice(0, 16);
}
