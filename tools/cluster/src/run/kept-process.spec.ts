import { afterEach, describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeptProcess, type Program } from './kept-process.ts';

const pauses = { first: 20, most: 80, forgiven: 60_000 };
const started: KeptProcess[] = [];

afterEach(async () => {
  for (const kept of started.splice(0)) await kept.stop();
});

/** A Node program that is kept, and what was said of it. */
function keep(script: string, more: Partial<Program> = {}) {
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
  const kept = new KeptProcess(
    program,
    {
      started: (child) => {
        pids.push(child.pid as number);
        child.stdout?.on('data', (text: Buffer) => written.push(text.toString()));
      },
      ended: () => undefined,
      say: (line) => said.push(line),
    },
    pauses,
  );
  started.push(kept);
  kept.start();
  return { kept, said, pids, written };
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 30_000) throw new Error('it never happened');
    await sleep(20);
  }
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a process that is kept', () => {
  it('is started again when it ends by itself, after pauses that grow up to a limit, and says so', async () => {
    const { said, pids } = keep('process.exit(3)');
    await until(() => said.length >= 4);
    expect(said.slice(0, 4)).toEqual(
      [0.02, 0.04, 0.08, 0.08].map(
        (pause) => `ended by itself (exit code 3); it is started again in ${pause} s`,
      ),
    );
    expect(new Set(pids).size).toBe(pids.length);
  });

  it('is started again when it is killed', async () => {
    const { kept, said, pids } = keep('setInterval(() => {}, 1000)');
    await until(() => kept.pid !== undefined);
    process.kill(kept.pid as number, 'SIGKILL');
    await until(() => pids.length === 2);
    expect(said).toEqual(['ended by itself (by SIGKILL); it is started again in 0.02 s']);
  });

  it('is asked to end, and is not started again', async () => {
    const { kept, said, pids, written } = keep(
      "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')",
    );
    await until(() => written.length > 0);
    await kept.stop();
    await sleep(100);
    expect([said, pids.length, lives(pids[0] as number)]).toEqual([[], 1, false]);
  });

  it('is killed when it does not end, frozen or not', async () => {
    const { kept, said, pids, written } = keep(
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
      { stopMs: 200 },
    );
    await until(() => written.length > 0);
    process.kill(pids[0] as number, 'SIGSTOP');
    await kept.stop();
    expect(said).toEqual(['did not end within 0.2 s and is killed']);
    expect(lives(pids[0] as number)).toBe(false);
  });

  it('leaves nothing behind that it started itself', async () => {
    const { kept, written } = keep(
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });" +
        'console.log(c.pid); setInterval(() => {}, 1000)',
    );
    await until(() => written.length > 0);
    const grandchild = Number(written[0]);
    expect(lives(grandchild)).toBe(true);
    process.kill(kept.pid as number, 'SIGKILL');
    await until(() => !lives(grandchild));
  });

  it('that cannot be started is tried again and says why', async () => {
    const { said } = keep('', { command: '/nowhere/program' });
    await until(() => said.length > 0);
    expect(said[0]).toMatch(/could not be started: .*ENOENT/);
  });

  it('that never gets ready ends the waiting with what to do', async () => {
    const { kept } = keep('setInterval(() => {}, 1000)', { ready: () => Promise.reject(new Error('no')) });
    await expect(kept.untilReady(150)).rejects.toThrow(
      'sample is not ready after 0.15 s; its lines above say why',
    );
  });
});
