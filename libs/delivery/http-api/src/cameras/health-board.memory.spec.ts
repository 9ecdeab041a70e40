import { expect, test } from '@jest/globals';
import { isoOf, type CameraHealth } from '@vialog/contracts';
import { InMemoryHealthBoard } from './health-board.memory.ts';

const start = Date.UTC(2026, 4, 1);
const health = (state: CameraHealth['state'], at = 0): CameraHealth => ({
  ...{ v: 1, cameraId: 'cam000000001', state, changedAt: isoOf(start + at) },
});

/** A board whose time the test sets. */
function boardAt() {
  const time = { now: start };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const board = new InMemoryHealthBoard({ clock, silentMs: 90_000, handOverMs: 35_000 });
  return { time, board, state: () => board.of('cam000000001')?.state };
}

test('the word that came last counts, although the clock of its sender is behind', () => {
  const { board, state } = boardAt();
  board.update(health('online', 60_000));
  board.update(health('degraded', 1_000));
  expect(state()).toBe('degraded');
});

test('a camera nobody tells of any more is offline, whatever was said last, until somebody does', () => {
  const { time, board, state } = boardAt();
  board.update(health('online'));
  time.now += 90_001;
  expect(board.of('cam000000001')).toMatchObject({
    ...{ state: 'offline', reason: 'not_running', changedAt: isoOf(start) },
  });
  board.update(health('online'));
  expect(state()).toBe('online');
});

test('a late "stopped" of who handed a camera over does not hide the word of who has it now', () => {
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

test('a "stopped" nobody contradicts holds after a while, and a camera nobody took over is offline then', () => {
  const { time, board, state } = boardAt();
  board.update(health('online'));
  board.update(health('stopped'));
  time.now += 35_001;
  expect(state()).toBe('stopped');
  time.now += 60_000;
  expect(state()).toBe('offline');
});

test('a "stopped" holds at once where nothing speaks against it', () => {
  const { time, board, state } = boardAt();
  board.update(health('stopped'));
  expect(state()).toBe('stopped');
  board.update(health('online'));
  expect(state()).toBe('online');
  time.now += 90_001;
  board.update(health('stopped'));
  expect(state()).toBe('stopped');
});

test('within one process the last word holds at once', () => {
  const board = new InMemoryHealthBoard();
  board.update(health('online', 2_000));
  board.update(health('stopped', 1_000));
  expect(board.of('cam000000001')?.state).toBe('stopped');
});
