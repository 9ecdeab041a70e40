import type { DecodedPicture, DecodeOptions, StreamFault, VideoBytes, VideoDecoder } from '@vialog/capture';
import { ffmpegArguments } from './ffmpeg-arguments.ts';
import { FfmpegChild, type ChildPipes } from './ffmpeg-child.ts';
import { FfmpegProgram } from './ffmpeg-program.ts';
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
  ): AsyncGenerator<DecodedPicture | StreamFault, void, undefined> {
    const found = await this.#program.find();
    if (signal.aborted) return;
    if (!found.ok) {
      yield { reason: 'offline', detail: found.detail };
      return;
    }
    const list = onNote && new PacketList(onNote);
    const input = { kind: 'pipe', container, isPaced } as const;
    const args = ffmpegArguments(input, { ...output, listsPackets: list !== undefined });
    const pipes: ChildPipes = list
      ? { input: bytes, onPacketText: (text) => list.push(text) }
      : { input: bytes };
    const child = new FfmpegChild(found.path, args, pipes);
    for await (const said of runChild(child, { pixelFormat: output.pixelFormat, signal, silenceMs }))
      if (!('waiting' in said)) yield said;
  }
}
