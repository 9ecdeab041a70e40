import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './machine.ts';
import { metricIn } from './metrics.ts';

const token = 'bench-administrator-token';
const pollMs = 20;
const startTimeoutMs = 300_000;

export interface ServerSettings {
  readonly port: number;
  readonly dataDir: string;
}

/** Duration of a start, ms from calling `npm start`. */
export interface Start {
  readonly readyMs: number;
  /** Time until the first frame was counted. */
  readonly countedMs: number;
  /** Time of the server until it listened, from its log. */
  readonly ownMs: number;
}

/** Runs `npm start` on a data folder, waits for the first counted frame and stops it. */
export async function startOnce(place: ServerSettings): Promise<Start> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, ...settings(place) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // npm, the bootstrap and the server are one group, ended together
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  try {
    const readyMs = await until(child, began, () => isServing(place, '/readyz', () => true));
    const counted = (text: string): boolean => metricIn(text, 'vialog_detector_counted_total') > 0;
    const countedMs = await until(child, began, () => isServing(place, '/metrics', counted));
    return { readyMs, countedMs, ownMs: Number(/started in ([\d.]+) s/.exec(output)?.[1]) * 1000 };
  } catch (cause) {
    throw new Error(`npm start: ${(cause as Error).message}\n${output.slice(-2_000)}`, { cause });
  } finally {
    await end(child);
  }
}

const settings = ({ port, dataDir }: ServerSettings): Record<string, string> => ({
  VIALOG_PORT: String(port),
  VIALOG_DATA_DIR: dataDir,
  VIALOG_ADMIN_TOKEN: token,
  VIALOG_DEMO: '1',
});

async function until(child: ChildProcess, began: number, holds: () => Promise<boolean>): Promise<number> {
  while (performance.now() - began < startTimeoutMs) {
    if (child.exitCode !== null) throw new Error(`exited with code ${child.exitCode}`);
    if (await holds()) return performance.now() - began;
    await wait(pollMs);
  }
  throw new Error(`not ready after ${startTimeoutMs / 1000} s`);
}

async function isServing(
  { port }: ServerSettings,
  path: string,
  good: (text: string) => boolean,
): Promise<boolean> {
  const url = `http://127.0.0.1:${port}${path}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  return response?.ok === true && good(await response.text());
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await gone;
}
