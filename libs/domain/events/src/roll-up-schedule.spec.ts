import { describe, expect, it } from '@jest/globals';
import { RollUpSchedule } from './roll-up-schedule.ts';

describe('the roll-up schedule', () => {
  it('counts and reports rounds that fail, and retries with the next round', async () => {
    const errors: unknown[] = [];
    const succeeded = Promise.withResolvers<undefined>();
    let rounds = 0;
    const schedule = new RollUpSchedule({
      intervalMs: 1,
      onError: (error) => errors.push(error),
      rollUp: () => {
        rounds += 1;
        if (rounds <= 2) return Promise.reject(new Error(`failure ${rounds}`));
        succeeded.resolve(undefined);
        return Promise.resolve();
      },
    });
    await succeeded.promise;
    await schedule.stop();
    expect(schedule.failures).toBe(2);
    expect(errors).toEqual([new Error('failure 1'), new Error('failure 2')]);
  });

  it('runs one round at a time and waits for it when it stops', async () => {
    const finish = Promise.withResolvers<undefined>();
    const started = Promise.withResolvers<undefined>();
    let rounds = 0;
    const schedule = new RollUpSchedule({
      intervalMs: 1,
      rollUp: () => {
        rounds += 1;
        started.resolve(undefined);
        return finish.promise;
      },
    });
    await started.promise;
    let isStopped = false;
    const stopping = schedule.stop().then(() => (isStopped = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([rounds, isStopped]).toEqual([1, false]);
    finish.resolve(undefined);
    await stopping;
  });
});
