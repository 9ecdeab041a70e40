import type { CaptureEvent, FrameSource } from '@vialog/capture';
import {
  defaultPlan,
  epochOf,
  type Camera,
  type CameraHealth,
  type Clock,
  type CountEvent,
  type Picture,
} from '@vialog/contracts';
import type { Detector } from '@vialog/detection';
import { PictureHealth, pictureSigns, SlotKeeper, type EventMakerOptions } from '@vialog/measuring';
import { HealthWatch } from './health-watch.ts';
import { KeyframeIntervals } from './keyframe-intervals.ts';
import { versionInForceAt } from './camera-versions.ts';

export interface CameraPorts {
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly clock: Clock;
  readonly cellsOf: EventMakerOptions['cellsOf'];
  /** Width at which pictures of this camera are wanted, px: follows from its zones and model. */
  readonly widthOf: (camera: Camera) => Promise<number>;
  readonly onHealth: (health: CameraHealth) => void;
}

interface RunningCapture {
  /** What the running capture was started for; another key needs another capture. */
  readonly key: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  /** When it ended by itself, monotonic ms: a source should not, so it is opened anew after a while. */
  endedAt?: number;
}

/** How long a source that ended by itself is left alone, ms. */
const reopenMs = 10_000;

/**
 * One camera from its stream to its closed slots: takes pictures while the version in force is active, has them counted,
 * and lets the slot keeper decide. Holds no picture: a frame is handed to the detector and forgotten.
 */
export class CameraWorker {
  readonly #ports: CameraPorts;
  readonly #keeper: SlotKeeper;
  readonly #health: HealthWatch;
  readonly #pictures = new PictureHealth();
  #versions: readonly Camera[];
  readonly #keyframes = new KeyframeIntervals();
  /** Keys of captures whose key frames turned out to be too far apart: these are decoded in full. */
  readonly #decodedInFull = new Set<string>();
  #capture: RunningCapture | undefined;
  #isClosed = false;

  /** `versions`: at least one, of one camera: the one in force and those to come. */
  constructor(versions: readonly Camera[], ports: CameraPorts) {
    const first = versions[0] as Camera;
    this.#ports = ports;
    this.#versions = versions;
    this.#health = new HealthWatch(first.cameraId, ports.clock, ports.onHealth);
    const { clock, cellsOf } = ports;
    this.#keeper = new SlotKeeper(versions, { clock, cellsOf });
  }

  /** When this worker began to measure, epoch ms. */
  get startedAt(): number {
    return this.#keeper.startedAt;
  }

  get health(): CameraHealth {
    return this.#health.now;
  }

  /** Another version, in force from its `validFromAt` on. */
  use(version: Camera): void {
    this.#versions = [...this.#versions.filter((known) => known.version !== version.version), version];
    this.#keeper.addVersion(version);
  }

  /** Follows the clock: begins and ends captures, decides slots. Returns what was decided. */
  tick(): readonly CountEvent[] {
    const camera = versionInForceAt(this.#versions, this.#ports.clock.now());
    const wanted = camera?.lifecycle === 'active' ? camera : undefined;
    if (keyOf(wanted) !== (this.#capture?.key ?? '') || this.#isOver()) this.#restart(wanted);
    if (wanted) this.#health.look(wanted);
    return this.#keeper.tick();
  }

  /** Ends the capture at once and hands nothing over: the camera is somebody else's. Resolves when the stream is free. */
  async abandon(): Promise<void> {
    this.#isClosed = true;
    this.#capture?.stop.abort();
    await this.#capture?.ended;
  }

  /** Ends the capture and hands over the slots that are over. */
  async close(): Promise<readonly CountEvent[]> {
    this.#capture?.stop.abort();
    await this.#capture?.ended;
    this.#capture = undefined;
    // What a detector still says of a frame comes too late to count, and the camera may be somebody else's by then.
    this.#isClosed = true;
    this.#health.stopped();
    return this.#keeper.close();
  }

  #isOver(): boolean {
    const endedAt = this.#capture?.endedAt;
    return endedAt !== undefined && this.#ports.clock.monotonic() - endedAt >= reopenMs;
  }

  #restart(camera: Camera | undefined): void {
    const before = this.#capture;
    before?.stop.abort();
    if (!camera) {
      this.#capture = undefined;
      this.#health.stopped();
      return;
    }
    this.#health.starting();
    const stop = new AbortController();
    // The stream is opened again only when it is free: some cameras serve one client.
    const free = before ? before.ended : Promise.resolve();
    const ended = free.then(() => this.#run(camera, stop.signal));
    const capture: RunningCapture = { key: keyOf(camera), stop, ended };
    this.#capture = capture;
    void ended.then(() => (capture.endedAt = this.#ports.clock.monotonic()));
  }

  async #run(camera: Camera, signal: AbortSignal): Promise<void> {
    try {
      const width = await this.#ports.widthOf(camera);
      this.#keyframes.reset();
      const plan = this.#decodedInFull.has(keyOf(camera)) ? defaultPlan : camera.plan;
      const { pixelFormat } = this.#ports.detector;
      const request = { stream: camera.stream, plan, width, pixelFormat };
      for await (const event of this.#ports.source.frames(request, signal)) this.#take(event);
    } catch (error) {
      if (this.#isClosed) return;
      const detail = `capture failed: ${Error.isError(error) ? error.message : String(error)}`;
      this.#fault({ kind: 'fault', reason: 'offline', detail, at: this.#ports.clock.now() });
    }
  }

  #take(event: CaptureEvent): void {
    if (this.#isClosed) return;
    if (event.kind === 'fault') return this.#fault(event);
    const camera = versionInForceAt(this.#versions, event.capturedAt);
    if (!camera || camera.lifecycle !== 'active') return;
    const spoilt = this.#pictures.judge(pictureSigns(event.picture), this.#ports.clock.monotonic());
    if (spoilt) {
      const detail = spoilt === 'dark' ? 'the picture is black' : 'the picture does not change';
      return this.#fault({ kind: 'fault', reason: spoilt, detail, at: event.capturedAt });
    }
    this.#watchKeyframes(camera);
    void this.#count(event.picture, event.capturedAt, camera);
  }

  /** Key frames too far apart for the slots: from now on this stream is decoded in full. */
  #watchKeyframes(camera: Camera): void {
    const key = keyOf(camera);
    if (camera.plan.mode !== 'keyframes' || this.#decodedInFull.has(key)) return;
    this.#keyframes.arrived(this.#ports.clock.monotonic());
    if (!this.#keyframes.isTooSlowFor(camera)) return;
    this.#decodedInFull.add(key);
    this.#restart(camera);
  }

  #fault({ reason, detail, at }: Extract<CaptureEvent, { kind: 'fault' }>): void {
    this.#keeper.explain(reason, at);
    this.#health.fault(reason, detail);
  }

  async #count(picture: Picture, capturedAt: number, camera: Camera): Promise<void> {
    this.#keeper.frameTaken(capturedAt);
    this.#health.pictureTaken(capturedAt);
    const { cameraId, version: cameraVersion, zones, model } = camera;
    const answer = await this.#ports.detector.count(
      { ...picture, cameraId, cameraVersion, capturedAt },
      { zones, model },
    );
    if (this.#isClosed) return;
    if (answer.kind === 'counted') {
      this.#keeper.offerCount(answer.count);
      this.#health.counted(epochOf(answer.count.capturedAt));
    } else {
      this.#keeper.frameLost(capturedAt, answer.reason);
      if (answer.reason !== 'superseded') this.#health.notCounted(answer.reason, answer.detail);
    }
  }
}

/** What a capture depends on. Zones and model do through the width they need. */
function keyOf(camera: Camera | undefined): string {
  return camera ? JSON.stringify([camera.stream, camera.plan, camera.zones, camera.model.modelId]) : '';
}
