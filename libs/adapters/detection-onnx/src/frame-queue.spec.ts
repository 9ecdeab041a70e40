import { describe, expect, test } from '@jest/globals';
import { greyFrame, lineJob, viewJob } from './frames.fake.ts';
import { FrameQueue } from './frame-queue.ts';
import { detectorDown, PendingFrame } from './pending-frame.ts';

const never = new AbortController().signal;
const child = { name: 'child' };
const pending = (cameraId: string) => new PendingFrame(greyFrame(cameraId), viewJob('any'));
const [a, b, c] = ['cam00000000a', 'cam00000000b', 'cam00000000c'] as const;

async function order(queue: FrameQueue, count: number): Promise<string[]> {
  const cameras: string[] = [];
  for (let i = 0; i < count; i += 1) cameras.push((await queue.take(never, child))?.frame.cameraId ?? '');
  return cameras;
}

describe('FrameQueue', () => {
  test('the newest frame of a camera replaces the older one at the same position of the queue', async () => {
    const queue = new FrameQueue();
    const old = pending(a);
    const newest = pending(a);
    queue.put(old);
    queue.put(pending(b));
    queue.put(newest);
    expect(await old.reply).toMatchObject({ kind: 'failed', reason: 'superseded' });
    expect(await queue.take(never, child)).toBe(newest);
    expect(await order(queue, 1)).toEqual([b]);
  });

  test('the frame of a trial and the frames of slots of the same camera do not replace each other', async () => {
    const queue = new FrameQueue();
    const trial = new PendingFrame(greyFrame(a), { ...viewJob('any'), trial: { outlines: true } });
    const slot = pending(a);
    queue.put(slot);
    queue.put(trial);
    expect(queue.size).toBe(2);
    expect([await queue.take(never, child), await queue.take(never, child)]).toEqual([slot, trial]);
  });

  test('a camera with many frames is served as often as a camera with few frames', async () => {
    const queue = new FrameQueue();
    for (const camera of [a, b, c]) queue.put(pending(camera));
    const served: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      served.push(...(await order(queue, 1)));
      for (const camera of [a, b, c]) queue.put(pending(camera));
    }
    expect(served).toEqual([a, b, c, a, b, c]);
  });

  test('a waiting taker receives the next frame', async () => {
    const queue = new FrameQueue();
    const taken = queue.take(never, child);
    const frame = pending(a);
    queue.put(frame);
    expect(await taken).toBe(frame);
    expect(queue.size).toBe(0);
  });

  test('a taker whose signal aborted receives no frame, and no frame is lost', async () => {
    const queue = new FrameQueue();
    const leaving = new AbortController();
    const left = queue.take(leaving.signal, child);
    leaving.abort();
    expect(await left).toBeUndefined();
    queue.put(pending(a));
    expect(queue.size).toBe(1);
    expect(await queue.take(leaving.signal, child)).toBeUndefined();
    expect(queue.size).toBe(1);
  });

  test('a frame whose detector died is served first, unless a newer frame of its camera waits', async () => {
    const queue = new FrameQueue();
    queue.put(pending(b));
    queue.putBack(pending(a));
    expect(await order(queue, 2)).toEqual([a, b]);
    const [died, newer] = [pending(c), pending(c)];
    queue.put(newer);
    queue.putBack(died);
    expect(await died.reply).toMatchObject({ reason: 'superseded' });
    expect(await queue.take(never, child)).toBe(newer);
  });

  test('resolveAll resolves every waiting frame once', async () => {
    const queue = new FrameQueue();
    const waiting = [pending(a), pending(b)];
    waiting.forEach((frame) => queue.put(frame));
    queue.resolveAll(detectorDown('first'));
    queue.resolveAll(detectorDown('second'));
    for (const frame of waiting) expect(await frame.reply).toMatchObject({ detail: 'first' });
  });

  describe('with tracked zones', () => {
    const other = { name: 'other' };
    const tracked = (cameraId: string) => new PendingFrame(greyFrame(cameraId), lineJob('any'));

    test('all frames of a camera go to one child, and other frames to any', async () => {
      const queue = new FrameQueue();
      queue.put(tracked(a));
      await queue.take(never, child);
      const [next, free] = [tracked(a), pending(b)];
      const waiting = queue.take(never, other);
      queue.put(next);
      expect(queue.size).toBe(1);
      queue.put(free);
      expect(await waiting).toBe(free);
      expect(await queue.take(never, child)).toBe(next);
    });

    test('the cameras of a child that ended go to another child', async () => {
      const queue = new FrameQueue();
      queue.put(tracked(a));
      await queue.take(never, child);
      queue.release(child);
      const next = tracked(a);
      queue.put(next);
      expect(await queue.take(never, other)).toBe(next);
    });

    test('an idle child takes a camera of a child that has at least two more', async () => {
      const queue = new FrameQueue();
      for (const camera of [a, b]) {
        queue.put(tracked(camera));
        await queue.take(never, child);
      }
      const moved = tracked(b);
      queue.put(moved);
      expect(await queue.take(never, other)).toBe(moved);
      const kept = tracked(a);
      queue.put(kept);
      void queue.take(never, other);
      expect(await queue.take(never, child)).toBe(kept);
    });

    test('the trial of a camera with a line goes to any child', async () => {
      const queue = new FrameQueue();
      queue.put(tracked(a));
      await queue.take(never, child);
      const trial = new PendingFrame(greyFrame(a), { ...lineJob('any'), trial: { outlines: false } });
      queue.put(trial);
      expect(await queue.take(never, other)).toBe(trial);
    });
  });
});
