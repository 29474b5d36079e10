import { Command } from 'commander';

/** Every command with what loads it: the others need much that the hub would wait for at its start. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serveCommand(),
  subgraph: async () => (await import('./subgraph.js')).subgraphCommand(),
  migrate: async () => (await import('./migrate.js')).migrateCommand(),
  import: async () => (await import('./import.js')).importCommand(),
  token: async () => (await import('./token.js')).tokenCommand(),
  duplicates: async () => (await import('./duplicates.js')).duplicatesCommand(),
  audit: async () => (await import('./audit.js')).auditCommand(),
  policy: async () => (await import('./policy.js')).policyCommand(),
  receipt: async () => (await import('./receipt.js')).receiptCommand(),
  booklet: async () => (await import('./booklet.js')).bookletCommand(),
  schema: async () => (await import('./schema.js')).schemaCommand(),
  doctor: async () => (await import('./doctor.js')).doctorCommand(),
};

/**
 * The command line `geleit`: with the command that is asked for, or with all of them where there is none of that name, so that
 * help and mistakes are answered as ever.
 */
export async function buildProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('geleit').description(
    'Consent-based data hub for the institutions that accompany immigrants in a municipality',
  );
  const known = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? [COMMANDS[asked]!] : Object.values(COMMANDS);
  for (const load of known) program.addCommand(await load());
  return program;
}
