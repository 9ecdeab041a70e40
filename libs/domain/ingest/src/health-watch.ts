import {
  isoOf,
  minuteMs,
  type CameraHealth,
  type Clock,
  type HealthReason,
  type StreamProtocol,
} from '@vialog/contracts';

/** Assumed time between the pictures of a camera that sets it, until it was measured, ms. */
const defaultIntervalMs = 10_000;
/** Faults of pictures that arrive. */
const uncountable: ReadonlySet<HealthReason> = new Set(['dark', 'frozen', 'obstructed']);

/** Tracks the health of one camera and reports it when the state or its reason changes. */
export class HealthWatch {
  readonly #clock: Clock;
  readonly #report: (health: CameraHealth) => void;
  #health: CameraHealth;
  /** Last picture, fault or start, monotonic ms. */
  #lastActivity: number;
  /** Why the numbers deserve a check although frames are counted, with the explanation; the first has priority. */
  readonly #impairments = new Map<HealthReason, string>();
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
    this.#impairments.clear();
    this.#become('starting');
  }

  stopped(): void {
    this.#become('stopped');
  }

  /** Records that a person paused the camera. */
  paused(): void {
    this.#become('paused');
  }

  /** @param protocol what the http(s) URL of the stream returned */
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

  /** Records why pictures that are counted deserve a check; holds until it is repaired or the capture starts again. */
  impaired(reason: HealthReason, detail: string): void {
    this.#lastActivity = this.#clock.monotonic();
    if (this.#impairments.has(reason)) return;
    const isCounted = this.isCounted || this.#health.state === 'starting';
    this.#impairments.set(reason, detail);
    if (isCounted) this.#becomeCounted();
  }

  repaired(reason: HealthReason): void {
    const isCounted = this.isCounted;
    if (this.#impairments.delete(reason) && isCounted) this.#becomeCounted();
  }

  /** Records why the model that the camera is bound to does not count; undefined: it counts. */
  modelProblem(detail: string | undefined): void {
    if (detail === undefined) this.repaired('model_not_loaded');
    else this.impaired('model_not_loaded', detail);
  }

  /** Whether pictures arrive and are counted. */
  get isCounted(): boolean {
    const { state, reason } = this.#health;
    return (
      state === 'online' || (state === 'degraded' && reason !== undefined && this.#impairments.has(reason))
    );
  }

  #becomeCounted(): void {
    const [impairment] = this.#impairments;
    if (impairment === undefined) this.#become('online');
    else this.#become('degraded', ...impairment);
  }

  /** Records that no picture arrives, or that pictures arrive and show nothing that can be counted. */
  fault(reason: HealthReason, detail: string): void {
    this.#lastActivity = this.#clock.monotonic();
    this.#become(uncountable.has(reason) ? 'degraded' : 'offline', reason, detail);
  }

  /** Records that pictures arrive and cannot be counted. */
  notCounted(reason: HealthReason, detail: string): void {
    this.#become('degraded', reason, detail);
  }

  /**
   * Sets the camera offline when no picture and no fault has arrived for three intervals, at least 30 s. `intervalMs`: time
   * between the pictures of the camera; undefined if it is unknown.
   */
  checkSilence(intervalMs = defaultIntervalMs): void {
    const limit = Math.max(30_000, 3 * intervalMs);
    if (!this.isCounted || this.#clock.monotonic() - this.#lastActivity <= limit) return;
    this.#become('offline', 'no_frame', `no picture for ${Math.round(limit / 1000)} s`);
  }

  #forgetOld(): void {
    const since = this.#clock.monotonic() - minuteMs;
    this.#counted = this.#counted.filter((at) => at > since);
  }

  #become(state: CameraHealth['state'], reason?: HealthReason, detail?: string): void {
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
