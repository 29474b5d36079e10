// `npm run model -- --minutes 60 --seed 5`, likewise `npm run fuzz`: a search for faults that goes on for as long as it is told to. The seed is printed
// with what it finds, and the same seed finds the same again.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const wrong = [values.minutes, values.seed ?? '1'].some((value) => !(Number(value) > 0));
if (wrong || positionals.length !== 1) {
  console.error('Usage: npm run fuzz|model -- [--minutes 60] [--seed 5]');
  process.exit(2);
}
const env = {
  ...process.env,
  GELEIT_TEST_MINUTES: values.minutes,
  ...(values.seed && { GELEIT_TEST_SEED: values.seed }),
};
spawn('jest', ['--maxWorkers=1', positionals[0]], { stdio: 'inherit', env }).on('exit', (code) => {
  process.exitCode = code ?? 1;
});
