import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort, programEnvironment, type ClusterUnderTest } from '@vialog/testkit';

const root = join(import.meta.dirname, '../../../../');

export interface EdgeOptions {
  readonly region: string;
  readonly env: Readonly<Record<string, string>>;
}

/** An `edge` of a separate region, connected to a cluster, started as docker compose starts it. */
export interface EdgeProcess {
  readonly pid: number;
  /** Its output so far. */
  readonly log: () => string;
  stop(): Promise<void>;
}

/** Starts an edge with the key of the cluster. It acquires its shards a little later. */
export async function startEdge(
  cluster: ClusterUnderTest,
  { region, env }: EdgeOptions,
): Promise<EdgeProcess> {
  let log = '';
  const child = spawn(process.execPath, ['--enable-source-maps', 'apps/edge/dist/main.js'], {
    cwd: root,
    env: {
      ...programEnvironment(),
      NATS_URL: cluster.named('nats').url,
      NATS_USER: 'edge',
      NATS_PASSWORD: cluster.password('edge'),
      VIALOG_PORT: String(await freePort()),
      VIALOG_REGION: region,
      VIALOG_SECRET_KEY_FILE: join(cluster.dataDir, 'secrets/secret-keys.json'),
      VIALOG_PUBLIC_KEY_FILE: join(cluster.dataDir, 'public-key/public-key.json'),
      VIALOG_DETECTORS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, 'exit');
  return {
    pid: child.pid ?? -1,
    log: () => log,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
