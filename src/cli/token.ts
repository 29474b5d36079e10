import { Argument, Command } from 'commander';
import { demonstrationToken } from '../hub/demonstration';
import { PERSONA_NAMES } from '../platform/identity/personas';
import { UsageError } from './exit';
import { withDatabase } from './with-database';

/** `geleit token <persona>`: prints a signed JWT of the demonstration issuer and nothing else. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('print a token of the demonstration issuer')
    .addArgument(new Argument('<persona>', `${PERSONA_NAMES.join(', ')}, or person:<booklet number>`))
    .action((persona: string) =>
      withDatabase(async ({ config, database }) => {
        const token = await demonstrationToken(config, database, persona).catch((error: Error) => {
          throw new UsageError(error.message);
        });
        process.stdout.write(`${token}\n`);
      }),
    );
}
