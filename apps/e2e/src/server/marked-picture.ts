import { randomFillSync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { mark, tracesIn } from './picture-traces.ts';

export const pictureWidth = 640;
const rowBytes = pictureWidth * 3;

/** A JPEG of the mark, as a camera would send it. */
export async function markedPicture(): Promise<Buffer> {
  const row = Array.from(
    { length: pictureWidth },
    (_, x) => mark[Math.floor((x * mark.length) / pictureWidth)] as number,
  );
  const pixels = Buffer.alloc(pictureWidth * 360 * 3, Buffer.from(row.flatMap((grey) => [grey, grey, grey])));
  // Noise in the lower third, so that the picture never counts as frozen.
  randomFillSync(pixels, rowBytes * 240);
  return sharp(pixels, { raw: { width: pictureWidth, height: 360, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Traces by file; files without a trace are omitted. Files may have been deleted meanwhile. */
export async function tracesInFiles(paths: readonly string[]): Promise<Record<string, string[]>> {
  const traces: Record<string, string[]> = {};
  for (const path of paths) {
    const found = tracesIn(await readFile(path).catch(() => Buffer.alloc(0)));
    if (found.length > 0) traces[path] = found;
  }
  return traces;
}
