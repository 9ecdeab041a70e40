import { readSync } from 'node:fs';
import process from 'node:process';
import type { RgbPicture } from '@vialog/contracts';
import { pixelsFd } from './child-messages.ts';

/** Reads pictures from the parent into one reused buffer: a picture is valid until the next one is read. */
export class PictureReader {
  #pixels = new Uint8Array(0);

  /** Blocks until the whole picture has arrived; this process has no other work. Exits when the parent closes the pipe. */
  read({ width, height }: Pick<RgbPicture, 'width' | 'height'>): RgbPicture {
    const length = width * height * 3;
    if (this.#pixels.length !== length) this.#pixels = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const read = readSync(pixelsFd, this.#pixels, filled, length - filled, null);
      if (read === 0) process.exit(0);
      filled += read;
    }
    return { width, height, format: 'rgb24', pixels: this.#pixels };
  }
}
