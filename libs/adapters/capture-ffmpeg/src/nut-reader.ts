import type { Picture, PixelFormat } from '@vialog/contracts';
import { maxPicturePixels } from '@vialog/capture';
import { ByteQueue } from './byte-queue.ts';
import {
  invalid,
  type FrameCode,
  type MainHeader,
  PacketReader,
  readMainHeader,
  readVideoHeader,
  type VideoHeader,
} from './nut-header.ts';

export interface TimedPicture {
  readonly picture: Picture;
  /** Presentation time, ms from the start of the stream. */
  readonly streamMs: number;
}

/** The stream is not the NUT stream that was expected; the process cannot be used any more. */
export class NutError extends Error {
  override readonly name = 'NutError';
}

const fileId = 'nut/multimedia container\0';
const startCodes = {
  main: 0x4e4d7a561f5f04adn,
  stream: 0x4e5311405bf2f9dbn,
  syncpoint: 0x4e4be4adeeca4569n,
};
/** Bits of a frame's flags, by their names in nut.txt. */
const frameFlag = {
  codedPts: 1 << 3,
  streamId: 1 << 4,
  sizeMsb: 1 << 5,
  checksum: 1 << 6,
  reserved: 1 << 7,
  sideData: 1 << 8,
  prefix: 1 << 10,
  matchTime: 1 << 11,
  coded: 1 << 12,
} as const;
const maxHeaderBytes = 65_536;

/**
 * Yields the pictures of a NUT stream that holds one raw video stream of the given format, in order, as they arrive.
 * Stopping the iteration closes the source of the chunks. Holds one picture and one chunk at most.
 * @throws {NutError} when the stream is not such a stream
 * @throws {TruncatedStream} when the stream ends inside a packet
 */
export async function* readNut(
  chunks: AsyncIterable<Uint8Array>,
  format: PixelFormat,
): AsyncGenerator<TimedPicture, void, undefined> {
  const queue = new ByteQueue(chunks);
  try {
    if (await queue.isAtEnd()) return;
    const id = new TextDecoder('latin1').decode(await queue.bytes(fileId.length));
    if (id !== fileId) throw new NutError('expected a NUT stream');
    yield* new NutReader(queue, format).pictures();
  } finally {
    await queue.close();
  }
}

class NutReader {
  #main: MainHeader | undefined;
  #video: VideoHeader | undefined;
  #lastPts = 0;

  readonly #queue: ByteQueue;
  readonly #format: PixelFormat;

  constructor(queue: ByteQueue, format: PixelFormat) {
    this.#queue = queue;
    this.#format = format;
  }

  async *pictures(): AsyncGenerator<TimedPicture, void, undefined> {
    while (!(await this.#queue.isAtEnd())) {
      const first = await this.#queue.byte();
      if (first === 0x4e) await this.#packet();
      else yield await this.#frame(first);
    }
  }

  /** A packet other than a frame: start code, length, payload with a checksum at its end. */
  async #packet(): Promise<void> {
    const code = await this.#queue.bytes(7);
    const startCode = code.reduce((value, byte) => value * 256n + BigInt(byte), 0x4en);
    const length = await this.#number();
    if (length > maxHeaderBytes) throw new NutError(`a header of ${length} bytes`);
    if (length > 4_096) await this.#queue.bytes(4);
    const payload = await this.#queue.bytes(length);
    if (startCode === startCodes.main) this.#main = readMainHeader(payload);
    if (startCode === startCodes.stream) this.#video = checkedSize(readVideoHeader(payload));
    if (startCode === startCodes.syncpoint) this.#synchronise(payload);
  }

  /** Base of the following time stamps. */
  #synchronise(payload: Uint8Array): void {
    const { main, video } = this.#headers();
    const global = new PacketReader(payload).number();
    const [num, den] = timeBaseOf(main, global % main.timeBases.length);
    const [ownNum, ownDen] = timeBaseOf(main, video.timeBase);
    const ticks = Math.floor(global / main.timeBases.length);
    // The product exceeds 2 ** 53 after some days of 90 kHz.
    this.#lastPts = Number((BigInt(ticks) * BigInt(num) * BigInt(ownDen)) / (BigInt(den) * BigInt(ownNum)));
  }

  async #frame(code: number): Promise<TimedPicture> {
    const { main, video } = this.#headers();
    const { pts, size, prefix } = await this.#frameHeader(main.frameCodes[code] as FrameCode, video);
    const expected = pictureBytes(video, this.#format);
    if (size !== expected) throw new NutError(`a picture of ${size} bytes where ${expected} were expected`);
    this.#lastPts = pts;
    const rest = await this.#queue.bytes(size - prefix.length);
    const pixels = prefix.length === 0 ? rest : new Uint8Array(Buffer.concat([prefix, rest]));
    const [num, den] = timeBaseOf(main, video.timeBase);
    const { width, height } = video;
    return { picture: { width, height, format: this.#format, pixels }, streamMs: (pts * num * 1_000) / den };
  }

  async #frameHeader(
    code: FrameCode,
    video: VideoHeader,
  ): Promise<{ pts: number; size: number; prefix: Uint8Array }> {
    const flags = code.flags & frameFlag.coded ? code.flags ^ (await this.#number()) : code.flags;
    if (flags & (invalid | frameFlag.sideData)) throw new NutError('a frame is invalid or has side data');
    const optional = async (flag: number): Promise<number | undefined> =>
      flags & flag ? await this.#number() : undefined;
    await optional(frameFlag.streamId);
    const codedPts = await optional(frameFlag.codedPts);
    const pts =
      codedPts === undefined ? this.#lastPts + code.ptsStep : this.#fullPts(codedPts, video.ptsBits);
    const size = code.sizeRest + code.sizeFactor * ((await optional(frameFlag.sizeMsb)) ?? 0);
    await optional(frameFlag.matchTime);
    const prefix = this.#headers().main.prefixes[(await optional(frameFlag.prefix)) ?? code.prefix];
    const reserved = (await optional(frameFlag.reserved)) ?? code.reserved;
    for (let left = reserved; left > 0; left -= 1) await this.#number();
    if (flags & frameFlag.checksum) await this.#queue.bytes(4);
    return { pts, size, prefix: prefix ?? new Uint8Array(0) };
  }

  /** The time stamp with these low bits that is nearest to the last one. */
  #fullPts(coded: number, bits: number): number {
    const period = 2 ** bits;
    if (coded >= period) return coded - period;
    const lowest = this.#lastPts - Math.floor((period - 1) / 2);
    return lowest + ((((coded - lowest) % period) + period) % period);
  }

  #headers(): { main: MainHeader; video: VideoHeader } {
    if (this.#main === undefined || this.#video === undefined)
      throw new NutError('a frame before its headers');
    return { main: this.#main, video: this.#video };
  }

  async #number(): Promise<number> {
    let value = 0;
    for (;;) {
      const byte = await this.#queue.byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }
}

/** As many as FFmpeg packs without padding; chroma planes of an odd side are rounded up. */
function pictureBytes({ width, height }: VideoHeader, format: PixelFormat): number {
  if (format === 'rgb24') return width * height * 3;
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

function checkedSize(video: VideoHeader): VideoHeader {
  if (video.width * video.height <= maxPicturePixels) return video;
  throw new NutError(`a picture of ${video.width} × ${video.height} pixels`);
}

function timeBaseOf(main: MainHeader, number: number): readonly [number, number] {
  const timeBase = main.timeBases[number];
  if (timeBase === undefined) throw new NutError('a stream without a time base');
  return timeBase;
}
