import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ProgramUnderTest, root, testToken, type ProgramPlace } from './program-under-test.ts';
import { acquireOneOf, CrossProcessLock } from './cross-process-lock.ts';

/** Limit of a stop, s; it only ends a stop that hangs. */
const stopSeconds = 600;
/** Limit of a start, ms; it only ends a start that hangs. */
const startMs = 600_000;
/**
 * Two clusters run at a time: more would leave none of them enough of a machine with two cores. Each searches other ports,
 * because the port of a killed process is free for a moment, and another cluster could respond for it. No other test uses the ports
 * of the locks or the moved ports.
 */
const clusterPlaces = [
  { lock: new CrossProcessLock(17_068), portOffset: 0 },
  { lock: new CrossProcessLock(17_069), portOffset: 10_000 },
] as const;
type ClusterPlace = (typeof clusterPlaces)[number];
/** Limit of waiting for other clusters, ms. */
const lockMs = 1_800_000;
/** Limit of `ClusterUnderTest.start` with its waiting, ms: for the limit of a hook. */
export const clusterStartMs = lockMs + startMs;

export interface ClusterOptions {
  /** Additional arguments, for example those that name an Elasticsearch. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Data of an earlier cluster. */
  readonly dataDir?: string;
}

/** One process of a cluster, as the cluster reports it. */
export interface RunningProcess {
  readonly name: string;
  readonly pid?: number;
  readonly url: string;
}

/**
 * The cluster of `npm run cluster` as a black box with its own folder and ports. Build it first. `kill` kills the supervising
 * process; the other processes end a little later.
 */
export class ClusterUnderTest extends ProgramUnderTest {
  readonly #options: ClusterOptions;
  readonly #place: ClusterPlace;
  #holdsPlace = true;

  constructor(program: ProgramPlace, place: ClusterPlace, options: ClusterOptions) {
    super(program);
    this.#place = place;
    this.#options = options;
  }

  /** Waits until fewer than two other test processes run a cluster, possibly for minutes, and starts. */
  static async start(options: ClusterOptions = {}): Promise<ClusterUnderTest> {
    const dataDir = options.dataDir ?? (await newFolder());
    const place = await freePlace();
    const cluster = new ClusterUnderTest({ port: await freePort(), dataDir }, place, options);
    try {
      await cluster.startAgain();
    } catch (error) {
      await cluster.#end();
      throw error;
    }
    return cluster;
  }

  /** Starts with the same data; resolves when everything is ready. */
  async startAgain(): Promise<void> {
    const ports = ['--port', String(this.port), '--port-offset', String(this.#place.portOffset)];
    const own = ['--data', this.dataDir, ...ports, '--stop-timeout', String(stopSeconds)];
    await this.run({
      program: 'tools/cluster/src/run/main.ts',
      args: [...own, '--nats-server', provided('nats-server'), ...(this.#options.args ?? [])],
      env: { ...settings, ...this.#options.env },
      ready: () => this.log.includes('stops everything'),
      withinMs: startMs,
    });
  }

  /** The running processes. */
  running(): readonly RunningProcess[] {
    return JSON.parse(readFileSync(join(this.dataDir, 'running.json'), 'utf8')) as RunningProcess[];
  }

  named(name: string): RunningProcess {
    const found = this.running().find((each) => each.name === name);
    if (found === undefined) throw new Error(`no process with the name ${name} runs`);
    return found;
  }

  /** Sends a signal to the process of that name and returns its pid. */
  signal(name: string, signal: NodeJS.Signals): number {
    const { pid } = this.named(name);
    if (pid === undefined) throw new Error(`${name} is not running`);
    process.kill(pid, signal);
    return pid;
  }

  /** Password of a user of the broker. */
  password(user: string): string {
    const kept = JSON.parse(readFileSync(join(this.dataDir, 'cluster.json'), 'utf8')) as {
      passwords: Record<string, string>;
    };
    return kept.passwords[user] ?? '';
  }

  /** Stops the cluster with SIGTERM and removes its data. */
  override async remove(): Promise<void> {
    await this.#end();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    await this.stop();
    if (this.#holdsPlace) await this.#place.lock.release();
    this.#holdsPlace = false;
  }
}

async function freePlace(): Promise<ClusterPlace> {
  const locks = clusterPlaces.map(({ lock }) => lock);
  const acquired = await acquireOneOf(locks, lockMs);
  return clusterPlaces.find(({ lock }) => lock === acquired) as ClusterPlace;
}

/** A folder that Elasticsearch can read: it does not run as root. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vialog-cluster-'));
  await chmod(folder, 0o755);
  return folder;
}

const settings = { VIALOG_ADMIN_TOKEN: testToken, VIALOG_DEMO: '0', VIALOG_DETECTORS: '1' };

/**
 * Arguments with which a cluster starts its own Elasticsearch, or uses the one of ELASTICSEARCH_URL.
 *
 * @throws {Error} when something is missing
 */
export function withElasticsearch(): readonly string[] {
  const {
    url,
    home = '',
    javaHome = '',
  } = JSON.parse(provided('elasticsearch')) as Readonly<Record<string, string>>;
  return url === undefined
    ? ['--elasticsearch-home', home, '--java-home', javaHome]
    : ['--elasticsearch-url', url];
}

/** @throws {Error} when the server is not available */
function provided(name: string): string {
  const found = spawnSync(process.execPath, [join(root, `tools/provision/${name}.mjs`)], {
    encoding: 'utf8',
  });
  if (found.status !== 0) throw new Error(`${name} is not available: needs ${found.stderr.trim()}`);
  return found.stdout.trim();
}
