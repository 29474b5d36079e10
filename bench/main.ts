import 'reflect-metadata';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPolicyFile } from '../src/access/policy/load-policy';
import { projectRoot } from '../src/platform/config/project-root';
import { Bench } from './bench';
import { compare } from './measurements/compare';
import { readOptions } from './options';
import { startCluster } from './platform/cluster';
import { openTokens } from './platform/tokens';
import { writeReport } from './report/write-report';
import { installPostgraphile } from './servers/install-postgraphile';
import { WORKLOADS } from './workloads';
import { SERVERS } from './workloads/workload';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const started = performance.now();
  const options = readOptions(process.argv.slice(2));
  const policy = readPolicyFile(join(projectRoot(), 'policy', 'rheine.yaml'));
  await mkdir(options.dataDir, { recursive: true });
  const cluster = await startCluster(options.dataDir, policy, [options.persons], say);
  try {
    const tokens = await openTokens(options.dataDir);
    const missing: string[] = [];
    const withPostgraphile = await installPostgraphile(options.dataDir, say).then(
      () => true,
      (error: unknown) => {
        missing.push(`PostGraphile 5 could not be installed: ${String(error).split('\n')[0]}`);
        return false;
      },
    );
    const servers = SERVERS.filter((name) => name !== 'postgraphile' || withPostgraphile);
    const bench = new Bench(options, policy, cluster, tokens, servers, say);
    const workloads = WORKLOADS.filter(({ name }) => !options.only || options.only.includes(name));
    const comparisons = await compare(bench, workloads);
    const seconds = (performance.now() - started) / 1000;
    const file = await writeReport(options, {
      persons: options.persons,
      comparisons,
      sections: [],
      missing,
      seconds,
    });
    say(`\n${await readFile(file, 'utf8')}\nWritten to ${file}`);
  } finally {
    await cluster.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
