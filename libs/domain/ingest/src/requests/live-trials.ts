import type { CaptureEvent, Pause } from '@vialog/capture';
import {
  defaultPlan,
  minLineFps,
  samplingIntervalMs,
  type Camera,
  type Clock,
  type IngestRequestOf,
  type ModelBinding,
  type Zone,
} from '@vialog/contracts';
import type { Detector } from '@vialog/detection';
import { openStream } from '@vialog/registry';
import type { Ingest } from '../ingest.ts';
import type { CameraWorker } from '../camera-worker.ts';
import { ingestFailure, type IngestReply } from './ingest-requests.port.ts';
import { addFrame, liveNumbers, noLiveCounts, type LiveCounts } from './live-counts.ts';
import { sentence } from './sentence.ts';
import type { PictureCamera, TakePicturePorts } from './take-picture.ts';

export interface LiveTrialPorts extends TakePicturePorts {
  readonly ingest: Pick<Ingest, 'cameraNow' | 'workerOf'>;
  readonly detector: Detector;
  readonly widthOf: (camera: {
    readonly zones: readonly Zone[];
    readonly model: ModelBinding;
  }) => Promise<number>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly pause: Pause;
  /** Whether pictures may be shown: VIALOG_STILLS. A live trial shows when single vehicles pass. */
  readonly areStillsOn: boolean;
}

type LiveTrialRequest = IngestRequestOf<'liveTrial'>;

interface LiveTrial {
  /** Zones, model and plan: others begin again at 0. */
  readonly setup: string;
  readonly ending: AbortController;
  /** Time of the last request, monotonic ms. */
  readAt: number;
  counts: LiveCounts;
}

/** A live trial ends this time after the last request, ms. */
const unreadMs = 5_000;
const checkMs = 1_000;
/** Live trials of one process at the same time: each takes as much of a detector as a camera with a line. */
export const maxLiveTrials = 4;

/**
 * Follows the vehicles of streams while a person watches, with zones that are not saved. Only numbers leave, they are in
 * memory only, and they end with the last request.
 */
export class LiveTrials {
  readonly #ports: LiveTrialPorts;
  readonly #running = new Map<string, LiveTrial>();

  constructor(ports: LiveTrialPorts) {
    this.#ports = ports;
  }

  /** Starts the live trial of the request, or returns the numbers of the one that runs. */
  handle(request: LiveTrialRequest): Promise<IngestReply<'liveTrial'>> {
    return Promise.resolve(this.#reply(request));
  }

  #reply(request: LiveTrialRequest): IngestReply<'liveTrial'> {
    const { areStillsOn, ingest, clock } = this.#ports;
    if (!areStillsOn)
      return ingestFailure(
        'rejected',
        'Live trials are switched off in the process that captures this camera (VIALOG_STILLS=off).',
      );
    const { cameraId, unregistered, zones, model, plan } = request;
    const key = `${cameraId} ${request.liveTrialId}`;
    const setup = JSON.stringify([zones, model, plan]);
    const known = this.#running.get(key);
    if (known?.setup === setup) {
      known.readAt = clock.monotonic();
      return { kind: 'answered', content: liveNumbers(known.counts) };
    }
    known?.ending.abort();
    this.#running.delete(key);
    const camera = unregistered
      ? { cameraId, plan: defaultPlan, ...unregistered }
      : ingest.cameraNow(cameraId);
    if (!camera)
      return ingestFailure(
        'unavailable',
        'The process that captures this camera does not know it yet. Try again.',
      );
    if (this.#running.size >= maxLiveTrials)
      return ingestFailure(
        'busy',
        `The process already runs ${maxLiveTrials} live trials. Wait until one of them ends.`,
      );
    this.#start(key, setup, { request, camera });
    return { kind: 'answered', content: liveNumbers(noLiveCounts) };
  }

  #start(key: string, setup: string, job: LiveTrialJob): void {
    const ending = new AbortController();
    const trial: LiveTrial = { setup, ending, readAt: this.#ports.clock.monotonic(), counts: noLiveCounts };
    this.#running.set(key, trial);
    void this.#endUnread(key, trial);
    this.#follow(trial, job).catch((error: unknown) => {
      trial.counts = {
        ...trial.counts,
        fault: sentence(Error.isError(error) ? error.message : String(error)),
      };
    });
  }

  async #endUnread(key: string, trial: LiveTrial): Promise<void> {
    const { clock, pause } = this.#ports;
    const { signal } = trial.ending;
    while (!signal.aborted && clock.monotonic() - trial.readAt < unreadMs) await pause(checkMs, signal);
    trial.ending.abort();
    if (this.#running.get(key) === trial) this.#running.delete(key);
  }

  /** Counts the pictures of the running capture if it is fast and wide enough, else those of a separate connection. */
  async #follow(trial: LiveTrial, job: LiveTrialJob): Promise<void> {
    const { source, secrets, pixelFormat, widthOf, ingest } = this.#ports;
    const { request, camera } = job;
    const { signal } = trial.ending;
    const onEvent = (event: CaptureEvent): void => this.#receive(trial, job, event);
    const width = await widthOf(request);
    if (signal.aborted) return;
    const worker = ingest.workerOf(camera.cameraId);
    if (worker && isSuitable(worker, camera, width)) {
      signal.addEventListener(
        'abort',
        worker.watch((event) => onEvent(copyOf(event))),
        { once: true },
      );
      return;
    }
    const opened = await openStream(camera, secrets);
    const capture = { ...opened, plan: request.plan, width, pixelFormat };
    for await (const event of source.frames(capture, signal)) onEvent(event);
  }

  #receive(trial: LiveTrial, job: LiveTrialJob, event: CaptureEvent): void {
    if (event.kind === 'picture') void this.#count(trial, job, event);
    if (event.kind === 'fault') trial.counts = { ...trial.counts, fault: sentence(event.detail) };
  }

  async #count(
    trial: LiveTrial,
    { request, camera }: LiveTrialJob,
    { picture, capturedAt }: Extract<CaptureEvent, { kind: 'picture' }>,
  ): Promise<void> {
    const { zones, model, liveTrialId } = request;
    const frame = { ...picture, cameraId: camera.cameraId, cameraVersion: 1, capturedAt };
    const result = await this.#ports.detector.count(frame, {
      zones,
      model,
      trial: { outlines: false, live: liveTrialId },
    });
    if (result.kind === 'counted') trial.counts = addFrame(trial.counts, result.count, capturedAt);
    else if (result.reason !== 'superseded')
      trial.counts = { ...trial.counts, fault: sentence(result.detail) };
  }
}

interface LiveTrialJob {
  readonly request: LiveTrialRequest;
  readonly camera: PictureCamera;
}

function isSuitable(worker: CameraWorker, { plan }: Pick<Camera, 'plan'>, width: number): boolean {
  const isFast = (samplingIntervalMs(plan) ?? Infinity) <= 1_000 / minLineFps;
  return isFast && worker.delivering !== undefined && worker.delivering.width >= width;
}

/** The detector of the camera can overwrite the pixels. */
const copyOf = (event: CaptureEvent): CaptureEvent =>
  event.kind === 'picture'
    ? { ...event, picture: { ...event.picture, pixels: event.picture.pixels.slice() } }
    : event;
