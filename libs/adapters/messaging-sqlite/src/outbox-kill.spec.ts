import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteOutbox } from './sqlite-outbox.ts';

const writer = join(import.meta.dirname, 'outbox-writer.fixture.ts');

/** Runs the writer for a while, kills it with SIGKILL and returns the complete lines of its output. */
async function killedAfter(ms: number, path: string): Promise<string[]> {
  const child = spawn(process.execPath, ['--conditions=@vialog/source', writer, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (output === '') await sleep(5);
  await sleep(ms);
  child.kill('SIGKILL');
  await ended;
  return output.split('\n').slice(0, -1);
}

it('keeps every stored message after kill -9, each under one id', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-kill-'));
  const path = join(folder, 'outbox.db');
  try {
    let lastId = 0;
    for (let round = 0; round < 6; round += 1) {
      const lines = await killedAfter(20 + round * 23, path);
      const put = lines.flatMap((line) => (line.split('|')[0] as string).split(' ').map(Number));
      const acked = new Set(lines.flatMap((line) => (line.split('|')[1] as string).split(' ').map(Number)));
      const outbox = new SqliteOutbox({ path });
      const pending = new Set((await outbox.pending('indexer')).map(({ id }) => id));
      expect(put.length).toBeGreaterThan(0);
      expect(put.filter((id) => !acked.has(id) && !pending.has(id))).toEqual([]);
      expect(new Set(put).size).toBe(put.length);
      expect(Math.min(...put)).toBeGreaterThan(lastId);
      lastId = Math.max(...put, ...pending);
      await outbox.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
