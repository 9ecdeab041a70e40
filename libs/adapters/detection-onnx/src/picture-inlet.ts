import { readSync } from 'node:fs';
import process from 'node:process';
import type { RgbPicture } from '@vialog/contracts';
import { pixelsFd } from './child-messages.ts';

/** Takes pictures from the parent into one piece of memory: a picture lives until the next is taken. */
export class PictureInlet {
  private pixels = new Uint8Array(0);

  /** Waits until the whole picture is there; this process has nothing else to do. Ends it when the parent is gone. */
  take({ width, height }: Pick<RgbPicture, 'width' | 'height'>): RgbPicture {
    const length = width * height * 3;
    if (this.pixels.length !== length) this.pixels = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const read = readSync(pixelsFd, this.pixels, filled, length - filled, null);
      if (read === 0) process.exit(0);
      filled += read;
    }
    return { width, height, format: 'rgb24', pixels: this.pixels };
  }
}
