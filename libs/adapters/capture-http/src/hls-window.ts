import type { HlsSegment, MediaPlaylist } from './hls-playlist.ts';

/** More waiting segments, by number and by target durations, mean that reading has fallen behind the live stream. */
const maxBehind = 3;

/** A segment to read, and whether time stamps continue from the one before. */
export interface DueSegment {
  readonly segment: HlsSegment;
  readonly continues: boolean;
}

/**
 * Follows the window of a media playlist: which segments are due, in order, each once. A live playlist is read from its last
 * segment on, a recording from its first. A gap in the numbering, numbers that go back (the encoder has restarted) and segments
 * left out because reading has fallen behind are discontinuities.
 */
export class HlsWindow {
  #waiting: DueSegment[] = [];
  #next: number | undefined;
  #isEnded = false;
  #isBroken = false;
  #isRecording: boolean | undefined;

  /** The playlist had its end when it was first read. */
  get isRecording(): boolean {
    return this.#isRecording === true;
  }

  /** No segment follows the waiting ones. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Takes a newer version of the playlist and returns whether it has segments that were not known. */
  update({ segments, isEnded, targetMs }: MediaPlaylist): boolean {
    this.#isRecording ??= isEnded;
    this.#isEnded = isEnded;
    const fresh = this.#freshOf(segments);
    const last = fresh.at(-1);
    if (last === undefined) return false;
    for (const segment of fresh) {
      const continues = segment.sequence === this.#next && !segment.isDiscontinuous;
      this.#waiting.push({ segment, continues });
      this.#next = segment.sequence + 1;
    }
    this.#catchUp(targetMs);
    return true;
  }

  /** The next segment; undefined when none waits. */
  take(): DueSegment | undefined {
    const due = this.#waiting.shift();
    if (due === undefined || !this.#isBroken) return due;
    this.#isBroken = false;
    return { ...due, continues: false };
  }

  /** The segment that was taken last could not be read: the next one does not continue. */
  lose(): void {
    this.#isBroken = true;
  }

  #freshOf(segments: readonly HlsSegment[]): readonly HlsSegment[] {
    const last = segments.at(-1);
    if (last === undefined) return [];
    if (this.#next === undefined) return this.isRecording ? segments : segments.slice(-1);
    const next = this.#next;
    if (last.sequence + 1 < next) return segments.slice(-1);
    return segments.filter(({ sequence }) => sequence >= next);
  }

  #catchUp(targetMs: number): void {
    const waitingMs = this.#waiting.reduce((sum, { segment }) => sum + segment.durationMs, 0);
    const isBehind = this.#waiting.length > maxBehind && waitingMs > maxBehind * targetMs;
    if (this.isRecording || !isBehind) return;
    this.#waiting = this.#waiting.slice(-1);
    this.#isBroken = true;
  }
}
