import type { DemoHistory, DemoHistoryRemoval } from '@vialog/contracts';

/** The simulated history of the demo town. */
export interface SimulatedHistory {
  state(): Promise<DemoHistory>;
  /**
   * Stops the computation of the history and removes its records, sums and cameras. A server without a history removes
   * nothing.
   */
  remove(): Promise<DemoHistoryRemoval>;
}

/** Of a server that writes no history: the services of the city profile. */
export const noSimulatedHistory: SimulatedHistory = {
  state: () => Promise.resolve({ kind: 'none', cameras: 0 }),
  remove: () => Promise.resolve({ cameras: 0, events: 0 }),
};
