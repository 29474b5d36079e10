import type { ServerSettings } from './server';

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
