import { eventRetentionMs, hourMs, quarterHourRetentionMs, type Clock } from '@vialog/contracts';
import type { EventMaintenance } from './event-maintenance.port.ts';
import type { Timers } from './timers.port.ts';

export interface RetentionPorts {
  readonly store: Pick<EventMaintenance, 'dropBefore'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called when a run fails; the next one tries again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Starts the retention job: deletes data past its retention at once and then every hour, until the returned function is
 * called. Roll-ups by the hour are never deleted.
 */
export function startRetention({ store, clock, timers, onError }: RetentionPorts): () => void {
  const run = (): void => {
    const now = clock.now();
    const limits = { events: now - eventRetentionMs, quarterHours: now - quarterHourRetentionMs, hours: 0 };
    store.dropBefore(limits).catch(onError);
  };
  run();
  return timers.every(hourMs, run);
}
