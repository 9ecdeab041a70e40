import type { StreamNote } from '@vialog/capture';
import type { StreamProtocol } from '@vialog/contracts';

interface Packet {
  readonly isKey: boolean;
  readonly streamMs: number | undefined;
  /** Arrival, monotonic ms. */
  readonly arrivedAt: number;
}

/** More than a probe can use: 15 s of 120 frames/s, twice. */
const maxPackets = 4_000;
/** Arrival shows the speed of a stream only after this time, ms. */
const minSpeedMs = 2_000;
/** A camera that first sends what it has buffered delivers more stream time than the time that passes. */
const plausibleSpeed = { min: 0.5, max: 2 };

/** Codec, frame rate and key frames of a stream, from what its source notices. */
export class StreamMeasurements {
  protocol: StreamProtocol | undefined;
  codec: string | undefined;
  /** Schemes of all challenges; undefined until the camera required credentials. */
  schemes: readonly string[] | undefined;
  readonly #packets: Packet[] = [];

  /** @param arrivedAt monotonic ms */
  note(note: StreamNote, arrivedAt: number): void {
    if (note.kind === 'protocol') this.protocol = note.protocol;
    else if (note.kind === 'codec') this.codec = note.codec;
    else if (note.kind === 'challenge')
      this.schemes = [...new Set([...(this.schemes ?? []), ...note.schemes])].slice(0, 10);
    else if (this.#packets.length < maxPackets) this.#packets.push({ ...note, arrivedAt });
  }

  get packets(): number {
    return this.#packets.length;
  }

  get keyframes(): number {
    return this.#keys.length;
  }

  /** Time from the first encoded picture to the newest one, ms. */
  get observedMs(): number {
    return (this.#packets.at(-1)?.arrivedAt ?? 0) - (this.#packets[0]?.arrivedAt ?? 0);
  }

  /** Frames per second; undefined with fewer than two frames. */
  get framesPerSecond(): number | undefined {
    const times = this.#packets.map((packet) => this.#timeOf(packet));
    const spanMs = Math.max(...times) - Math.min(...times);
    if (times.length < 2 || spanMs <= 0) return undefined;
    return Math.round(((times.length - 1) / spanMs) * 100_000) / 100;
  }

  /** Longest time between two key frames, ms; undefined with fewer than two key frames. */
  get keyframeIntervalMs(): number | undefined {
    const times = this.#keys.map((packet) => this.#timeOf(packet));
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
    return gaps.length === 0 ? undefined : Math.round(Math.max(...gaps, 0));
  }

  /** Time since the newest key frame, or since the first frame, ms: the next one takes at least this long. */
  get withoutKeyframeMs(): number {
    const since = this.#keys.at(-1) ?? this.#packets[0];
    return since === undefined ? 0 : (this.#packets.at(-1)?.arrivedAt ?? 0) - since.arrivedAt;
  }

  /** How much faster than real time the time stamps of the stream run, if that is not plausible. */
  get wrongSpeed(): number | undefined {
    const times = this.#packets.flatMap(({ streamMs }) => (streamMs === undefined ? [] : [streamMs]));
    if (times.length < 2 || this.observedMs < minSpeedMs) return undefined;
    const speed = (Math.max(...times) - Math.min(...times)) / this.observedMs;
    const isPlausible = speed >= plausibleSpeed.min && speed <= plausibleSpeed.max;
    return isPlausible ? undefined : Math.round(speed * 100) / 100;
  }

  get #keys(): readonly Packet[] {
    return this.#packets.filter(({ isKey }) => isKey);
  }

  /** By the time stamps of the stream, which no network delays; by arrival where they are missing or wrong. */
  #timeOf({ streamMs, arrivedAt }: Packet): number {
    const isTrusted =
      this.wrongSpeed === undefined && this.#packets.every((packet) => packet.streamMs !== undefined);
    return isTrusted && streamMs !== undefined ? streamMs : arrivedAt;
  }
}
