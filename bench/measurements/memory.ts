import type { Bench } from '../bench';
import { middle } from '../load/measure-rounds';
import { runLoad, type LoadResult } from '../load/run-load';
import { memoryOf } from '../platform/processes';
import { figure } from '../report/table';
import { accessLog } from '../workloads/access-log';
import { consents } from '../workloads/consents';
import { me } from '../workloads/me';
import { one } from '../workloads/one';
import { page } from '../workloads/page';
import { search } from '../workloads/search';
import type { Measurement, Section } from './measurement';

const MIX = [one, one, one, search, search, page, me, accessLog, consents];
const SAMPLE_MS = 500;

/** Whether memory stays flat under load; `--soak 10m` for the long form. */
export const memory: Measurement = { name: 'memory', run };

async function run(bench: Bench): Promise<Section> {
  const { options } = bench;
  const { server, world } = await bench.startHub(options.persons);
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(memoryOf(server.pid)), SAMPLE_MS);
  try {
    const clients = MIX.map((workload) => workload.clients('hub', server.url, world));
    const load: LoadResult = await runLoad({
      url: server.url,
      connections: 2 * MIX.length,
      milliseconds: options.soakMs,
      client: (connection) => clients[connection % MIX.length]!(connection),
    });
    // The first minute is for warming up; in the short forms it is the first third.
    const settled = Math.ceil(Math.min(60_000, options.soakMs / 3) / SAMPLE_MS);
    const [begin, end] = [peak(samples.slice(0, settled)), peak(samples.slice(settled))];
    // Peaks follow the collector's moods; whether something stays shows in the middle of equal times at begin and end.
    const [early, late] = [middle(samples.slice(settled, 2 * settled)), middle(samples.slice(-settled))];
    const seconds = options.soakMs / 1000;
    return {
      name: 'memory',
      title: `Memory under ${seconds} s of mixed load`,
      note: `Peaks of the resident memory of the hub, before and after the first ${(settled * SAMPLE_MS) / 1000} s. Middles of as long a time after that and at the end. Below some two minutes the process is still warming up.`,
      head: [
        'requests',
        'errors',
        'warming up MB',
        'afterwards MB',
        'growth',
        'target',
        'middle early MB',
        'middle late MB',
      ],
      rows: [
        [
          String(load.requests),
          `${load.errors}${load.firstError ? `: ${load.firstError.slice(0, 200)}` : ''}`,
          figure(begin),
          figure(end),
          `${figure((end / begin - 1) * 100)} %`,
          '<= 10 % over 10 minutes',
          figure(early),
          figure(late),
        ],
      ],
      figures: { requests: load.requests, errors: load.errors, samples, sampleMs: SAMPLE_MS },
    };
  } finally {
    clearInterval(timer);
    await server.stop();
  }
}

const peak = (samples: readonly number[]): number => Math.max(0, ...samples);
