import { eventRetentionMs, quarterHourRetentionMs, type Clock } from '@vialog/contracts';
import type { EventMaintenance } from '@vialog/events';

/** How long events and their 15-minute sums are kept (docs/privacy.md). */
export const kept = { eventsMs: eventRetentionMs, binsMs: quarterHourRetentionMs } as const;
const everyMs = 3_600_000;

export interface HousekeepingPorts {
  readonly store: Pick<EventMaintenance, 'dropBefore'>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Forgets what is older than it may be (sums by the hour stay for ever), now and every hour, until the returned function is called. */
export function keepHouse({ store, clock, onError }: HousekeepingPorts): () => void {
  const forget = (): void => {
    const now = clock.now();
    store.dropBefore({ events: now - kept.eventsMs, bins: now - kept.binsMs, hours: 0 }).catch(onError);
  };
  forget();
  const timer = setInterval(forget, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
