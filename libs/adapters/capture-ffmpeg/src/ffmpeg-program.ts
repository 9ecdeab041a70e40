import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The first version with `-fps_mode` and with `-timeout` for RTSP. */
const oldest = { major: 5, minor: 1 };

export type FoundFfmpeg =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly detail: string };

/** Finds ffmpeg and checks once that it is new enough (5.1 to 8; newer versions are accepted). */
export class FfmpegProgram {
  #found: Promise<FoundFfmpeg> | undefined;

  readonly #searchPath: string;

  /** @param searchPath folders as in the environment's PATH; not passed to ffmpeg */
  constructor(searchPath: string) {
    this.#searchPath = searchPath;
  }

  /** Looks again after a failure, so that installing ffmpeg needs no restart. */
  async find(): Promise<FoundFfmpeg> {
    this.#found ??= this.#search();
    const found = await this.#found;
    if (!found.ok) this.#found = undefined;
    return found;
  }

  async #search(): Promise<FoundFfmpeg> {
    const path = await this.#locate();
    if (path === undefined) {
      return { ok: false, detail: 'ffmpeg was not found on PATH; install it, e.g. apt-get install ffmpeg' };
    }
    const version = await versionOf(path);
    if (version === undefined) return { ok: false, detail: `${path} does not run; install ffmpeg again` };
    if (isTooOld(version)) {
      return { ok: false, detail: `expected ffmpeg 5.1 or newer and found ${version}; install a newer one` };
    }
    return { ok: true, path };
  }

  async #locate(): Promise<string | undefined> {
    for (const folder of this.#searchPath.split(delimiter).filter((part) => part !== '')) {
      const path = join(folder, 'ffmpeg');
      const usable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (usable) return path;
    }
    return undefined;
  }
}

/** Like 5.1.9-0+deb12u1 or N-112233-gabcdef; undefined when unknown. */
async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['-version'], { env: {}, timeout: 10_000 });
    return /^ffmpeg version (\S+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Builds between releases have no version number and count as new. */
function isTooOld(version: string): boolean {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined) return false;
  return Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor);
}
