/** `@jest/globals` for tests that share one realm: jest-light-runner defines the globals before it loads a test. */
export const { expect, test, it, describe, beforeAll, afterAll, beforeEach, afterEach } = globalThis;

/** Adds to jest-light-runner's `jest` what our tests use and it lacks. Fake timers carry their clock. */
export const jest = {
  ...globalThis.jest,
  setTimeout: () => undefined,
  runAllTimers: () => setTimeout.clock.runAll(),
  advanceTimersByTimeAsync: (ms) => setTimeout.clock.tickAsync(ms),
};
