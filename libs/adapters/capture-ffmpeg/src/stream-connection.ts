import { type CaptureEvent, type QualityMark, StreamClock, type StreamFault } from '@vialog/capture';
import type { Clock, SamplingPlan } from '@vialog/contracts';
import { missingKeyFrame } from './missing-key-frames.ts';
import type { TimedPicture } from './nut-reader.ts';

/** Difference between the clocks of a camera and of the server that counts as drift, ms: more than jitter explains. */
const markedDriftMs = 5_000;

export interface StreamConnectionOptions {
  readonly clock: Clock;
  readonly plan: SamplingPlan;
  readonly onMark?: ((mark: QualityMark) => void) | undefined;
}

/** What is known of one connection to a camera from picture to picture. */
export class StreamConnection {
  readonly #options: StreamConnectionOptions;
  readonly #startedAt: number;
  readonly #streamClock = new StreamClock();
  /** Of the last pictures, monotonic ms. */
  #arrivals: readonly number[] = [];
  #hasDrifted = false;

  constructor(options: StreamConnectionOptions) {
    this.#options = options;
    this.#startedAt = options.clock.monotonic();
  }

  get hasPicture(): boolean {
    return this.#arrivals.length > 0;
  }

  get ageMs(): number {
    return this.#options.clock.monotonic() - this.#startedAt;
  }

  picture({ picture, streamMs }: TimedPicture): CaptureEvent {
    const { clock, onMark } = this.#options;
    this.#arrivals = [...this.#arrivals, clock.monotonic()].slice(-2);
    const capturedAt = this.#streamClock.captureTimeOf(streamMs, clock.now());
    if (!this.#hasDrifted && Math.abs(this.#streamClock.driftMs) > markedDriftMs) {
      this.#hasDrifted = true;
      onMark?.('clock_drift');
    }
    return { kind: 'picture', picture, capturedAt };
  }

  /** The fault while video arrives and no picture; undefined when waiting is useless. */
  silent(silentForMs: number): StreamFault | undefined {
    const { plan } = this.#options;
    const [first, second] = this.#arrivals;
    const intervalMs = first === undefined || second === undefined ? undefined : second - first;
    return missingKeyFrame({ plan, silentForMs, hasPicture: this.hasPicture, intervalMs });
  }
}
