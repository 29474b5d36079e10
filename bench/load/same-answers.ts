import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RunningServer } from '../servers/server';
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
  let agreed: { name: ServerName; answers: readonly string[] } | undefined;
  for (const [name, { url }] of servers) {
    const answers = (await workload.sample(name, url, world)).map((answer) => canonicalize(answer) ?? '');
    if (!agreed) agreed = { name, answers };
    const at = answers.findIndex((answer, index) => answer !== agreed!.answers[index]);
    if (at >= 0 || answers.length !== agreed.answers.length) {
      const [one, other] = [agreed.answers[at] ?? '', answers[at] ?? ''];
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
