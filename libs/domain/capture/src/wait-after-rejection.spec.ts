import { describe, expect, it } from '@jest/globals';
import { waitAfterRejection } from './wait-after-rejection.ts';

const fault = { reason: 'offline', detail: 'the camera rejects', isRejection: true } as const;

/** A clock that only pauses move forward. */
function surroundings(random: number) {
  let now = 0;
  const clock = { now: () => now, monotonic: () => now };
  const pause = (ms: number): Promise<void> => Promise.resolve(void (now += ms));
  return { clock, random: () => random, pause };
}

describe('waitAfterRejection', () => {
  it.each([
    [0, 15],
    [0.999_999, 22.5],
  ])('repeats the fault every minute until the back-off is over (random %s)', async (random, minutes) => {
    const given = surroundings(random);
    const events = [];
    for await (const event of waitAfterRejection(fault, given, new AbortController().signal))
      events.push(event);
    expect(events[0]).toMatchObject({
      kind: 'fault',
      reason: 'offline',
      detail: 'the camera rejects',
      at: 60_000,
    });
    expect(events).toHaveLength(Math.ceil(minutes));
    expect(given.clock.now() / 60_000).toBeCloseTo(minutes, 1);
  });

  it('ends when the signal aborts during a pause', async () => {
    const stop = new AbortController();
    const given = { ...surroundings(0), pause: () => Promise.resolve(stop.abort()) };
    for await (const event of waitAfterRejection(fault, given, stop.signal))
      throw new Error(JSON.stringify(event));
    expect(stop.signal.aborted).toBe(true);
  });
});
