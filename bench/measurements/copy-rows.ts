import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { idOf } from '../data/known-persons';

const CHUNK = 5_000;

/** Copies as many registrations into a table with the same indices and foreign key; returns the seconds that it took. */
export async function copyRows(ownerUrl: string, rows: number): Promise<number> {
  const chunks = Array.from({ length: Math.ceil(rows / CHUNK) }, (_, chunk) =>
    textOf(chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK)),
  );
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('drop table if exists bench_registration');
    await client.query('create table bench_registration (like city.registration including all)');
    await client.query('alter table bench_registration add foreign key (person_id) references core.person');
    const begin = performance.now();
    const copy = client.query(
      copyFrom(
        'copy bench_registration (registration_number, person_id, registered_on, route, previous_country) from stdin',
      ),
    );
    await pipeline(Readable.from(chunks), copy);
    return (performance.now() - begin) / 1000;
  } finally {
    await client.query('drop table if exists bench_registration').catch(() => undefined);
    await client.end();
  }
}

function textOf(from: number, until: number): string {
  let text = '';
  for (let row = from; row < until; row += 1) {
    text += `COPY-${row}\t${idOf(1 + (row % 1_000))}\t2019-07-0${1 + (row % 9)}\tREFUGEE\tSY\n`;
  }
  return text;
}
