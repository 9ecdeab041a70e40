import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ProgramUnderTest, root, testToken, type ProgramPlace } from './program-under-test.ts';
import { Turn } from './turn.ts';

const startMs = 240_000;
/**
 * One cluster at a time: each looks for free ports from the same ones on, and the port of a process that was killed is free
 * for a moment. Two that start or fail at once would answer for each other. Nobody is handed this port by chance.
 */
const turn = new Turn(17_069);
/** How long others may take, ms. */
const turnMs = 600_000;
/** The longest `ClusterUnderTest.start` may take, its turn included, ms: for the limit of a hook. */
export const clusterStartMs = turnMs + startMs;

export interface ClusterOptions {
  /** Arguments beside the folder, the port and the broker, like those that name an Elasticsearch. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Data of an earlier cluster, to start on again. */
  readonly dataDir?: string;
}

/** One process of a cluster as it says itself. */
export interface RunningProcess {
  readonly name: string;
  readonly pid?: number;
  readonly url: string;
}

/**
 * What `npm run cluster` runs, from outside: own folder, own ports, everything ended by pid. Build first. `kill` ends the
 * process that keeps the others; what it kept ends by itself, a little later.
 */
export class ClusterUnderTest extends ProgramUnderTest {
  readonly #options: ClusterOptions;
  #hasTurn = true;

  private constructor(place: ProgramPlace, options: ClusterOptions) {
    super(place);
    this.#options = options;
  }

  /** Waits for its turn, minutes where another test process has a cluster, and starts. */
  static async start(options: ClusterOptions = {}): Promise<ClusterUnderTest> {
    const dataDir = options.dataDir ?? (await newFolder());
    const cluster = new ClusterUnderTest({ port: await freePort(), dataDir }, options);
    await turn.take(turnMs);
    try {
      await cluster.startAgain();
    } catch (error) {
      await cluster.#end();
      throw error;
    }
    return cluster;
  }

  /** Starts on the same data, in its turn; resolves when everything is ready. */
  async startAgain(): Promise<void> {
    const own = ['--data', this.dataDir, '--port', String(this.port)];
    await this.run({
      program: 'tools/cluster/src/run/main.ts',
      args: [...own, '--nats-server', provided('nats-server'), ...(this.#options.args ?? [])],
      env: { ...settings, ...this.#options.env },
      ready: () => this.log.includes('stops everything'),
      withinMs: startMs,
    });
  }

  /** What runs at the moment. */
  running(): readonly RunningProcess[] {
    return JSON.parse(readFileSync(join(this.dataDir, 'running.json'), 'utf8')) as RunningProcess[];
  }

  named(name: string): RunningProcess {
    const found = this.running().find((each) => each.name === name);
    if (found === undefined) throw new Error(`nothing called ${name} runs`);
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

  /** Ends it politely, so that nothing it kept is left, and removes its data. */
  override async remove(): Promise<void> {
    await this.#end();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    await this.stop();
    if (this.#hasTurn) await turn.end();
    this.#hasTurn = false;
  }
}

/** Elasticsearch never runs as root and has to be able to look in. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vialog-cluster-'));
  await chmod(folder, 0o755);
  return folder;
}

const settings = { VIALOG_ADMIN_TOKEN: testToken, VIALOG_DEMO: '0', VIALOG_DETECTORS: '1' };

/** Arguments by which a cluster starts an Elasticsearch of its own, or uses the one of ELASTICSEARCH_URL. Throws with what is missing. */
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

/** What a script of tools/provision found. Throws with what is missing. */
function provided(name: string): string {
  const found = spawnSync(process.execPath, [join(root, `tools/provision/${name}.mjs`)], {
    encoding: 'utf8',
  });
  if (found.status !== 0) throw new Error(`${name} cannot be had: needs ${found.stderr.trim()}`);
  return found.stdout.trim();
}
