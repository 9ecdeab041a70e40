import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { silenceLimitMs } from '@vialog/capture';
import { clipDefect } from './clip-defect.ts';
import { ffmpegArguments, type Sampling } from './ffmpeg-arguments.ts';
import { FfmpegChild } from './ffmpeg-child.ts';
import { FfmpegProgram } from './ffmpeg-program.ts';
import type { TimedPicture } from './nut-reader.ts';
import { runChild } from './run-child.ts';

/** Clips are counted in this process. */
const pixelFormat = 'rgb24';

/** Messages of ffmpeg about pictures that it could not decode, or not completely. */
const damage =
  /[Ee]rror while decoding|Error submitting packet|Invalid NAL|concealing|corrupt|Invalid data found/;
const damaged = 'the clip is damaged: parts of it could not be decoded; copy or record it again';

/** The clip could not be read to its end; the message says why and what to do. */
export class ClipError extends Error {
  override readonly name = 'ClipError';
}

/**
 * Reads a clip once, as fast as it decodes. For the command line only: it opens any file the user may read, so it must
 * not be reachable from the API, where `FfmpegSource` reads only the media folder.
 */
export class FileClip {
  readonly #program: FfmpegProgram;

  readonly #path: string;
  /** Last messages of ffmpeg. */
  #messages = '';

  /** @param searchPath folders in which ffmpeg is looked for, as in PATH */
  constructor(path: string, searchPath: string) {
    this.#path = path;

    this.#program = new FfmpegProgram(searchPath);
  }

  /**
   * Every sampled picture in order, with its time from the start of the clip. None is dropped: ffmpeg waits while the
   * consumer works. Ends at the end of the clip, or early when the signal aborts.
   * @throws {ClipError} when the clip cannot be read to its end
   */
  async *frames(sampling: Sampling, signal: AbortSignal): AsyncGenerator<TimedPicture, void, undefined> {
    const { program, path } = await this.#opened();
    if (signal.aborted) return;
    const child = new FfmpegChild(
      program,
      ffmpegArguments({ kind: 'clip', path, playback: 'once' }, { ...sampling, pixelFormat }),
    );
    const silenceMs = silenceLimitMs({ mode: 'keyframes' });
    for await (const said of runChild(child, { pixelFormat, signal, silenceMs })) {
      if ('waiting' in said) continue;
      if ('reason' in said) throw new ClipError(`${this.#path}: ${said.detail}`);
      yield said;
    }
    this.#messages = (await child.ended).messages;
  }

  /**
   * One sentence when the clip is shorter than it announces, or when parts of it could not be decoded; undefined when it is
   * whole. Call it after `frames` has ended.
   * @throws {ClipError} when the clip cannot be opened
   */
  async defect(signal: AbortSignal): Promise<string | undefined> {
    const { program, path } = await this.#opened();
    const isDamaged = damage.test(this.#messages);
    return (await clipDefect(program, path, signal)) ?? (isDamaged ? damaged : undefined);
  }

  async #opened(): Promise<{ program: string; path: string }> {
    const found = await this.#program.find();
    if (!found.ok) throw new ClipError(found.detail);
    const path = await realpath(resolve(this.#path)).catch((cause: unknown) => {
      throw new ClipError(`expected a clip and found no ${this.#path}; check the path`, { cause });
    });
    if ((await stat(path)).isDirectory())
      throw new ClipError(`expected a clip and found a folder: ${path}; name a file in it`);
    return { program: found.path, path };
  }
}
