/** `@jest/globals` of tests that share one realm; the runner has put them there before a test is loaded. */
export const { expect, test, it, describe, beforeAll, afterAll, beforeEach, afterEach } = globalThis;

/** What our tests ask of `jest` and the runner's lacks. Faked timers carry their clock with them. */
export const jest = {
  ...globalThis.jest,
  setTimeout: () => undefined,
  advanceTimersByTimeAsync: (ms) => setTimeout.clock.tickAsync(ms),
};
