import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentTarget, ServerName } from '../deployment-target.ts';
import { commandOf, readyPath, type Service } from '../services.ts';
import { respondsOk } from './responds-ok.ts';
import { requireSetting, type ClusterSettings } from './cluster-settings.ts';
import type { Program } from './supervised-process.ts';

/** What all processes of one cluster share. */
export interface ClusterContext {
  /** The checkout. */
  readonly root: string;
  /** The folder of the cluster. */
  readonly data: string;
  readonly settings: ClusterSettings;
  /** Addresses of the servers. */
  readonly urls: Readonly<Partial<Record<ServerName, string>>>;
  /** Environment variables of the operator; passed to the services that read them. */
  readonly chosen: Readonly<Record<string, string | undefined>>;
}

/** One instance of a service. `number`: undefined for a single instance. */
export function serviceProgram(
  service: Service,
  { number, port }: { readonly number?: number; readonly port: number },
  context: ClusterContext,
): Program {
  const [, ...args] = commandOf(service);
  const set = Object.entries(service.environment(processTarget(port, context)));
  return {
    name: number === undefined ? service.name : `${service.name}-${number}`,
    command: process.execPath,
    args,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...compileCache(),
      ...Object.fromEntries(set.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    },
    cwd: context.root,
    ready: () => respondsOk(`http://127.0.0.1:${port}${readyPath}`),
    // Services shut down within ten seconds.
    stopMs: 12_000,
  };
}

/** The variable of Node.js, if it is set: the services share most modules, and each compiles only those that are not cached. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = process.env['NODE_COMPILE_CACHE'];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

/** Defaults that differ from those of the services: the demo cameras show something at the first start. */
const defaults: Readonly<Record<string, string>> = { VIALOG_DEMO: '1' };

/** Processes of this host, reachable on loopback only. */
function processTarget(port: number, { data, settings, urls, chosen }: ClusterContext): DeploymentTarget {
  return {
    host: '127.0.0.1',
    port,
    url: (server) => urls[server],
    password: (user) => requireSetting(settings.passwords, user),
    folder: (name) => {
      const path = join(data, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    chosen: (variable) => valueOf(variable, chosen) ?? defaults[variable],
    secret: (variable) => valueOf(variable, chosen) ?? requireSetting(settings.secrets, variable),
  };
}

/** A variable, or the content of the file that its `_FILE` variant names. An empty variable is not set. */
function valueOf(variable: string, chosen: ClusterContext['chosen']): string | undefined {
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
  'VIALOG_SECRET_KEY_FILE',
  'VIALOG_PUBLIC_KEY_FILE',
];

/** Names of the operator's variables that have no effect, with the loopback address as the one harmless value. */
export const ignoredVariables = (chosen: ClusterContext['chosen']): readonly string[] =>
  setByCluster.filter((name) => chosen[name] && chosen[name] !== '127.0.0.1');
