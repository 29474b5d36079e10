import type { Bench } from '../bench';
import { MANY_CONSENTS, ONE_CONSENT } from '../data/special-persons.sql';
import { Connection } from '../load/connection';
import { middle } from '../load/measure-rounds';
import { figure } from '../report/table';
import { consentIn, giving, withdrawing } from '../workloads/consents';
import { bytesOf } from '../workloads/read-workload';
import type { Measurement, Section } from './measurement';

/** Whether a withdrawal takes longer for a person who has given many other consents. */
export const withdrawal: Measurement = { name: 'withdrawal', run };

interface Times {
  readonly give: number[];
  readonly withdraw: number[];
}

async function run(bench: Bench): Promise<Section> {
  const { options, tokens } = bench;
  const { server } = await bench.sharedHub();
  const connection = new Connection(server.url);
  try {
    const persons = [
      { others: 1, token: await tokens.person(ONE_CONSENT), times: { give: [], withdraw: [] } as Times },
      { others: 1_000, token: await tokens.person(MANY_CONSENTS), times: { give: [], withdraw: [] } as Times },
    ];
    const end = performance.now() + options.roundMs * options.rounds;
    for (const { token } of persons) await giveAndWithdraw(connection, server.url, token);
    while (performance.now() < end) {
      for (const { token, times } of persons) {
        const [give, withdraw] = await giveAndWithdraw(connection, server.url, token);
        times.give.push(give);
        times.withdraw.push(withdraw);
      }
    }
    const [few, many] = persons.map(({ times }) => ({ give: middle(times.give), withdraw: middle(times.withdraw) }));
    const ratio = many!.withdraw / few!.withdraw;
    return {
      name: 'withdrawal',
      title: 'Withdrawing a consent, with 1 and with 1,000 other consents of the person',
      note: 'One connection, in turn; medians.',
      head: ['other consents', 'giving ms', 'withdrawing ms', 'against 1', 'target'],
      rows: [
        ['1', figure(few!.give), figure(few!.withdraw), '', ''],
        ['1,000', figure(many!.give), figure(many!.withdraw), `${figure(ratio)} times`, 'as fast'],
      ],
      figures: { few, many, ratio, repetitions: persons[0]!.times.give.length },
    };
  } finally {
    connection.close();
  }
}

/** Milliseconds of both. */
async function giveAndWithdraw(connection: Connection, url: string, token: string): Promise<[number, number]> {
  const begin = performance.now();
  const given = consentIn(await connection.send(bytesOf(url, giving('hub', token))));
  const between = performance.now();
  const withdrawn = consentIn(await connection.send(bytesOf(url, withdrawing('hub', token, given.id))));
  const end = performance.now();
  if (withdrawn.state !== 'WITHDRAWN') throw new Error('The consent was not withdrawn.');
  return [between - begin, end - between];
}
