import { open, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface ReservedSpaceOptions {
  readonly path: string;
  /** Size of the file, bytes. Default 16 MiB: space for a quarter of a million slots. */
  readonly bytes?: number;
}

/** Free space required before the file is created, as a multiple of its size. */
const requiredFreeFactor = 4;
const block = new Uint8Array(1024 * 1024);

/**
 * A file of zeros that is deleted when the disk is full. SQLite needs free space even to delete acknowledged messages:
 * without the reserve the outbox could not free space on a full disk, and operators could not sign in to find the cause.
 */
export class ReservedSpace {
  readonly #path: string;
  readonly #bytes: number;

  constructor({ path, bytes = 16 * block.length }: ReservedSpaceOptions) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** Creates the file when the disk has enough free space. Returns whether the file exists. */
  async reserve(): Promise<boolean> {
    if (await this.#exists()) return true;
    const disk = await statfs(dirname(this.#path));
    if (disk.bavail * disk.bsize < requiredFreeFactor * this.#bytes) return false;
    const file = await open(this.#path, 'w');
    try {
      for (let left = this.#bytes; left > 0; left -= block.length)
        await file.write(block, 0, Math.min(left, block.length));
    } finally {
      await file.close();
    }
    return true;
  }

  /** Deletes the file. Returns whether it existed. */
  async release(): Promise<boolean> {
    const existed = await this.#exists();
    await rm(this.#path, { force: true });
    return existed;
  }

  async #exists(): Promise<boolean> {
    const found = await stat(this.#path).catch(() => undefined);
    return found !== undefined && found.size >= this.#bytes;
  }
}
