import { completeZone, isoOf, viewZone, zone, type Clock, type Frame } from '@vialog/contracts';
import type { CountingJob, Detector, DetectorReply, ModelReadiness } from '@vialog/detection';
import type { NatsConnection } from '@nats-io/transport-node';
import { assertTopology } from '@vialog/nats';
import { framesConsumer, framesStream } from './frame-names.ts';

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export async function createFrameStream(connection: NatsConnection): Promise<void> {
  await assertTopology(connection, { streams: [framesStream], consumers: [framesConsumer], creates: true });
}

export const job: CountingJob = {
  zones: [zone.parse(completeZone(viewZone([])))],
  model: { modelId: 'nanodet-g-416' },
};

/** A job whose frames need the tracks of earlier frames. */
export const trackedJob: CountingJob = {
  ...job,
  zones: [
    zone.parse(
      completeZone({
        zoneId: 'line',
        name: 'Line',
        kind: 'line',
        line: [
          [0.1, 0.5],
          [0.9, 0.5],
        ],
      }),
    ),
  ],
};

export function frameOf(cameraId: string, capturedAt = 1_767_225_600_000): Frame {
  const pixels = Uint8Array.from({ length: 16 * 8 * 3 }, (_, i) => (i * 7) % 256);
  return {
    cameraId: cameraId.padStart(12, '0'),
    cameraVersion: 3,
    capturedAt,
    width: 16,
    height: 8,
    format: 'rgb24',
    pixels,
  };
}

/** A detector whose replies the test controls with `act`. */
export class ControlledDetector implements Detector {
  readonly pixelFormat = 'rgb24';
  readonly seen: Frame[] = [];
  readonly jobs: CountingJob[] = [];
  inFlight = 0;
  maxInFlight = 0;

  readonly #act: (frame: Frame) => Promise<DetectorReply>;

  constructor(act: (frame: Frame) => Promise<DetectorReply> = (frame) => Promise.resolve(counted(frame))) {
    this.#act = act;
  }

  async count(frame: Frame, job: CountingJob): Promise<DetectorReply> {
    this.seen.push(frame);
    this.jobs.push(job);
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    try {
      return await this.#act(frame);
    } finally {
      this.inFlight -= 1;
    }
  }

  prepare(): Promise<ModelReadiness> {
    return Promise.resolve({ kind: 'ready' });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export function counted(frame: Frame, car = 3): DetectorReply {
  const { cameraId, cameraVersion, capturedAt } = frame;
  const zones = [{ zoneId: 'view', counts: { car }, total: car }];
  return {
    kind: 'counted',
    count: { v: 1, cameraId, cameraVersion, capturedAt: isoOf(capturedAt), model: 'nanodet-g-416', zones },
  };
}
