import type { FrameBacklog } from '@vialog/detection-nats';
import type { DetectorState } from '@vialog/detection-onnx';
import type { DetectorReply } from '@vialog/detection';
import type { EventBuffer, Ingest, ShardKeeper } from '@vialog/ingest';
import type { NatsBus } from '@vialog/messaging-nats';
import type { Metrics } from '@vialog/observability';

/** Metrics of the detector processes. */
export function addDetectorGauges(
  metrics: Metrics,
  detectors: {
    states(): readonly Pick<DetectorState, 'phase' | 'restarts' | 'waiting' | 'counted'>[];
  },
): void {
  const sum = (pick: (state: ReturnType<typeof detectors.states>[number]) => number) =>
    detectors.states().reduce((total, state) => total + pick(state), 0);
  metrics.gauge('vialog_detector_processes', 'Detector processes that are ready', () =>
    sum((state) => (state.phase === 'ready' ? 1 : 0)),
  );
  metrics.total('vialog_detector_restarts_total', 'Restarts of detector processes', () =>
    sum((state) => state.restarts),
  );
  metrics.gauge('vialog_detector_queue_length', 'Frames that wait for a detector process', () =>
    sum((state) => state.waiting),
  );
  metrics.total('vialog_detector_counted_total', 'Frames counted', () => sum((state) => state.counted));
}

export interface FrameParts {
  readonly backlog: Pick<FrameBacklog, 'stats'>;
  /** The tracking partitions of this process. */
  readonly partitions: Pick<ShardKeeper, 'shards'>;
}

/**
 * Metrics of the frame stream, which all detectors share, so that each detector reports the same values, and of the
 * tracking partitions of this detector.
 */
export function addFrameGauges(metrics: Metrics, { backlog, partitions }: FrameParts): void {
  metrics.gauge(
    'vialog_frames_waiting',
    'Frames at the broker that no detector has pulled',
    () => backlog.stats()?.pending,
  );
  metrics.gauge(
    'vialog_frames_in_flight',
    'Frames that a detector has pulled and not acknowledged',
    () => backlog.stats()?.ackPending,
  );
  metrics.gauge(
    'vialog_frames_redelivered',
    'Frames in flight that were delivered before to a detector that did not reply',
    () => backlog.stats()?.redelivered,
  );
  metrics.gauge(
    'vialog_tracking_partitions_held',
    'Tracking partitions whose cameras this detector counts',
    () => partitions.shards.length,
  );
}

export interface CaptureParts {
  readonly ingest: { readonly healths: readonly Pick<Ingest['healths'][number], 'state'>[] };
  readonly buffer: Pick<EventBuffer, 'length' | 'lostTotal'>;
  /** The shards of this process; undefined if it samples all cameras. */
  readonly keeper?: Pick<ShardKeeper, 'shards'>;
}

/** Metrics of the cameras that this process samples. */
export function addCaptureGauges(metrics: Metrics, { ingest, buffer, keeper }: CaptureParts): void {
  const healths = (state: string) => ingest.healths.filter((health) => health.state === state).length;
  metrics.gauge('vialog_cameras_online', 'Cameras whose frames are counted', () => healths('online'));
  metrics.gauge(
    'vialog_cameras_degraded',
    'Cameras whose frames cannot be counted, or whose numbers deserve a check',
    () => healths('degraded'),
  );
  metrics.gauge('vialog_cameras_offline', 'Cameras without frames', () => healths('offline'));
  metrics.gauge(
    'vialog_event_buffer_length',
    'Closed slots that the bus has not accepted',
    () => buffer.length,
  );
  metrics.total(
    'vialog_event_buffer_lost_total',
    'Measured slots dropped because the buffer was full',
    () => buffer.lostTotal,
  );
  if (keeper)
    metrics.gauge(
      'vialog_shards_held',
      'Shards whose cameras this process samples',
      () => keeper.shards.length,
    );
}

/** Metrics of the connection to the broker. */
export function addBrokerGauges(metrics: Metrics, bus: Pick<NatsBus, 'stats'>): void {
  metrics.gauge('vialog_broker_up', '1 while the broker is reachable', () => (bus.stats().connected ? 1 : 0));
  metrics.gauge('vialog_bus_lag', 'Messages that the consumers of this service have not processed', () =>
    sumOf(bus.stats().lag),
  );
  metrics.total(
    'vialog_bus_redelivered_total',
    'Repeated deliveries of messages',
    () => bus.stats().redelivered,
  );
  metrics.total(
    'vialog_bus_dead_letters_total',
    'Messages moved to the dead letters',
    () => bus.stats().deadLetters,
  );
  metrics.gauge(
    'vialog_bus_in_flight',
    'Messages sent to the broker and not acknowledged',
    () => bus.stats().inFlight,
  );
}

/** undefined while the broker does not reply. */
function sumOf(lags: Readonly<Record<string, number>> | undefined): number | undefined {
  return lags && Object.values(lags).reduce((sum, lag) => sum + lag, 0);
}

/** Counts the replies of detectors by outcome; pass each reply to the returned function. */
export function frameReplies(metrics: Metrics): (reply: DetectorReply) => void {
  const replies = metrics.counter(
    'vialog_frame_answers_total',
    'Frames by outcome: counted, or the reason of the failure (superseded: a newer frame replaced it)',
    ['answer'],
  );
  return (reply) => replies.inc({ answer: reply.kind === 'counted' ? 'counted' : reply.reason });
}

/** Counts what reduces the quality of streams; pass each mark to the returned function. */
export function streamQuality(metrics: Metrics): (mark: string) => void {
  const marks = metrics.counter(
    'vialog_stream_quality_marks_total',
    'Defects of streams that did not stop them: resynchronised (bytes skipped), clock_drift (time stamps not trusted)',
    ['mark'],
  );
  return (mark) => marks.inc({ mark });
}
