import { expect, test } from '@jest/globals';
import { isoOf, type CameraHealth } from '@vialog/contracts';
import { InMemoryHealthBoard } from './health-board.memory.ts';

const start = Date.UTC(2026, 4, 1);
const health = (state: CameraHealth['state'], at = 0): CameraHealth => ({
  v: 1,
  cameraId: 'cam000000001',
  state,
  changedAt: isoOf(start + at),
});

/** A board with a clock that the test sets. */
function boardAt() {
  const time = { now: 0, clockError: 0 };
  const clock = { now: () => start + time.now + time.clockError, monotonic: () => time.now };
  const board = new InMemoryHealthBoard({ clock, silentMs: 90_000, handOverMs: 35_000 });
  return { time, board, state: () => board.of('cam000000001')?.state };
}

test('the health board keeps the message that arrived last, even if its sender has a slow clock', () => {
  const { board, state } = boardAt();
  board.update(health('online', 60_000));
  board.update(health('degraded', 1_000));
  expect(state()).toBe('degraded');
});

test('a camera without health messages for 90 s is offline until the next message', () => {
  const { time, board, state } = boardAt();
  board.update(health('online'));
  time.now += 90_001;
  expect(board.of('cam000000001')).toMatchObject({
    state: 'offline',
    reason: 'not_running',
    changedAt: isoOf(start),
  });
  board.update(health('online'));
  expect(state()).toBe('online');
});

test('a camera stays online when the wall clock of the server jumps by an hour', () => {
  const { time, board, state } = boardAt();
  board.update(health('online'));
  time.clockError = 3_600_000;
  expect(state()).toBe('online');
  time.clockError = -3_600_000;
  time.now += 90_001;
  expect(state()).toBe('offline');
});

test('a late "stopped" of the previous ingest does not replace the health that the new ingest reports', () => {
  const { time, board, state } = boardAt();
  board.update(health('starting'));
  board.update(health('online'));
  board.update(health('stopped', 60_000));
  expect(state()).toBe('online');
  time.now += 30_000;
  board.update(health('online'));
  time.now += 30_000;
  expect(state()).toBe('online');
});

test('a "stopped" takes effect after the handover time, and the camera is offline if no ingest takes it over', () => {
  const { time, board, state } = boardAt();
  board.update(health('online'));
  board.update(health('stopped'));
  time.now += 35_001;
  expect(state()).toBe('stopped');
  time.now += 60_000;
  expect(state()).toBe('offline');
});

test('a "stopped" takes effect at once for a camera that no ingest samples', () => {
  const { time, board, state } = boardAt();
  board.update(health('stopped'));
  expect(state()).toBe('stopped');
  board.update(health('online'));
  expect(state()).toBe('online');
  time.now += 90_001;
  board.update(health('stopped'));
  expect(state()).toBe('stopped');
});

test('without options the health board applies every message at once', () => {
  const board = new InMemoryHealthBoard();
  board.update(health('online', 2_000));
  board.update(health('stopped', 1_000));
  expect(board.of('cam000000001')?.state).toBe('stopped');
});
