import type { Services } from './services.ts';

/** What can be read of this server at any moment, under its Prometheus name. */
export function addGauges({ metrics, outlet, bus, detectors, ingest, store }: Services): void {
  const healths = (state: string) => ingest.healths.filter((health) => health.state === state).length;
  const sum = (pick: (state: ReturnType<typeof detectors.states>[number]) => number) =>
    detectors.states().reduce((total, state) => total + pick(state), 0);
  metrics.gauge('vialog_cameras_online', 'Cameras whose frames are counted', () => healths('online'));
  metrics.gauge('vialog_cameras_degraded', 'Cameras whose frames cannot be counted', () =>
    healths('degraded'),
  );
  metrics.gauge('vialog_cameras_offline', 'Cameras without pictures', () => healths('offline'));
  metrics.gauge('vialog_outlet_waiting', 'Closed slots the bus has not taken', () => outlet.waiting);
  metrics.gauge('vialog_outlet_lost', 'Measured slots given up for want of room', () => outlet.lost);
  metrics.gauge('vialog_bus_kept', 'Messages in the outbox', () => bus.figures().kept);
  metrics.gauge(
    'vialog_bus_dropped_live',
    'Messages live subscribers were too slow for',
    () => bus.figures().droppedLive,
  );
  metrics.gauge('vialog_detector_processes', 'Detector processes ready to count', () =>
    sum((s) => (s.phase === 'ready' ? 1 : 0)),
  );
  metrics.gauge('vialog_detector_restarts', 'Detector processes that were replaced', () =>
    sum((s) => s.restarts),
  );
  metrics.gauge('vialog_detector_waiting', 'Frames that wait for a detector', () => sum((s) => s.waiting));
  metrics.gauge('vialog_detector_counted', 'Frames counted', () => sum((s) => s.counted));
  metrics.gauge('vialog_detector_seconds', 'Median time of a frame in the detector, seconds', () =>
    Math.max(0, ...detectors.states().map((state) => (state.p50Ms ?? 0) / 1000)),
  );
  metrics.gauge('vialog_event_store_ok', '1 while the event store takes events', () =>
    store.state.kind === 'ok' ? 1 : 0,
  );
}
