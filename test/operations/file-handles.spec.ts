import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { person, type TestPerson } from '../kit/people';
import { startHubProcess, type HubProcess } from './hub-process';

const database = useDatabase();
let hub: HubProcess;
let known: TestPerson;

beforeAll(async () => {
  known = await person(database).with('Identity', { by: 'city' }).create();
  hub = await startHubProcess(database, {}, '-n 256');
}, 60_000);
afterAll(() => hub?.end('SIGTERM'));

const read = async () => {
  const { status, data } = await hub.ask<{ person: object | null }>(
    'city-counsellor',
    null,
    'query ($id: ID!) { person(id: $id) { identity { familyName } } }',
    { id: known.id },
  );
  return [status, data?.person !== null] as const;
};
const dial = async (): Promise<Socket> => {
  const { hostname, port } = new URL(hub.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

it('300 connections that send nothing take no hub down that may open 256 files', async () => {
  expect(await read()).toEqual([200, true]);
  const silent = await Promise.all(Array.from({ length: 300 }, dial));
  await sleep(500);
  // Whoever has a connection is served, from the database too: the hub has kept file handles for its own work.
  expect(await read()).toEqual([200, true]);
  const turnedAway = silent.filter((socket) => socket.destroyed || socket.readableEnded).length;
  expect(turnedAway).toBeGreaterThan(100);
  // Those who hold a place without a word lose it, so that others come in again.
  await sleep(17_000);
  const [another] = await Promise.all([dial()]);
  another.write('GET /readyz HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n');
  const [head] = (await once(another, 'data')) as [Buffer];
  expect(head.toString()).toMatch(/^HTTP\/1\.1 200 /);
  expect(hub.output()).not.toMatch(/EMFILE/);
  for (const socket of silent) socket.destroy();
}, 60_000);
