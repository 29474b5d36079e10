import { Command } from 'commander';
import { newBookletCodeKey } from '../hub/booklet-code-key';

/** `geleit booklet`: what the operator needs for the codes of booklets. */
export function bookletCommand(): Command {
  const booklet = new Command('booklet').description('codes of booklets');
  booklet
    .command('new-key')
    .description('print a new key for BOOKLET_CODE_KEY')
    .action(() => void process.stdout.write(`${newBookletCodeKey()}\n`));
  return booklet;
}
