import type { OpenEventStore } from '@vialog/events';
import type { Metrics } from '@vialog/observability';

/** Metrics of an event store that is open for writing. */
export function addStoreMetrics(metrics: Metrics, store: Pick<OpenEventStore, 'rollUpFailures'>): void {
  metrics.total(
    'vialog_rollup_failures_total',
    'Roll-ups of sums that failed; each is retried',
    () => store.rollUpFailures,
  );
}
