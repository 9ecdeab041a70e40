import { describe, expect, test } from '@jest/globals';
import { freePort } from './free-port.ts';
import { acquireOneOf, CrossProcessLock } from './cross-process-lock.ts';

describe('a cross-process lock', () => {
  test('a cross-process lock is acquired when the other process releases it', async () => {
    const port = await freePort();
    // A second instance behaves like another process: both compete for the port.
    const [theirs, ours] = [new CrossProcessLock(port), new CrossProcessLock(port)];
    await theirs.acquire(60_000);
    await expect(ours.acquire(600)).rejects.toThrow(`another test process still holds port ${port}`);
    const coming = ours.acquire(60_000);
    await theirs.release();
    await coming;
    await ours.release();
  });

  test('a cross-process lock is shared within a process until the last caller releases it', async () => {
    const port = await freePort();
    const [ours, theirs] = [new CrossProcessLock(port), new CrossProcessLock(port)];
    await Promise.all([ours.acquire(60_000), ours.acquire(60_000)]);
    await ours.release();
    await expect(theirs.acquire(600)).rejects.toThrow(/still holds/);
    await ours.release();
    await theirs.acquire(60_000);
    await theirs.release();
  });

  test('the next free one of several cross-process locks is acquired, and one of the same process is shared', async () => {
    const ports = [await freePort(), await freePort()];
    const [first, second] = ports.map((port) => new CrossProcessLock(port)) as [
      CrossProcessLock,
      CrossProcessLock,
    ];
    const theirs = ports.map((port) => new CrossProcessLock(port));
    await first.acquire(60_000);
    const other = await acquireOneOf(theirs, 60_000);
    expect(other).toBe(theirs[1]);
    expect(await acquireOneOf(theirs, 60_000)).toBe(other);
    await expect(second.acquire(600)).rejects.toThrow(`another test process still holds port ${ports[1]}`);
    await first.release();
    await other.release();
    await other.release();
  });
});
