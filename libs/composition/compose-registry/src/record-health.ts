import { HealthRecorder, type HealthHistory } from '@vialog/registry';
import { systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/** Interval at which changes of health are written, ms. */
const writeMs = 1_000;

/** Records changes of health in the database of the registry. Flush the recorder before the registry closes. */
export function recordHealth(
  { healthHistory }: { readonly healthHistory: HealthHistory },
  logger: Pick<Logger, 'warn'>,
  ending: AbortSignal,
): HealthRecorder {
  const recorder = new HealthRecorder({
    history: healthHistory,
    onError: (error) =>
      logger.warn({ err: error }, 'writing the history of camera states failed; it is retried'),
  });
  const stop = systemTimers.every(writeMs, () => void recorder.flush());
  ending.addEventListener('abort', stop);
  return recorder;
}
