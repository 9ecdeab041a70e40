import {
  isoOf,
  samplingIntervalMs,
  type Camera,
  type CameraHealth,
  type Clock,
  type GapReason,
} from '@vialog/contracts';

const keyframeIntervalMs = 10_000;
const minuteMs = 60_000;

/** Tracks the health of one camera and reports it when the state or its reason changes. */
export class HealthWatch {
  readonly #clock: Clock;
  readonly #tell: (health: CameraHealth) => void;
  #health: CameraHealth;
  /** Monotonic ms of the last sign of life, and of the frames counted in the last minute. */
  #lastSign: number;
  #counted: number[] = [];

  constructor(cameraId: string, clock: Clock, tell: (health: CameraHealth) => void) {
    this.#clock = clock;
    this.#tell = tell;
    this.#lastSign = clock.monotonic();
    this.#health = { v: 1, cameraId, state: 'stopped', changedAt: isoOf(clock.now()) };
  }

  /** The health of this moment. */
  get now(): CameraHealth {
    this.#forgetOld();
    return { ...this.#health, framesPerMinute: this.#counted.length };
  }

  starting(): void {
    this.#lastSign = this.#clock.monotonic();
    this.#become('starting');
  }

  stopped(): void {
    this.#become('stopped');
  }

  pictureTaken(capturedAt: number): void {
    this.#lastSign = this.#clock.monotonic();
    this.#health = { ...this.#health, lastFrameAt: isoOf(capturedAt) };
  }

  counted(capturedAt: number): void {
    // Removed here as well, in case the figure is never read.
    this.#forgetOld();
    this.#counted.push(this.#clock.monotonic());
    this.#health = { ...this.#health, lastFrameAt: isoOf(capturedAt) };
    this.#become('online');
  }

  /** No picture, or none that shows anything. */
  fault(reason: GapReason, detail: string): void {
    this.#lastSign = this.#clock.monotonic();
    this.#become(reason === 'dark' || reason === 'frozen' ? 'degraded' : 'offline', reason, detail);
  }

  /** Pictures come and cannot be counted. */
  notCounted(reason: GapReason, detail: string): void {
    this.#become('degraded', reason, detail);
  }

  /** Notices silence: a source that says nothing for long is not online, whatever it said last. */
  look(camera: Camera): void {
    const limit = Math.max(30_000, 3 * (samplingIntervalMs(camera.plan) ?? keyframeIntervalMs));
    if (this.#health.state !== 'online' || this.#clock.monotonic() - this.#lastSign <= limit) return;
    this.#become('offline', 'no_frame', `no picture for ${Math.round(limit / 1000)} s`);
  }

  #forgetOld(): void {
    const since = this.#clock.monotonic() - minuteMs;
    this.#counted = this.#counted.filter((at) => at > since);
  }

  #become(state: CameraHealth['state'], reason?: GapReason, detail?: string): void {
    if (this.#health.state === state && this.#health.reason === reason) return;
    const { v, cameraId, lastFrameAt } = this.#health;
    this.#health = {
      ...{ v, cameraId, state, changedAt: isoOf(this.#clock.now()) },
      ...(lastFrameAt === undefined ? {} : { lastFrameAt }),
      ...(reason === undefined ? {} : { reason }),
      ...(detail === undefined ? {} : { detail: detail.slice(0, 300) }),
    };
    this.#tell(this.now);
  }
}
