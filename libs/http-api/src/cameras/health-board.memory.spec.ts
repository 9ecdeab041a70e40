import { expect, test } from '@jest/globals';
import { isoOf, type CameraHealth } from '@vialog/contracts';
import { InMemoryHealthBoard } from './health-board.memory.ts';

const start = Date.UTC(2026, 4, 1);
const health = (state: CameraHealth['state'], at: number): CameraHealth => ({
  ...{ v: 1, cameraId: 'cam000000001', state, changedAt: isoOf(start + at) },
});

test('an older word does not replace a newer one', () => {
  const board = new InMemoryHealthBoard();
  board.heard(health('online', 2_000));
  board.heard(health('starting', 1_000));
  expect(board.of('cam000000001')?.state).toBe('online');
});

test('a camera nobody tells of any more is offline, whatever was said last, until somebody does', () => {
  let now = start;
  const clock = { now: () => now, monotonic: () => now };
  const board = new InMemoryHealthBoard({ clock, silentMs: 90_000 });
  board.heard(health('online', 0));
  now += 90_001;
  expect(board.of('cam000000001')).toMatchObject({
    ...{ state: 'offline', reason: 'not_running', changedAt: isoOf(start) },
  });
  board.heard(health('online', 0));
  expect(board.of('cam000000001')?.state).toBe('online');
});

test('a camera whose ingest ended in order and that nobody took over is offline too', () => {
  let now = start;
  const board = new InMemoryHealthBoard({ clock: { now: () => now, monotonic: () => now }, silentMs: 1_000 });
  board.heard(health('stopped', 0));
  expect(board.of('cam000000001')?.state).toBe('stopped');
  now += 1_001;
  expect(board.of('cam000000001')?.state).toBe('offline');
});
