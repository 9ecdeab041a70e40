import type { Alert } from '@vialog/contracts';
import type { Timers } from '@vialog/events';
import type { AlertStore } from './alert-store.port.ts';

const intervalMs = 1_000;
const pageSize = 200;

export interface FollowAlertsPorts {
  readonly alerts: Pick<AlertStore, 'changedAfter' | 'newestSequence'>;
  readonly timers: Timers;
  /** Called for each change, in order; a change of another process is one too. */
  readonly onChange: (alert: Alert) => void;
  /** Called when reading fails; the next try reads from the same place. */
  readonly onError: (error: unknown) => void;
}

/** Follows the changes of alerts from now on until the returned function is called, which waits for the last read. */
export function followAlerts({ alerts, timers, onChange, onError }: FollowAlertsPorts): () => Promise<void> {
  let position: number | undefined;
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    position ??= await alerts.newestSequence();
    for (const { sequence, alert } of await alerts.changedAfter(position, pageSize)) {
      position = sequence;
      onChange(alert);
    }
  };
  const poll = (): void => {
    reading ??= read()
      .catch(onError)
      .finally(() => (reading = undefined));
  };
  poll();
  const stop = timers.every(intervalMs, poll);
  return async () => {
    stop();
    await reading;
  };
}
