import 'reflect-metadata';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPolicyFile } from '../src/access/policy/load-policy';
import { projectRoot } from '../src/platform/config/project-root';
import { Bench } from './bench';
import { compare } from './measurements/compare';
import { MEASUREMENTS } from './measurements';
import type { Section } from './measurements/measurement';
import { readOptions } from './options';
import { startCluster } from './platform/cluster';
import { useTwoCores } from './platform/two-cores';
import { openTokens } from './platform/tokens';
import { writeReport } from './report/write-report';
import { compileCommit } from './servers/compile-commit';
import { installPostgraphile } from './servers/install-postgraphile';
import { WORKLOADS } from './workloads';
import { SERVERS, type EarlierHub, type ServerName } from './workloads/workload';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const started = performance.now();
  const options = readOptions(process.argv.slice(2));
  const isChosen = ({ name }: { readonly name: string }): boolean => options.only?.includes(name) ?? true;
  const workloads = WORKLOADS.filter(isChosen);
  const measurements = MEASUREMENTS.filter(isChosen);
  const policy = readPolicyFile(join(projectRoot(), 'policy', 'rheine.yaml'));
  await mkdir(options.dataDir, { recursive: true });
  await useTwoCores(say);
  const databases = [options.persons, ...measurements.flatMap(({ persons }) => persons?.(options) ?? [])];
  const cluster = await startCluster(options.dataDir, policy, databases, say);
  let bench: Bench | undefined;
  try {
    const chosen = SERVERS.filter((name) => options.servers?.includes(name) ?? true);
    const { servers, missing } = await available(workloads.length > 0 ? chosen : [], options.dataDir);
    const earlier = new Map<EarlierHub, string>();
    for (const commit of options.before) earlier.set(`hub@${commit}`, await compileCommit(commit, options.dataDir));
    const compared = [...servers, ...earlier.keys()];
    bench = new Bench(options, policy, cluster, await openTokens(options.dataDir), earlier, compared, say);
    const comparisons = await compare(bench, workloads);
    const sections: Section[] = [];
    for (const measurement of measurements) {
      say(`measuring ${measurement.name} ...`);
      sections.push(await measurement.run(bench));
    }
    const seconds = (performance.now() - started) / 1000;
    const file = await writeReport(options, { persons: options.persons, comparisons, sections, missing, seconds });
    say(`\n${await readFile(file, 'utf8')}\nWritten to ${file}`);
  } finally {
    await bench?.stopShared();
    await cluster.stop();
  }
}

/** Those of the servers that can be measured on this machine. */
async function available(
  servers: readonly ServerName[],
  dataDir: string,
): Promise<{ servers: readonly ServerName[]; missing: string[] }> {
  if (!servers.includes('postgraphile')) return { servers, missing: [] };
  try {
    await installPostgraphile(dataDir, say);
    return { servers, missing: [] };
  } catch (error) {
    const missing = [`PostGraphile 5 could not be installed: ${String(error).split('\n')[0]}`];
    return { servers: servers.filter((name) => name !== 'postgraphile'), missing };
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
