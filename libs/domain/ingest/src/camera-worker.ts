import type { CaptureEvent, FrameSource } from '@vialog/capture';
import {
  defaultPlan,
  epochOf,
  hourMs,
  type Camera,
  type CameraHealth,
  type Clock,
  type CountEvent,
  type GapReason,
  type ModelBinding,
} from '@vialog/contracts';
import { FrameGate, type Detector } from '@vialog/detection';
import { effectiveInterval, PictureHealth, pictureSigns, SlotKeeper, ViewWatch } from '@vialog/measuring';
import { openStream, type SecretOpener } from '@vialog/registry';
import { HealthWatch } from './health-watch.ts';
import { ModelSwap } from './model-swap.ts';
import { captureKeyOf } from './capture-key.ts';
import { isTooSlow, KeyframeIntervals } from './keyframe-intervals.ts';
import { currentAndLaterVersions, versionInForceAt } from './camera-versions.ts';

export interface CameraPorts {
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly clock: Clock;
  /** Width at which pictures of this camera are captured, px, derived from its zones and model. */
  readonly widthOf: (camera: Camera) => Promise<number>;
  readonly onHealth: (health: CameraHealth) => void;
  /** Decrypts the credentials of streams; undefined in a process that has no key. */
  readonly secrets?: SecretOpener;
}

interface RunningCapture {
  /** Configuration of the capture; another configuration needs another capture. */
  readonly key: string;
  readonly stop: AbortController;
  /** Requested width, px; undefined until the stream is opened. */
  width?: number;
  /** When the source ended without being stopped, monotonic ms. A source should not do this; it is opened again after `reopenMs`. */
  endedAt?: number;
}

/** Time after which a source that ended without being stopped is opened again, ms. */
const reopenMs = 10_000;
/** Time for which a version that was replaced is kept, ms, because the clock can be set back. */
const keptMs = 2 * hourMs;

/**
 * Runs one camera from its stream to its closed slots: takes pictures while the version in force is active, sends them to the
 * detector, and passes the counts to the slot keeper. Stores no picture.
 */
export class CameraWorker {
  readonly #ports: CameraPorts;
  readonly #keeper: SlotKeeper;
  readonly #health: HealthWatch;
  readonly #pictures = new PictureHealth();
  readonly #view = new ViewWatch();
  readonly #models: ModelSwap;
  readonly #gate: FrameGate;
  /** Stream and zones for which the view was learned. */
  #viewKey: string | undefined;
  #versions: readonly Camera[];
  readonly #keyframes = new KeyframeIntervals();
  /** Configurations whose key frames are too far apart: these streams are decoded in full. */
  readonly #decodedInFull = new Set<string>();
  #capture: RunningCapture | undefined;
  /** Resolves when no capture of this worker has the stream open, because some cameras serve only one client. */
  #streamClosed: Promise<void> = Promise.resolve();
  #isClosed = false;
  readonly #watchers = new Set<(event: CaptureEvent) => void>();

  /**
   * @param versions at least one, of one camera: the version in force and later ones
   * @param earlier the model that the camera had before the one of the version in force
   */
  constructor(versions: readonly Camera[], ports: CameraPorts, earlier?: ModelBinding) {
    const first = versions[0] as Camera;
    this.#ports = ports;
    this.#versions = versions;
    this.#models = new ModelSwap({ ...ports, earlier });
    this.#gate = new FrameGate(ports.detector, ports.clock);
    this.#health = new HealthWatch(first.cameraId, ports.clock, ports.onHealth);
    this.#keeper = new SlotKeeper(versions, { clock: ports.clock });
  }

  /** When this worker started to measure, epoch ms. */
  get startedAt(): number {
    return this.#keeper.startedAt;
  }

  get health(): CameraHealth {
    return this.#health.now;
  }

  /** The running capture, if its last event was a picture. `width`: px, at least that of its pictures. */
  get delivering(): { readonly width: number } | undefined {
    const width = this.#capture?.width;
    return width !== undefined && this.#health.isCounted ? { width } : undefined;
  }

  /** Calls `watcher` for each picture and fault until the returned function is called. It must copy pixels that it keeps. */
  watch(watcher: (event: CaptureEvent) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Learns what the camera shows now as its view: a person has checked that the zones match it. */
  confirmView(): void {
    this.#view.reset();
    this.#health.repaired('moved');
  }

  /** Adds or replaces a version, which is in force from its `validFromAt` on. */
  use(version: Camera): void {
    const versions = [...this.#versions.filter((known) => known.version !== version.version), version];
    this.#versions = currentAndLaterVersions(versions, this.#ports.clock.now() - keptMs);
    this.#keeper.addVersion(version);
  }

  /** Starts and stops captures and decides slots by the current time. Returns the decided slots. */
  tick(): readonly CountEvent[] {
    const now = this.#ports.clock.now();
    const camera = versionInForceAt(this.#versions, now);
    this.#models.prepare(currentAndLaterVersions(this.#versions, now));
    const wanted = camera?.lifecycle === 'active' ? camera : undefined;
    if (captureKeyOf(wanted) !== this.#capture?.key || this.#isOver()) this.#restart(wanted);
    if (wanted) this.#health.checkSilence(this.#intervalOf(wanted));
    else if (camera?.lifecycle === 'paused') this.#health.paused();
    else this.#health.stopped();
    return this.#keeper.tick();
  }

  /** Stops the capture at once and returns no slots, because another process owns the camera. Resolves when the stream is closed. */
  async abandon(): Promise<void> {
    this.#isClosed = true;
    this.#capture?.stop.abort();
    await this.#streamClosed;
  }

  /** Stops the capture and returns the slots that are over. */
  async close(): Promise<readonly CountEvent[]> {
    this.#capture?.stop.abort();
    this.#capture = undefined;
    await this.#streamClosed;
    // Later replies of the detector are ignored, because another process can own the camera by then.
    this.#isClosed = true;
    this.#health.stopped();
    return this.#keeper.close();
  }

  /** Time between the pictures of a camera, ms; undefined while the interval of key frames is unknown. */
  #intervalOf(camera: Camera): number | undefined {
    return effectiveInterval(camera)?.intervalMs ?? this.#keyframes.longestMs;
  }

  #isOver(): boolean {
    const endedAt = this.#capture?.endedAt;
    return endedAt !== undefined && this.#ports.clock.monotonic() - endedAt >= reopenMs;
  }

  #restart(camera: Camera | undefined): void {
    this.#capture?.stop.abort();
    this.#capture = undefined;
    if (!camera) return;
    this.#health.starting();
    this.#learnViewOf(camera);
    const capture: RunningCapture = { key: captureKeyOf(camera) as string, stop: new AbortController() };
    this.#capture = capture;
    this.#streamClosed = this.#streamClosed
      .then(() => this.#run(camera, capture.stop.signal))
      .then(() => void (capture.endedAt = this.#ports.clock.monotonic()));
  }

  /** Another stream shows another view, and saved zones match what the camera shows now. */
  #learnViewOf({ stream, zones }: Camera): void {
    const key = JSON.stringify([stream.url, zones]);
    if (this.#viewKey !== undefined && this.#viewKey !== key) this.#view.reset();
    this.#viewKey = key;
  }

  /** Never rejects. */
  async #run(camera: Camera, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      const width = await this.#widthOf(camera);
      if (this.#capture) this.#capture.width = width;
      this.#keyframes.reset();
      this.#keeper.captureStarts();
      const plan = this.#decodedInFull.has(captureKeyOf(camera) ?? '') ? defaultPlan : camera.plan;
      const { pixelFormat } = this.#ports.detector;
      const opened = await openStream(camera, this.#ports.secrets);
      const request = { ...opened, plan, width, pixelFormat };
      for await (const event of this.#ports.source.frames(request, signal)) this.#take(event);
    } catch (error) {
      if (this.#isClosed) return;
      const detail = `capture failed: ${Error.isError(error) ? error.message : String(error)}`;
      this.#fault({ kind: 'fault', reason: 'offline', detail, at: this.#ports.clock.now() });
    }
  }

  #take(event: CaptureEvent): void {
    if (this.#isClosed) return;
    for (const watcher of this.#watchers) watcher(event);
    if (event.kind === 'fault') return this.#fault(event);
    if (event.kind === 'recovered') return this.#health.repaired(event.reason);
    const camera = versionInForceAt(this.#versions, event.capturedAt);
    if (!camera || camera.lifecycle !== 'active') return;
    const unusable = this.#unusableBy(event);
    if (unusable) return this.#fault({ kind: 'fault', ...unusable, at: event.capturedAt });
    this.#watchKeyframes(camera);
    void this.#count(event, camera);
  }

  /** Why the picture must not be counted. A view that moved is counted, and the camera is degraded. */
  #unusableBy({
    picture,
  }: PictureEvent): { readonly reason: GapReason; readonly detail: string } | undefined {
    const monotonic = this.#ports.clock.monotonic();
    const reason = this.#pictures.judge(pictureSigns(picture), monotonic);
    if (reason === 'dark') return { reason, detail: 'the picture is black' };
    if (reason === 'frozen') return { reason, detail: 'the picture does not change' };
    const view = this.#view.judge(picture, monotonic);
    if (view?.reason === 'obstructed') return view;
    if (view) this.#health.impaired(view.reason, view.detail);
    else this.#health.repaired('moved');
    return undefined;
  }

  /** Restarts the capture and decodes the stream in full when the key frames are too far apart for the slots. */
  #watchKeyframes(camera: Camera): void {
    const key = captureKeyOf(camera) ?? '';
    if (camera.plan.mode !== 'keyframes' || this.#decodedInFull.has(key)) return;
    this.#keyframes.arrived(this.#ports.clock.monotonic());
    if (this.#keyframes.isTooSlowFor(camera)) this.#decodeInFull(camera);
  }

  #decodeInFull(camera: Camera): void {
    const key = captureKeyOf(camera) ?? '';
    if (camera.plan.mode !== 'keyframes' || this.#decodedInFull.has(key)) return;
    this.#decodedInFull.add(key);
    this.#restart(camera);
  }

  #fault({
    reason,
    detail,
    at,
    continues,
    withoutKeyFrameMs = 0,
  }: Extract<CaptureEvent, { kind: 'fault' }>): void {
    if (continues) return this.#health.impaired(reason, detail);
    const camera = withoutKeyFrameMs > 0 ? versionInForceAt(this.#versions, at) : undefined;
    if (camera && !isTooSlow(withoutKeyFrameMs, camera)) return;
    this.#keyframes.interrupt();
    this.#keeper.explain(reason, at);
    this.#health.fault(reason, detail);
    if (camera) this.#decodeInFull(camera);
  }

  async #count({ picture, capturedAt, protocol, isUnchanged }: PictureEvent, camera: Camera): Promise<void> {
    this.#keeper.frameTaken(capturedAt);
    this.#health.pictureTaken(capturedAt, protocol);
    const { cameraId, version: cameraVersion, zones, plan } = camera;
    const { reply, isReused } = await this.#gate.count({
      frame: { ...picture, cameraId, cameraVersion, capturedAt },
      job: { zones, model: this.#modelFor(camera, capturedAt) },
      plan,
    });
    if (this.#isClosed) return;
    if (reply.kind === 'counted') {
      this.#keeper.offerCount(reply.count, { reused: isReused || isUnchanged === true });
      this.#health.counted(epochOf(reply.count.capturedAt));
      this.#health.modelProblem(this.#models.problem);
      return;
    }
    this.#keeper.frameLost(capturedAt, reply.reason);
    if (reply.reason !== 'superseded') this.#health.notCounted(reply.reason, reply.detail);
  }

  /** The model that counts a frame. Opens the stream again when it needs wider pictures than the model before. */
  #modelFor(camera: Camera, capturedAt: number): ModelBinding {
    const before = this.#models.inUse ?? camera.model;
    const model = this.#models.modelFor(camera, capturedAt);
    if (before.modelId !== model.modelId) void this.#widen(camera);
    return model;
  }

  async #widen(camera: Camera): Promise<void> {
    const capture = this.#capture;
    const width = await this.#widthOf(camera);
    if (this.#isClosed || !capture || capture !== this.#capture) return;
    if (width > (capture.width ?? Infinity)) this.#restart(camera);
  }

  #widthOf(camera: Camera): Promise<number> {
    return this.#ports.widthOf({ ...camera, model: this.#models.inUse ?? camera.model });
  }
}

type PictureEvent = Extract<CaptureEvent, { kind: 'picture' }>;
