// `npm run check`: everything that can be wrong without running a test, side by side, each result as soon as it is there.
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';

/** The slowest first, so that the others fit beside them. */
const CHECKS = [
  // Without a cache: what the type-checked rules find in one file depends on others.
  ['lint', 'eslint', '.'],
  ['types', 'tsc', '-p', '.'],
  ['schema', 'npm', 'run', '--silent', 'schema', '--', '--check'],
  ['codegen', 'graphql-codegen', '--config', 'codegen.yml', '--check'],
  ['format', 'prettier', '--check', '--cache', '--log-level', 'warn', '.'],
  ['unused', 'knip', '--no-progress'],
];

/** Runs one check; its output is shown only if it fails. */
function run([name, command, ...args]) {
  const started = Date.now();
  return new Promise((resolve) => {
    let output = '';
    const take = (chunk) => (output += chunk);
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => (output += `${error.message}; start this with "npm run check".\n`));
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.replace(/^/gm, '  '));
      resolve(code === 0);
    });
  });
}

const waiting = [...CHECKS];
const results = [];
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await run(next));
};
await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, work));
process.exitCode = results.every(Boolean) ? 0 : 1;
