import { describe, expect, it } from '@jest/globals';
import { dayMs } from '@vialog/contracts';
import type { RetentionLimits } from './event-maintenance.port.ts';
import { SetTimers } from './set-timers.fake.ts';
import { startRetention } from './start-retention.ts';

const now = Date.UTC(2026, 5, 1);

function started(dropBefore: (limits: RetentionLimits) => Promise<number>) {
  const timers = new SetTimers();
  const errors: unknown[] = [];
  const stop = startRetention({
    store: { dropBefore },
    clock: { now: () => now, monotonic: () => 0 },
    timers,
    onError: (error) => errors.push(error),
  });
  return { stop, timers, errors };
}

describe('startRetention', () => {
  it('deletes events after 30 days and quarter-hour roll-ups after 396 days, never hourly roll-ups', () => {
    const limits: RetentionLimits[] = [];
    started((limit) => Promise.resolve(limits.push(limit)));
    expect(limits).toEqual([{ events: now - 30 * dayMs, quarterHours: now - 396 * dayMs, hours: 0 }]);
  });

  it('runs every hour until it is stopped', () => {
    let runs = 0;
    const job = started(() => Promise.resolve((runs += 1)));
    expect(job.timers.intervals).toEqual([3_600_000]);
    job.timers.fire();
    job.stop();
    job.timers.fire();
    expect(runs).toBe(2);
  });

  it('reports a failed run and runs again', async () => {
    let runs = 0;
    const job = started(() => {
      runs += 1;
      return Promise.reject(new Error('busy'));
    });
    job.timers.fire();
    await Promise.resolve();
    await Promise.resolve();
    expect(job.errors).toEqual([new Error('busy'), new Error('busy')]);
    expect(runs).toBe(2);
  });
});
