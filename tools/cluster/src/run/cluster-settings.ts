import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '../services.ts';

/** Settings that a cluster keeps in its folder between starts. */
export interface ClusterSettings {
  /** Password of each user of NATS. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Secrets of services, by variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Event store, chosen at the first start: neither store reads the data of the other. */
  readonly events: EventStoreKind;
}

export type EventStoreKind = 'elasticsearch' | 'sqlite';

const fileName = 'cluster.json';
const password = (): string => randomBytes(24).toString('base64url');

/**
 * The settings of a folder; creates missing ones. Only the owner of the file can read it.
 *
 * @throws {Error} when the file exists and is not valid
 */
export function clusterSettings(folder: string, events: EventStoreKind): ClusterSettings {
  const path = join(folder, fileName);
  const kept = read(path);
  const settings: ClusterSettings = {
    passwords: {
      ...Object.fromEntries(services.map(({ name }) => [name, password()])),
      ...kept?.passwords,
    },
    secrets: { VIALOG_ADMIN_TOKEN: password(), ...kept?.secrets },
    events: kept?.events ?? events,
  };
  writeFileSync(`${path}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return settings;
}

function read(path: string): Partial<ClusterSettings> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<ClusterSettings>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(
      `invalid cluster settings in ${path}; correct the file or choose another folder with --data`,
      { cause: error },
    );
  }
}

/** @throws {Error} when the settings have no such value */
export function requireSetting(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`the cluster settings contain no ${name}`);
  return value;
}
