import type { StreamNote } from '@vialog/capture';

/** Longer lines come from no ffmpeg. */
const maxLineLength = 4_096;

/**
 * Reads FFmpeg's `framecrc` list of the packets of one stream: `#codec_id 0: h264`, `#tb 0: 1/90000`, then a line for each
 * packet, `stream, dts, pts, duration, size, checksum[, F=flags]`. A packet without flags is a key frame. Lines that do not
 * match are skipped.
 */
export class PacketList {
  #rest = '';
  #tickMs: number | undefined;

  readonly #onNote: (note: StreamNote) => void;

  constructor(onNote: (note: StreamNote) => void) {
    this.#onNote = onNote;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, maxLineLength);
    for (const line of lines) this.#read(line);
  }

  #read(line: string): void {
    const [, codec] = /^#codec_id 0: (\w{1,40})/.exec(line) ?? [];
    if (codec !== undefined) return this.#onNote({ kind: 'codec', codec });
    const [, ticks, perSeconds] = /^#tb 0: (\d+)\/(\d+)/.exec(line) ?? [];
    if (ticks !== undefined) this.#tickMs = (1_000 * Number(ticks)) / Number(perSeconds);
    else if (/^0,/.test(line)) this.#packet(line.split(',').map((field) => field.trim()));
  }

  #packet([, , pts = '', , , checksum, ...more]: readonly string[]): void {
    if (checksum === undefined) return;
    const isKey = !more.some((field) => field.startsWith('F='));
    const streamMs = /^-?\d{1,18}$/.test(pts) && this.#tickMs ? Number(pts) * this.#tickMs : undefined;
    this.#onNote({ kind: 'packet', isKey, streamMs });
  }
}
