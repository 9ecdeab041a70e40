import { setTimeout as wait } from 'node:timers/promises';

/** The timers of Node.js in the form that domain code expects. */
export const systemTimers = {
  /** Calls `work` every `ms` until the returned function is called. */
  every: (ms: number, work: () => void): (() => void) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
  /** Resolves after `ms`, or as soon as the signal aborts. */
  pause: (ms: number, signal: AbortSignal): Promise<void> =>
    wait(ms, undefined, { signal }).catch(() => undefined),
};
