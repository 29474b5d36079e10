import { createRequire } from 'node:module';
import { Command } from 'commander';
import type * as Demonstration from '../hub/demonstration';
import type * as Personas from '../platform/identity/personas';
import { UsageError } from './exit';
import { withDatabase } from './with-database';

/** Every command line knows this command, but none in production needs the demonstration. */
const load = createRequire(__filename);

/** `geleit token <persona>`: prints a signed JWT of the demonstration issuer and nothing else. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('print a token of the demonstration issuer')
    .argument('<persona>', 'one of those below, or person:<booklet number>')
    .addHelpText('after', () => {
      const { PERSONA_NAMES } = load('../platform/identity/personas') as typeof Personas;
      return `\nPersonas: ${PERSONA_NAMES.join(', ')}`;
    })
    .action((persona: string) =>
      withDatabase(async ({ config, database }) => {
        const { demonstrationToken } = load('../hub/demonstration') as typeof Demonstration;
        const token = await demonstrationToken(config, database, persona).catch((error: Error) => {
          throw new UsageError(error.message);
        });
        process.stdout.write(`${token}\n`);
      }),
    );
}
