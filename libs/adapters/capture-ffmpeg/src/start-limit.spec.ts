import { describe, expect, it } from '@jest/globals';
import { StartLimit } from './start-limit.ts';

const running = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('StartLimit', () => {
  it('lets the next process start when one has started, in the order of arrival', async () => {
    const limit = new StartLimit(2, 1_000_000);
    const entered: number[] = [];
    const leaves: (() => void)[] = [];
    for (let i = 0; i < 5; i += 1)
      void limit.enter(running).then((leave) => {
        entered.push(i);
        leaves.push(leave);
      });
    await settled();
    expect(entered).toEqual([0, 1]);
    leaves[0]!();
    leaves[0]!();
    await settled();
    expect(entered).toEqual([0, 1, 2]);
    leaves[1]!();
    leaves[2]!();
    await settled();
    expect(entered).toEqual([0, 1, 2, 3, 4]);
    for (const leave of leaves) leave();
  });

  it('does not wait longer for a process that delivers nothing', async () => {
    const limit = new StartLimit(1, 1);
    await limit.enter(running);
    const leave = await limit.enter(running);
    leave();
  });

  it('gives the turn of a stream that is stopped while it waits to the next one', async () => {
    const limit = new StartLimit(1, 1_000_000);
    const leave = await limit.enter(running);
    const stopped = new AbortController();
    const abandoned = limit.enter(stopped.signal);
    const next = limit.enter(running);
    stopped.abort();
    await abandoned;
    leave();
    (await next)();
  });
});
