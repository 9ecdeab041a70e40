import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '../services.ts';

/** What a cluster keeps from start to start besides its data. */
export interface KeptSettings {
  /** Password of each user of NATS. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Secrets of services, by variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where events are; chosen at the first start, since neither store reads the other's. */
  readonly events: EventStoreKind;
}

export type EventStoreKind = 'elasticsearch' | 'sqlite';

const fileName = 'cluster.json';
const password = (): string => randomBytes(24).toString('base64url');

/** The settings of a folder, made where there are none and completed where a service is new. Readable by the owner alone. */
export function keptSettings(folder: string, events: EventStoreKind): KeptSettings {
  const path = join(folder, fileName);
  const kept = read(path);
  const settings: KeptSettings = {
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

function read(path: string): Partial<KeptSettings> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<KeptSettings>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(
      `expected the settings of a cluster in ${path}; put them right or choose another folder`,
      { cause: error },
    );
  }
}

/** A kept secret by its name. Throws where there is none. */
export function known(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`expected a kept secret ${name} and found none`);
  return value;
}
