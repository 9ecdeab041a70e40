import { chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { respondsOk } from './responds-ok.ts';
import type { Program } from './supervised-process.ts';

/** User and group id without privileges: Elasticsearch does not run as root. */
const unprivilegedId = 65_534;

interface ElasticsearchFolders {
  readonly home: string;
  readonly javaHome: string;
  readonly folder: string;
  readonly port: number;
  readonly transportPort: number;
}

/** Why Elasticsearch cannot use a data folder, or undefined. */
export function folderRejection(folder: string): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (let path = dirname(folder); path !== dirname(path); path = dirname(path))
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0)
      return `it does not run as root, and ${path} is not readable for other users; choose another folder with --data`;
  return undefined;
}

/** One node without passwords on loopback. */
export function elasticsearchProgram(folders: ElasticsearchFolders): Program {
  const { home, javaHome, folder, port } = folders;
  const below = (name: string): string => join(folder, name);
  for (const name of ['data', 'logs', 'tmp']) mkdirSync(below(name), { recursive: true });
  cpSync(join(home, 'config'), below('config'), { recursive: true });
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    for (const path of [folder, ...['data', 'logs', 'tmp', 'config', 'config/jvm.options.d'].map(below)])
      chownSync(path, unprivilegedId, unprivilegedId);
  return {
    name: 'elasticsearch',
    command: join(home, 'bin', 'elasticsearch'),
    args: settings(folders).flatMap(([name, value]) => ['-E', `${name}=${value}`]),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: below('tmp'),
      ES_TMPDIR: below('tmp'),
      ES_JAVA_HOME: javaHome,
      ES_PATH_CONF: below('config'),
      ES_JAVA_OPTS: process.env['VIALOG_ELASTICSEARCH_JAVA_OPTS'] ?? '-Xms1g -Xmx1g',
    },
    cwd: folder,
    ...(asRoot ? { as: unprivilegedId } : {}),
    ready: () => respondsOk(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`),
    // The log folder has the complete log.
    quiet: (line) => /\]\[(TRACE|DEBUG|INFO|WARN)\s*\]/.test(line),
    stopMs: 15_000,
  };
}

const settings = ({ folder, port, transportPort }: ElasticsearchFolders): [string, string][] => [
  ['discovery.type', 'single-node'],
  ['xpack.security.enabled', 'false'],
  ['node.store.allow_mmap', 'false'],
  ['cluster.routing.allocation.disk.threshold_enabled', 'false'],
  ['http.host', '127.0.0.1'],
  ['transport.host', '127.0.0.1'],
  ['http.port', String(port)],
  ['transport.port', String(transportPort)],
  ['path.data', join(folder, 'data')],
  ['path.logs', join(folder, 'logs')],
];
