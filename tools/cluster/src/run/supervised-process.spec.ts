import { afterEach, describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { SupervisedProcess, type Program } from './supervised-process.ts';

const delays = { firstMs: 20, maxMs: 80, resetAfterMs: 60_000 };
const started: SupervisedProcess[] = [];

afterEach(async () => {
  for (const each of started.splice(0)) await each.stop();
});

/** A supervised Node program and the log lines about it. */
function supervise(script: string, more: Partial<Program> = {}) {
  const said: string[] = [];
  const pids: number[] = [];
  const written: string[] = [];
  const program = {
    name: 'sample',
    command: process.execPath,
    args: ['-e', script],
    env: { PATH: process.env['PATH'] ?? '' },
    cwd: tmpdir(),
    ready: () => Promise.resolve(true),
    stopMs: 5_000,
    ...more,
  };
  const supervised = new SupervisedProcess(
    program,
    {
      started: (child) => {
        pids.push(child.pid as number);
        child.stdout?.on('data', (text: Buffer) => written.push(text.toString()));
      },
      ended: () => undefined,
      say: (line) => said.push(line),
    },
    delays,
  );
  started.push(supervised);
  supervised.start();
  return { supervised, said, pids, written };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised process', () => {
  it('a supervised process restarts after an exit with delays that double up to a limit, and logs it', async () => {
    const { said, pids } = supervise('process.exit(3)');
    await until(() => said.length >= 4);
    expect(said.slice(0, 4)).toEqual(
      [0.02, 0.04, 0.08, 0.08].map((delay) => `exited (exit code 3); restarts in ${delay} s`),
    );
    expect(new Set(pids).size).toBe(pids.length);
  });

  it('a supervised process restarts after it was killed', async () => {
    const { supervised, said, pids } = supervise('setInterval(() => {}, 1000)');
    await until(() => supervised.pid !== undefined);
    process.kill(supervised.pid as number, 'SIGKILL');
    await until(() => pids.length === 2);
    expect(said).toEqual(['exited (by SIGKILL); restarts in 0.02 s']);
  });

  it('a supervised process stops on request and does not restart', async () => {
    const { supervised, said, pids, written } = supervise(
      "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')",
    );
    await until(() => written.length > 0);
    await supervised.stop();
    await sleep(100);
    expect([said, pids.length, lives(pids[0] as number)]).toEqual([[], 1, false]);
  });

  it('a supervised process is killed when it does not stop in time, also when it is frozen', async () => {
    const { supervised, said, pids, written } = supervise(
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
      { stopMs: 200 },
    );
    await until(() => written.length > 0);
    process.kill(pids[0] as number, 'SIGSTOP');
    await supervised.stop();
    expect(said).toEqual(['did not stop within 0.2 s and is killed']);
    expect(lives(pids[0] as number)).toBe(false);
  });

  it('a supervised process leaves no child process', async () => {
    const { supervised, written } = supervise(
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });" +
        'console.log(c.pid); setInterval(() => {}, 1000)',
    );
    await until(() => written.length > 0);
    const grandchild = Number(written[0]);
    expect(lives(grandchild)).toBe(true);
    process.kill(supervised.pid as number, 'SIGKILL');
    await until(() => !lives(grandchild));
  });

  it('a supervised process logs why it cannot be started', async () => {
    const { said } = supervise('', { command: '/nowhere/program' });
    await until(() => said.length > 0);
    expect(said[0]).toMatch(/cannot be started: .*ENOENT/);
  });

  it('a supervised process rejects with a hint when it does not become ready', async () => {
    const { supervised } = supervise('setInterval(() => {}, 1000)', {
      ready: () => Promise.reject(new Error('no')),
    });
    await expect(supervised.untilReady(150)).rejects.toThrow(
      'sample is not ready after 0.15 s; see its log lines above',
    );
  });
});
