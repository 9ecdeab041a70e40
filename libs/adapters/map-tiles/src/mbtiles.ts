import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ArchiveMap, TileArchive } from '@vialog/base-map';
import { archiveMap } from './archive-map.ts';
import { tileFormat, tileFormats } from './tile-formats.ts';

const decompress = promisify(gunzip);

/** Largest tile after decompression, bytes. */
const maxTileBytes = 16 * 1024 * 1024;

/**
 * Opens an MBTiles file, https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md.
 * @throws {Error} when the file is no MBTiles database, or its tiles have a format that browsers cannot draw
 */
export function openMbtiles(file: string): Promise<TileArchive> {
  return Promise.resolve().then(() => {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return archiveOf(database);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function archiveOf(database: DatabaseSync): TileArchive {
  const facts = readFacts(database);
  const { mediaType } = tileFormats[facts.format];
  const select = database.prepare(
    'SELECT tile_data AS data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?',
  );
  return {
    map: archiveMap(facts),
    tile: async ({ z, x, y }) => {
      // MBTiles counts rows from the south (TMS).
      const row = select.get(z, x, 2 ** z - 1 - y);
      if (!(row?.data instanceof Uint8Array)) return undefined;
      return { bytes: isGzip(row.data) ? await inflate(row.data) : row.data, mediaType };
    },
    close: () => Promise.resolve(database.close()),
  };
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const inflate = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await decompress(bytes, { maxOutputLength: maxTileBytes }));

function readFacts(database: DatabaseSync): Parameters<typeof archiveMap>[0] {
  const tables = database
    .prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name IN ('tiles', 'metadata')")
    .get();
  if (tables?.count !== 2) throw new Error('expected an MBTiles database with the tables metadata and tiles');
  const rows = database.prepare('SELECT name, value FROM metadata').all();
  const values = new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  const levels = database.prepare('SELECT min(zoom_level) AS low, max(zoom_level) AS high FROM tiles').get();
  if (typeof levels?.low !== 'number') throw new Error('it contains no tile');
  return {
    format: tileFormat(values.get('format') ?? ''),
    minZoom: levels.low,
    maxZoom: Number(levels.high),
    extent: extentOf(values.get('bounds')),
    metadata: { ...readJson(values.get('json')), attribution: values.get('attribution') },
  };
}

const wholeWorld = { west: -180, south: -85.051129, east: 180, north: 85.051129 };

/** Text of `west,south,east,north`; the whole world if it is missing or invalid. */
function extentOf(bounds = ''): ArchiveMap['extent'] {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = bounds.split(',').map(Number);
  return [west, south, east, north].every(Number.isFinite) ? { west, south, east, north } : wholeWorld;
}

function readJson(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    throw new Error(`expected JSON in the row "json" of its metadata: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
