/**
 * Headers of NUT, FFmpeg's own container (nut.txt, "NUT Open Container Format"), as far as ffmpeg's muxer writes them
 * for one raw video stream.
 */

/** Meaning of one frame code. */
export interface FrameCode {
  readonly flags: number;
  readonly sizeFactor: number;
  readonly sizeRest: number;
  readonly ptsStep: number;
  readonly reserved: number;
  readonly prefix: number;
}

export interface MainHeader {
  /** s per tick, as [numerator, denominator] */
  readonly timeBases: readonly (readonly [number, number])[];
  /** 256 of them */
  readonly frameCodes: readonly FrameCode[];
  /** Elided header bytes by index. */
  readonly prefixes: readonly Uint8Array[];
}

export interface VideoHeader {
  readonly timeBase: number;
  /** Time stamps below 2 ** ptsBits are the low bits of the full one. */
  readonly ptsBits: number;
  readonly width: number;
  readonly height: number;
}

export const invalid = 1 << 13;

/** Reads values from the payload of a header packet. @throws {RangeError} past its end */
export class PacketReader {
  #at = 0;
  readonly #payload: Uint8Array;

  constructor(payload: Uint8Array) {
    this.#payload = payload;
  }

  /** NUT's `v`: seven bits per byte; the highest bit says that more bytes follow. */
  number(): number {
    let value = 0;
    for (;;) {
      const byte = this.#payload[this.#at++];
      if (byte === undefined) throw new RangeError('a header is shorter than it says');
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }

  /** NUT's `s`: 0, 1, -1, 2, -2 … */
  signed(): number {
    const value = this.number() + 1;
    return value % 2 === 1 ? -(value - 1) / 2 : value / 2;
  }

  /** NUT's `vb`. */
  bytes(): Uint8Array {
    const length = this.number();
    this.#at += length;
    return this.#payload.subarray(this.#at - length, this.#at);
  }
}

export function readMainHeader(payload: Uint8Array): MainHeader {
  const reader = new PacketReader(payload);
  if (reader.number() > 3) reader.number(); // version and, from 4 on, minor version
  reader.number(); // streams
  reader.number(); // longest distance between syncpoints
  const timeBases = Array.from(
    { length: reader.number() },
    () => [reader.number(), reader.number()] as const,
  );
  const frameCodes = readFrameCodes(reader);
  const prefixes: Uint8Array[] = [new Uint8Array(0)];
  for (let left = reader.number(); left > 0; left -= 1) prefixes.push(reader.bytes());
  return { timeBases, frameCodes, prefixes };
}

/** The table is written as runs that differ from each other in a few fields. */
function readFrameCodes(reader: PacketReader): FrameCode[] {
  const codes: FrameCode[] = [];
  let run = { ptsStep: 0, sizeFactor: 1, prefix: 0 };
  while (codes.length < 256) {
    const flags = reader.number();
    const fields = reader.number();
    const field = (index: number, otherwise: number, read = () => reader.number()): number =>
      fields > index ? read() : otherwise;
    const ptsStep = field(0, run.ptsStep, () => reader.signed());
    const sizeFactor = field(1, run.sizeFactor);
    field(2, 0); // stream number: there is one stream
    const sizeStart = field(3, 0);
    const reserved = field(4, 0);
    const count = field(5, sizeFactor - sizeStart);
    field(6, 0, () => reader.signed()); // time difference to the matching time stamp
    const prefix = field(7, run.prefix);
    for (let extra = 8; extra < fields; extra += 1) reader.number();
    run = { ptsStep, sizeFactor, prefix };
    pushRun(codes, count, { ...run, flags, sizeRest: sizeStart, reserved });
  }
  return codes;
}

function pushRun(codes: FrameCode[], count: number, first: FrameCode): void {
  for (let made = 0; made < count && codes.length < 256;) {
    // All packets except frames begin with 'N', so it is not a frame code.
    if (codes.length === 0x4e) codes.push({ ...first, flags: invalid });
    else codes.push({ ...first, sizeRest: first.sizeRest + made++ });
  }
}

export function readVideoHeader(payload: Uint8Array): VideoHeader {
  const reader = new PacketReader(payload);
  reader.number(); // stream number
  if (reader.number() !== 0) throw new RangeError('expected a video stream');
  reader.bytes(); // format, "RGB" and 24
  const timeBase = reader.number();
  const ptsBits = reader.number();
  reader.number(); // largest difference of time stamps
  reader.number(); // decode delay
  reader.number(); // stream flags
  reader.bytes(); // codec data
  return { timeBase, ptsBits, width: reader.number(), height: reader.number() };
}
