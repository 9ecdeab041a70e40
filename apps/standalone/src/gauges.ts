import { addCaptureGauges, addDetectorGauges } from '@vialog/service-runtime';
import type { Services } from './services.ts';

/** What can be read of this server at any moment, under its Prometheus name. */
export function addGauges({ metrics, outlet, bus, detectors, ingest, store }: Services): void {
  addCaptureGauges(metrics, { ingest, outlet });
  addDetectorGauges(metrics, detectors);
  metrics.gauge('vialog_bus_kept', 'Messages in the outbox', () => bus.figures().kept);
  metrics.total(
    'vialog_bus_dropped_live_total',
    'Messages live subscribers were too slow for',
    () => bus.figures().droppedLive,
  );
  metrics.gauge('vialog_event_store_ok', '1 while the event store takes events', () =>
    store.state.kind === 'ok' ? 1 : 0,
  );
}
