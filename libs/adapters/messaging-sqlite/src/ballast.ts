import { open, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface BallastOptions {
  readonly path: string;
  /** Room held back, bytes. 16 MiB if left out: a quarter of a million slots. */
  readonly bytes?: number;
}

/** Free room there has to be before any of it is held back, in ballasts. */
const sparing = 4;
const block = new Uint8Array(1024 * 1024);

/**
 * A file of zeros that gives its room back when the disk is full. SQLite needs room even to forget what is settled: without
 * it a full disk could not be left by the outbox's own work, and nobody could sign in to see what is wrong.
 */
export class Ballast {
  readonly #path: string;
  readonly #bytes: number;

  constructor({ path, bytes = 16 * block.length }: BallastOptions) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** Lays it down where the disk can spare it. Returns whether it is there. */
  async lay(): Promise<boolean> {
    if (await this.#isThere()) return true;
    const disk = await statfs(dirname(this.#path));
    if (disk.bavail * disk.bsize < sparing * this.#bytes) return false;
    const file = await open(this.#path, 'w');
    try {
      for (let left = this.#bytes; left > 0; left -= block.length)
        await file.write(block, 0, Math.min(left, block.length));
    } finally {
      await file.close();
    }
    return true;
  }

  /** Gives the room back. Returns whether there was any. */
  async drop(): Promise<boolean> {
    const there = await this.#isThere();
    await rm(this.#path, { force: true });
    return there;
  }

  async #isThere(): Promise<boolean> {
    const found = await stat(this.#path).catch(() => undefined);
    return found !== undefined && found.size >= this.#bytes;
  }
}
