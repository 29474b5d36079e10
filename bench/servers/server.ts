import { fork, spawn, type ChildProcess } from 'node:child_process';

/** What every server process is told, as JSON in its first argument. */
export interface ServerSettings {
  /** For the role `geleit_app`, under row level security. */
  readonly appUrl: string;
  /** Where the keys of the demonstration issuers are. */
  readonly dataDir: string;
  readonly poolSize: number;
  /** Where the compiled sources are, for a server that is not compiled with them. */
  readonly compiled: string;
}

/** A server that is measured. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** Nothing that the bench has started outlives it. */
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Starts a server in a process of its own; it tells where it listens by a message. */
export async function startServer(
  script: string,
  settings: ServerSettings,
  execArgv: readonly string[] = [],
): Promise<RunningServer> {
  const child = fork(script, [JSON.stringify(settings)], {
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return listening(child, script, (found) => child.once('message', (url: string) => found(url)));
}

/** Starts a program that says on its standard output where it listens; `address` finds that in a line. */
export async function startProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  address: RegExp,
): Promise<RunningServer> {
  const child = spawn(process.execPath, [...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  return listening(child, args.join(' '), (found) =>
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-10_000);
      const url = address.exec(output)?.[1];
      if (url) found(url);
    }),
  );
}

function listening(
  child: ChildProcess,
  name: string,
  waitFor: (found: (url: string) => void) => unknown,
): Promise<RunningServer> {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start.`)), START_TIMEOUT_MS);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it listened.`)));
    waitFor((url) => {
      clearTimeout(timer);
      resolve({ url, pid: child.pid!, stop: () => stopped(child) });
    });
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exit;
  clearTimeout(timer);
}
