import type { CaptureEvent, StreamFault, StreamNote } from '@vialog/capture';
import { streamKindOf, type Picture, type StreamProtocol } from '@vialog/contracts';
import { pictureSigns, type PictureSigns } from '@vialog/measuring';
import { StreamMeasurements } from './stream-measurements.ts';

/** Key frames, pictures or changes that give two intervals. */
const enough = 3;
/** A frame rate measured over less is inaccurate, ms. */
const minObservedMs = 3_000;
/** After this time, two changes of a snapshot are enough, ms. */
const slowRefreshMs = 8_000;

/** Everything that a probe has seen of one stream so far. */
export class Observation {
  readonly measured = new StreamMeasurements();
  readonly signs: PictureSigns[] = [];
  /** The newest picture, in its full size. */
  picture: Picture | undefined;
  fault: StreamFault | undefined;
  /** What is wrong with the stream although it continues, one sentence each. */
  readonly remarks: string[] = [];
  /** Arrival of the first and the newest picture, and of each picture that differs from the one before, monotonic ms. */
  readonly #arrivals: number[] = [];
  readonly #changes: number[] = [];
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** @param at monotonic ms */
  note(note: StreamNote, at: number): void {
    this.measured.note(note, at);
  }

  /** @param at monotonic ms */
  event(event: CaptureEvent, at: number): void {
    if (event.kind === 'fault') {
      if (event.continues) this.remarks.push(event.detail);
      else this.fault = event;
    }
    if (event.kind !== 'picture') return;
    const signs = pictureSigns(event.picture);
    const before = this.signs.at(-1);
    if (before !== undefined && before.digest !== signs.digest) this.#changes.push(at);
    this.signs.push(signs);
    this.#arrivals.push(at);
    this.picture = event.picture;
  }

  get protocol(): StreamProtocol | undefined {
    const kind = streamKindOf(this.#url);
    if (kind === 'snapshot') return this.measured.protocol;
    if (kind === 'counter') return undefined;
    if (kind !== 'rtsp') return kind;
    return /^\s*rtsps:/i.test(this.#url) ? 'rtsps' : 'rtsp';
  }

  /** Time from the first to the newest picture, ms. */
  get observedMs(): number {
    return (this.#arrivals.at(-1) ?? 0) - (this.#arrivals[0] ?? 0);
  }

  /** Longest time between two changes of the picture, ms; undefined with fewer than two changes. */
  get refreshMs(): number | undefined {
    const periods = this.#changes.slice(1).map((at, index) => at - (this.#changes[index] ?? at));
    return periods.length === 0 ? undefined : Math.round(Math.max(...periods));
  }

  /** Longer observation would add nothing. */
  get isComplete(): boolean {
    if (this.fault !== undefined) return true;
    if (this.signs.length === 0) return false;
    if (this.protocol === 'snapshot') return this.#hasRefresh;
    if (this.measured.packets === 0) return this.signs.length >= enough;
    return (
      this.measured.keyframes >= enough &&
      this.measured.observedMs >= minObservedMs &&
      this.signs.length >= enough
    );
  }

  get #hasRefresh(): boolean {
    const changes = this.#changes.length;
    return changes >= enough || (changes === enough - 1 && this.observedMs >= slowRefreshMs);
  }
}
