import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, ServerName } from '../place.ts';
import { commandOf, readyPath, type Service } from '../services.ts';
import { answersOk } from './answers-ok.ts';
import { known, type KeptSettings } from './kept-settings.ts';
import type { Program } from './kept-process.ts';

/** What the processes of one cluster have in common. */
export interface Surroundings {
  /** The checkout. */
  readonly root: string;
  /** The folder of the cluster. */
  readonly data: string;
  readonly settings: KeptSettings;
  /** Where servers are reached. */
  readonly urls: Readonly<Partial<Record<ServerName, string>>>;
  /** What the operator set, passed on to services that know it. */
  readonly chosen: Readonly<Record<string, string | undefined>>;
}

/** One instance of a service. `number`: undefined where there is one only. */
export function serviceProgram(
  service: Service,
  { number, port }: { readonly number?: number; readonly port: number },
  around: Surroundings,
): Program {
  const [, ...args] = commandOf(service);
  const set = Object.entries(service.environment(processPlace(port, around)));
  return {
    name: number === undefined ? service.name : `${service.name}-${number}`,
    command: process.execPath,
    args,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...Object.fromEntries(set.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    },
    cwd: around.root,
    ready: () => answersOk(`http://127.0.0.1:${port}${readyPath}`),
    // A service is given ten seconds to finish what it holds.
    stopMs: 12_000,
  };
}

/** Defaults that differ from those of the services: the demo cameras show something at the first start. */
const defaults: Readonly<Record<string, string>> = { VIALOG_DEMO: '1' };

/** Processes of this host, loopback only. */
function processPlace(port: number, { data, settings, urls, chosen }: Surroundings): Place {
  return {
    host: '127.0.0.1',
    port,
    url: (server) => urls[server],
    password: (user) => known(settings.passwords, user),
    folder: (name) => {
      const path = join(data, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    chosen: (variable) => valueOf(variable, chosen) ?? defaults[variable],
    secret: (variable) => valueOf(variable, chosen) ?? known(settings.secrets, variable),
  };
}

/** A variable, or the content of the file that its `_FILE` variant names. An empty variable is not set. */
function valueOf(variable: string, chosen: Surroundings['chosen']): string | undefined {
  const file = chosen[`${variable}_FILE`];
  return chosen[variable] || (file ? readFileSync(file, 'utf8').trim() : undefined);
}

/** Variables of services that the cluster sets itself: values of the operator have no effect. */
const setByCluster = [
  'VIALOG_HOST',
  'VIALOG_EVENTS_DIR',
  'NATS_URL',
  'NATS_USER',
  'NATS_PASSWORD',
  'NATS_PASSWORD_FILE',
  'DATABASE_URL',
  'DATABASE_URL_FILE',
];

/** Names of the operator's variables that have no effect, with the loopback address as the one harmless value. */
export const ignoredVariables = (chosen: Surroundings['chosen']): readonly string[] =>
  setByCluster.filter((name) => chosen[name] && chosen[name] !== '127.0.0.1');
