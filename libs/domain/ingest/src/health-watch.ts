import { isoOf, type CameraHealth, type Clock, type GapReason, type StreamProtocol } from '@vialog/contracts';

/** Assumed time between the pictures of a camera that sets it, until it was measured, ms. */
const defaultIntervalMs = 10_000;
const minuteMs = 60_000;

/** Tracks the health of one camera and reports it when the state or its reason changes. */
export class HealthWatch {
  readonly #clock: Clock;
  readonly #report: (health: CameraHealth) => void;
  #health: CameraHealth;
  /** Last picture, fault or start, monotonic ms. */
  #lastActivity: number;
  /** Why the stream is incomplete although its frames are counted. */
  #impairment: { readonly reason: GapReason; readonly detail: string } | undefined;
  /** Frames counted in the last minute, monotonic ms. */
  #counted: number[] = [];

  constructor(cameraId: string, clock: Clock, report: (health: CameraHealth) => void) {
    this.#clock = clock;
    this.#report = report;
    this.#lastActivity = clock.monotonic();
    this.#health = { v: 1, cameraId, state: 'stopped', changedAt: isoOf(clock.now()) };
  }

  /** The current health. */
  get now(): CameraHealth {
    this.#forgetOld();
    return { ...this.#health, framesPerMinute: this.#counted.length };
  }

  starting(): void {
    this.#lastActivity = this.#clock.monotonic();
    this.#impairment = undefined;
    this.#become('starting');
  }

  stopped(): void {
    this.#become('stopped');
  }

  /** @param protocol what the http(s) URL of the stream answered */
  pictureTaken(capturedAt: number, protocol?: StreamProtocol): void {
    this.#lastActivity = this.#clock.monotonic();
    this.#health = { ...this.#health, lastFrameAt: isoOf(capturedAt) };
    if (protocol !== undefined) this.#health.protocol = protocol;
  }

  counted(capturedAt: number): void {
    // Removed here as well, because `now` may never be read.
    this.#forgetOld();
    this.#counted.push(this.#clock.monotonic());
    this.#health = { ...this.#health, lastFrameAt: isoOf(capturedAt) };
    this.#becomeCounted();
  }

  /** Records that the stream is incomplete although its pictures can be counted; holds until the capture starts again. */
  impaired(reason: GapReason, detail: string): void {
    this.#impairment = { reason, detail };
    if (this.#health.state === 'online') this.#becomeCounted();
  }

  get #isCounted(): boolean {
    const { state, reason } = this.#health;
    return state === 'online' || (state === 'degraded' && reason === this.#impairment?.reason);
  }

  #becomeCounted(): void {
    if (this.#impairment === undefined) this.#become('online');
    else this.#become('degraded', this.#impairment.reason, this.#impairment.detail);
  }

  /** Records that no picture arrives, or that the pictures are dark or frozen. */
  fault(reason: GapReason, detail: string): void {
    this.#lastActivity = this.#clock.monotonic();
    this.#become(reason === 'dark' || reason === 'frozen' ? 'degraded' : 'offline', reason, detail);
  }

  /** Records that pictures arrive and cannot be counted. */
  notCounted(reason: GapReason, detail: string): void {
    this.#become('degraded', reason, detail);
  }

  /**
   * Sets the camera offline when no picture and no fault has arrived for three intervals, at least 30 s. `intervalMs`: time
   * between the pictures of the camera; undefined if it is unknown.
   */
  checkSilence(intervalMs = defaultIntervalMs): void {
    const limit = Math.max(30_000, 3 * intervalMs);
    if (!this.#isCounted || this.#clock.monotonic() - this.#lastActivity <= limit) return;
    this.#become('offline', 'no_frame', `no picture for ${Math.round(limit / 1000)} s`);
  }

  #forgetOld(): void {
    const since = this.#clock.monotonic() - minuteMs;
    this.#counted = this.#counted.filter((at) => at > since);
  }

  #become(state: CameraHealth['state'], reason?: GapReason, detail?: string): void {
    if (this.#health.state === state && this.#health.reason === reason) return;
    const { v, cameraId, lastFrameAt, protocol } = this.#health;
    this.#health = {
      v,
      cameraId,
      state,
      changedAt: isoOf(this.#clock.now()),
      ...(protocol === undefined ? {} : { protocol }),
      ...(lastFrameAt === undefined ? {} : { lastFrameAt }),
      ...(reason === undefined ? {} : { reason }),
      ...(detail === undefined ? {} : { detail: detail.slice(0, 300) }),
    };
    this.#report(this.now);
  }
}
