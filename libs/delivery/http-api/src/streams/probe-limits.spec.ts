import { expect, test } from '@jest/globals';
import { maxRunningProbes, ProbeLimits, probesPerMinute } from './probe-limits.ts';

const world = () => {
  const clock = { ms: 0, now: () => clock.ms, monotonic: () => clock.ms };
  return { clock, limits: new ProbeLimits(clock) };
};
const done = (): Promise<string> => Promise.resolve('done');

test('the error for a client that probes too often says how long to wait, and others are not affected', async () => {
  const { clock, limits } = world();
  for (let i = 0; i < probesPerMinute; i += 1) {
    await limits.run('a', done);
    clock.ms += 1_000;
  }
  await expect(limits.run('a', done)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 60 - probesPerMinute,
  });
  expect(await limits.run('b', done)).toBe('done');
  clock.ms = 60_000;
  expect(await limits.run('a', done)).toBe('done');
});

test('only some probes run at the same time, and a probe that fails makes room for the next', async () => {
  const { limits } = world();
  const end: (() => void)[] = [];
  const running = Array.from({ length: maxRunningProbes }, (_, i) =>
    limits.run(
      `client ${i}`,
      () => new Promise<never>((_resolve, reject) => end.push(() => reject(new Error('broken')))),
    ),
  );
  await expect(limits.run('late', done)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 5,
  });
  end[0]?.();
  await expect(running[0]).rejects.toThrow('broken');
  expect(await limits.run('late', done)).toBe('done');
  end.forEach((one) => one());
  await Promise.allSettled(running);
});
