import { open } from 'node:fs/promises';
import type { TileArchive } from '@vialog/base-map';
import { openMbtiles } from './mbtiles.ts';
import { openPmtiles } from './pmtiles.ts';

/** A file of map tiles cannot be used; the message says what was expected and found. */
export class UnusableTiles extends Error {}

const headLength = 16;

/**
 * Opens a PMTiles (version 3) or MBTiles file; its first bytes decide, not its name.
 * @throws {UnusableTiles} when the file cannot be read, is neither of the two, or holds tiles that a browser cannot draw
 */
export async function openTileArchive(file: string): Promise<TileArchive> {
  const head = await readHead(file);
  const opener = openerFor(head);
  if (!opener)
    throw new UnusableTiles(
      `${file} is no map: expected a PMTiles (version 3) or MBTiles file, found a file that begins with ${shownHead(head)}`,
    );
  try {
    return await opener(file);
  } catch (error) {
    throw new UnusableTiles(`${file} cannot be used as a map: ${(error as Error).message}`, { cause: error });
  }
}

function openerFor(head: Buffer): ((file: string) => Promise<TileArchive>) | undefined {
  if (head.toString('latin1', 0, 7) === 'PMTiles') return openPmtiles;
  return head.toString('latin1', 0, 15) === 'SQLite format 3' ? openMbtiles : undefined;
}

async function readHead(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new UnusableTiles(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

const shownHead = (head: Buffer): string =>
  head.length === 0 ? 'nothing (it is empty)' : JSON.stringify(head.toString('latin1').slice(0, 8));
