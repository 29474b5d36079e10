import type { Client } from '../load/run-load';

/** The servers that are compared. */
export const SERVERS = ['hub', 'limit', 'postgraphile', 'plain'] as const;

/** `hub@1a2b3c4` is the hub of an earlier commit. */
export type ServerName = (typeof SERVERS)[number] | EarlierHub;
export type EarlierHub = `hub@${string}`;

export const isEarlierHub = (name: ServerName): name is EarlierHub => name.startsWith('hub@');

/** Whether a server takes part in a workload; an earlier hub does in whatever the hub does. */
export function offers({ servers }: Workload, name: ServerName): boolean {
  return servers.includes(isEarlierHub(name) ? 'hub' : name);
}

/** What the requests of a run are made from. */
export interface World {
  readonly persons: number;
  /** Tokens of members of staff of the jobcenter. */
  readonly staff: readonly string[];
  /** Persons who have something in their access log, with their tokens. */
  readonly people: readonly { readonly id: string; readonly token: string }[];
  /** Tokens of persons who give and withdraw consents; others than those above. */
  readonly givers: readonly string[];
  /** Names and birth dates of persons whom the jobcenter may find. */
  readonly names: readonly { readonly familyName: string; readonly birthDate: string }[];
  /** Before the first request of the run, RFC 3339. */
  readonly startedAt: string;
}

export interface Workload {
  readonly name: string;
  readonly title: string;
  /** The servers that offer it. */
  readonly servers: readonly ServerName[];
  /** Makes the requests of one connection. */
  clients(server: ServerName, url: string, world: World): (connection: number) => Client;
  /**
   * What the server answers to a few fixed requests, without what differs between servers by their nature (envelope,
   * names); equal for all servers, or somebody is not doing the work.
   */
  sample(server: ServerName, url: string, world: World): Promise<readonly unknown[]>;
}
