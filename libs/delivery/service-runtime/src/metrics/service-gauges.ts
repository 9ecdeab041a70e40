import type { Metrics } from '@vialog/observability';

/** Numbers that mean the same in every service that has them, each under its one Prometheus name. */

interface DetectorState {
  readonly phase: string;
  readonly restarts: number;
  readonly waiting: number;
  readonly counted: number;
  readonly p50Ms?: number | undefined;
}

export function addDetectorGauges(metrics: Metrics, detectors: { states(): readonly DetectorState[] }): void {
  const sum = (pick: (state: DetectorState) => number) =>
    detectors.states().reduce((total, state) => total + pick(state), 0);
  metrics.gauge('vialog_detector_processes', 'Detector processes ready to count', () =>
    sum((s) => (s.phase === 'ready' ? 1 : 0)),
  );
  metrics.total('vialog_detector_restarts_total', 'Detector processes that were replaced', () =>
    sum((s) => s.restarts),
  );
  metrics.gauge('vialog_detector_waiting', 'Frames that wait for a detector', () => sum((s) => s.waiting));
  metrics.total('vialog_detector_counted_total', 'Frames counted', () => sum((s) => s.counted));
  metrics.gauge('vialog_detector_seconds', 'Median time of a frame in the detector, seconds', () =>
    Math.max(0, ...detectors.states().map((state) => (state.p50Ms ?? 0) / 1000)),
  );
}

interface Backlog {
  stats():
    { readonly pending: number; readonly ackPending: number; readonly redelivered: number } | undefined;
}

/** Of the stream all detectors share: each of them tells the same. */
export function addFrameGauges(metrics: Metrics, backlog: Backlog): void {
  metrics.gauge(
    'vialog_frames_waiting',
    'Frames at the broker no detector has taken',
    () => backlog.stats()?.pending,
  );
  metrics.gauge(
    'vialog_frames_under_way',
    'Frames a detector has and has not answered',
    () => backlog.stats()?.ackPending,
  );
  metrics.gauge(
    'vialog_frames_redelivered',
    'Frames under way whose first detector fell silent',
    () => backlog.stats()?.redelivered,
  );
}

interface Capture {
  readonly ingest: { readonly healths: readonly { readonly state: string }[] };
  readonly buffer: { readonly length: number; readonly lostTotal: number };
  /** Where cameras are shared out; without it all are this process's. */
  readonly keeper?: { readonly shards: readonly unknown[] };
}

export function addCaptureGauges(metrics: Metrics, { ingest, buffer, keeper }: Capture): void {
  const healths = (state: string) => ingest.healths.filter((health) => health.state === state).length;
  metrics.gauge('vialog_cameras_online', 'Cameras whose frames are counted', () => healths('online'));
  metrics.gauge('vialog_cameras_degraded', 'Cameras whose frames cannot be counted', () =>
    healths('degraded'),
  );
  metrics.gauge('vialog_cameras_offline', 'Cameras without pictures', () => healths('offline'));
  metrics.gauge('vialog_outlet_waiting', 'Closed slots the bus has not taken', () => buffer.length);
  metrics.total(
    'vialog_outlet_lost_total',
    'Measured slots given up for want of room',
    () => buffer.lostTotal,
  );
  if (keeper)
    metrics.gauge(
      'vialog_shards_held',
      'Shards of the region whose cameras are sampled here',
      () => keeper.shards.length,
    );
}

interface Broker {
  stats(): {
    readonly connected: boolean;
    /** undefined while the broker cannot be asked. */
    readonly lag: Readonly<Record<string, number>> | undefined;
    readonly redelivered: number;
    readonly deadLetters: number;
    readonly inFlight: number;
  };
}

function sumOf(lags: Readonly<Record<string, number>> | undefined): number | undefined {
  return lags && Object.values(lags).reduce((sum, lag) => sum + lag, 0);
}

export function addBrokerGauges(metrics: Metrics, bus: Broker): void {
  metrics.gauge('vialog_broker_connected', '1 while the broker answers', () =>
    bus.stats().connected ? 1 : 0,
  );
  metrics.gauge('vialog_bus_lag', 'Messages this service’s durable subscribers have not dealt with', () =>
    sumOf(bus.stats().lag),
  );
  metrics.total(
    'vialog_bus_redelivered_total',
    'Deliveries that were not the first of their message',
    () => bus.stats().redelivered,
  );
  metrics.total(
    'vialog_bus_dead_letters_total',
    'Messages this service gave up',
    () => bus.stats().deadLetters,
  );
  metrics.gauge('vialog_bus_under_way', 'Messages on their way to the broker', () => bus.stats().inFlight);
}

type Answer = { readonly kind: 'counted' } | { readonly kind: 'failed'; readonly reason: string };

/** Counts what became of frames that were given to detectors; pass every answer to the returned function. */
export function frameAnswers(metrics: Metrics): (answer: Answer) => void {
  const answers = metrics.counter(
    'vialog_frame_answers_total',
    'Frames by what the detectors answered: counted, or why not (superseded: a newer one came first)',
    ['answer'],
  );
  return (answer) => answers.inc({ answer: answer.kind === 'counted' ? 'counted' : answer.reason });
}
