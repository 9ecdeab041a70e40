import type {
  DecodedPicture,
  DecodeOptions,
  DecoderWaiting,
  StreamFault,
  VideoBytes,
  VideoDecoder,
} from '@vialog/capture';
import type { SamplingPlan } from '@vialog/contracts';
import { ffmpegArguments } from './ffmpeg-arguments.ts';
import { FfmpegChild, type ChildPipes } from './ffmpeg-child.ts';
import { FfmpegProgram } from './ffmpeg-program.ts';
import { missingKeyFrame } from './missing-key-frames.ts';
import { PacketList } from './packet-list.ts';
import { runChild } from './run-child.ts';

/**
 * Decodes bytes that this process has received, in one ffmpeg process for each series of bytes. ffmpeg reads its standard
 * input only: it opens no connection and no file.
 */
export class FfmpegDecoder implements VideoDecoder {
  readonly #program: FfmpegProgram;

  /** @param searchPath folders in which ffmpeg is searched, as in PATH */
  constructor(searchPath: string) {
    this.#program = new FfmpegProgram(searchPath);
  }

  async *decode(
    { container, bytes, isPaced }: VideoBytes,
    { silenceMs, onNote, ...output }: DecodeOptions,
    signal: AbortSignal,
  ): AsyncGenerator<DecodedPicture | DecoderWaiting | StreamFault, void, undefined> {
    const found = await this.#program.find();
    if (signal.aborted) return;
    if (!found.ok) {
      yield { reason: 'offline', detail: found.detail };
      return;
    }
    const list = onNote && new PacketList(onNote);
    const input = { kind: 'pipe', container, isPaced } as const;
    const args = ffmpegArguments(input, { ...output, listsPackets: list !== undefined });
    const progress = new DecodingProgress(output.plan);
    // A segment that is released at the rate of its time stamps is read long before its next key frame is due.
    const arriving = progress.watched(bytes);
    const pipes: ChildPipes = list
      ? { input: arriving, onPacketText: (text) => list.push(text) }
      : { input: arriving };
    const child = new FfmpegChild(found.path, args, pipes);
    const onSilence = (silentForMs: number): StreamFault | undefined => progress.silent(silentForMs, isPaced);
    for await (const said of runChild(child, {
      pixelFormat: output.pixelFormat,
      signal,
      silenceMs,
      onSilence,
    })) {
      if ('picture' in said) progress.picture(said);
      yield said;
    }
  }
}

/** Distinguishes a series of bytes that lacks key frames from one that has stopped. */
class DecodingProgress {
  readonly #plan: SamplingPlan;
  #hasNewBytes = false;
  /** Time stamps of the last two pictures, ms. */
  #times: readonly number[] = [];

  constructor(plan: SamplingPlan) {
    this.#plan = plan;
  }

  async *watched(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of bytes) {
      this.#hasNewBytes = true;
      yield chunk;
    }
  }

  picture({ streamMs }: DecodedPicture): void {
    this.#times = [...this.#times, streamMs].slice(-2);
  }

  /** The fault while bytes arrive and no picture; undefined when waiting is useless. */
  silent(silentForMs: number, isPaced: boolean): StreamFault | undefined {
    const isArriving = this.#hasNewBytes;
    this.#hasNewBytes = isPaced && isArriving;
    if (!isArriving) return undefined;
    const [first, second] = this.#times;
    const intervalMs = first === undefined || second === undefined ? undefined : second - first;
    return missingKeyFrame({ plan: this.#plan, silentForMs, hasPicture: first !== undefined, intervalMs });
  }
}
