import { expect, test } from '@jest/globals';
import { systemClock } from './system-clock.ts';

/** The maximum of many readings: a process that is preempted between the two system calls reads a value that is too small. */
const suspended = (): number =>
  Math.max(...Array.from({ length: 100 }, () => systemClock.suspended?.() ?? NaN));

test('the suspended time of the system clock stays the same while the machine is awake', async () => {
  const before = suspended();
  await new Promise((resolve) => setTimeout(resolve, 200));
  // The uptime of Linux has a resolution of 10 ms.
  expect(Math.abs(suspended() - before)).toBeLessThan(40);
});
