import type { Camera } from '@vialog/contracts';
import { ChangeWatch, type EventPorts } from '@vialog/events';
import { systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

export interface WatchChangesOptions {
  readonly events: EventPorts;
  /** The newest version of every camera. */
  readonly cameras: { newest(): readonly Camera[] };
  readonly logger: Pick<Logger, 'warn'>;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** Compares the figures of changed cameras with what was usual before, until the signal aborts. */
export function watchChanges({ events, cameras, logger, signal }: WatchChangesOptions): ChangeWatch {
  const watch = new ChangeWatch({
    ...events,
    newest: () => cameras.newest(),
    timers: systemTimers,
    onError: (err) => logger.warn({ err }, 'comparing figures after changes failed; retries in a minute'),
  });
  signal.addEventListener('abort', () => void watch.stop());
  return watch;
}
