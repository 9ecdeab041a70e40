import type { Metrics } from '@vialog/observability';
import type { LocalMessaging } from './open-local-messaging.ts';

/** Metrics of the local bus and of the event store that is written by the same process. */
export function addLocalMetrics(
  metrics: Metrics,
  { bus }: Pick<LocalMessaging, 'bus'>,
  store: { readonly state: { readonly kind: string } },
): void {
  metrics.gauge('vialog_outbox_length', 'Messages in the outbox', () => bus.stats().outboxLength);
  metrics.total(
    'vialog_bus_dropped_live_total',
    'Messages dropped because live subscribers were too slow',
    () => bus.stats().droppedEphemeral,
  );
  metrics.gauge('vialog_event_store_up', '1 while the event store accepts events', () =>
    store.state.kind === 'ok' ? 1 : 0,
  );
}
