import { fork, type ChildProcess } from 'node:child_process';

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
  const url = await listening(child, script);
  return { url, pid: child.pid!, stop: () => stopped(child) };
}

function listening(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${script} did not start.`)), START_TIMEOUT_MS);
    child.once('exit', (code) => reject(new Error(`${script} ended with code ${code} before it listened.`)));
    child.once('message', (url: string) => {
      clearTimeout(timer);
      resolve(url);
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

/** Called in the server's process: its settings. */
export function ownSettings(): ServerSettings {
  return JSON.parse(process.argv[2] ?? '{}') as ServerSettings;
}

/** Called in the server's process: tells where it listens, and stops it when it is told to. */
export function announce(url: string, stop: () => Promise<unknown>): void {
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
  // The bench was ended: nobody would stop this process otherwise.
  process.once('disconnect', () => process.exit(0));
  process.send?.(url);
}
