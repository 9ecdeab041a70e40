import { describe, expect, it } from '@jest/globals';
import { RollUpSchedule } from './roll-up-schedule.ts';
import { SetTimers } from './set-timers.fake.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('RollUpSchedule', () => {
  it('counts and reports failed roll-ups and retries a minute later', async () => {
    const timers = new SetTimers();
    const errors: unknown[] = [];
    let rounds = 0;
    const schedule = new RollUpSchedule({
      timers,
      onError: (error) => errors.push(error),
      rollUp: () => {
        rounds += 1;
        return rounds <= 2 ? Promise.reject(new Error(`failure ${rounds}`)) : Promise.resolve();
      },
    });
    expect(timers.intervals).toEqual([60_000]);
    for (let round = 0; round < 3; round += 1) {
      timers.fire();
      await settled();
    }
    expect(rounds).toBe(3);
    expect(schedule.failures).toBe(2);
    expect(errors).toEqual([new Error('failure 1'), new Error('failure 2')]);
  });

  it('runs one roll-up at a time and waits for it when it stops', async () => {
    const timers = new SetTimers();
    const finish = Promise.withResolvers<undefined>();
    let rounds = 0;
    const schedule = new RollUpSchedule({
      timers,
      rollUp: () => {
        rounds += 1;
        return finish.promise;
      },
    });
    timers.fire();
    timers.fire();
    let isStopped = false;
    const stopping = schedule.stop().then(() => (isStopped = true));
    await settled();
    expect([rounds, isStopped]).toEqual([1, false]);
    expect(timers.intervals).toEqual([]);
    finish.resolve(undefined);
    await stopping;
  });
});
