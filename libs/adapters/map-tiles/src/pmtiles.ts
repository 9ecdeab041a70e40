import { open, type FileHandle } from 'node:fs/promises';
import { PMTiles, TileType, type RangeResponse, type Source } from 'pmtiles';
import type { TileArchive } from '@vialog/base-map';
import { archiveMap } from './archive-map.ts';
import { tileFormat, tileFormats } from './tile-formats.ts';

/**
 * Opens a PMTiles file, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md.
 * @throws {Error} when the file is damaged, or its tiles have a format that browsers cannot draw
 */
export async function openPmtiles(file: string): Promise<TileArchive> {
  const handle = await open(file);
  try {
    const archive = new PMTiles(new HandleSource(file, handle));
    const header = await archive.getHeader();
    const format = tileFormat(formatName(header.tileType));
    return {
      map: archiveMap({
        format,
        minZoom: header.minZoom,
        maxZoom: header.maxZoom,
        extent: { west: header.minLon, south: header.minLat, east: header.maxLon, north: header.maxLat },
        metadata: (await archive.getMetadata()) as Record<string, unknown>,
      }),
      tile: async ({ z, x, y }) => {
        // The library throws for an address outside of the world.
        if (z > header.maxZoom || x >= 2 ** z || y >= 2 ** z) return undefined;
        const found = await archive.getZxy(z, x, y);
        return found && { bytes: new Uint8Array(found.data), mediaType: tileFormats[format].mediaType };
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function formatName(type: TileType): string {
  return type === TileType.Mvt ? 'pbf' : (TileType[type] ?? 'none').toLowerCase();
}

/** Reads ranges of an open file. */
class HandleSource implements Source {
  readonly #key: string;
  readonly #handle: FileHandle;

  constructor(key: string, handle: FileHandle) {
    this.#key = key;
    this.#handle = handle;
  }

  getKey(): string {
    return this.#key;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const { buffer, bytesRead } = await this.#handle.read(new Uint8Array(length), 0, length, offset);
    return { data: buffer.buffer.slice(0, bytesRead) };
  }
}
