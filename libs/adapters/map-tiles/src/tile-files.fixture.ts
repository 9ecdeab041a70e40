import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { TileType, zxyToTileId } from 'pmtiles';

/** A tile of a test archive; XYZ scheme. */
export interface TestTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly bytes: Uint8Array;
}

export interface TestArchive {
  readonly format: 'pbf' | 'png' | 'mlt';
  readonly bounds: readonly [number, number, number, number];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tiles: readonly TestTile[];
}

/** Writes an MBTiles file; vector tiles are compressed, as tools write them. */
export function writeMbtiles(file: string, { format, bounds, metadata, tiles }: TestArchive): void {
  const database = new DatabaseSync(file);
  database.exec(`
    CREATE TABLE metadata (name TEXT, value TEXT);
    CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)`);
  const { attribution, ...json } = metadata;
  const rows = { format, bounds: bounds.join(','), attribution, json: JSON.stringify(json) };
  const setValue = database.prepare('INSERT INTO metadata VALUES (?, ?)');
  for (const [name, value] of Object.entries(rows)) if (typeof value === 'string') setValue.run(name, value);
  const addTile = database.prepare('INSERT INTO tiles VALUES (?, ?, ?, ?)');
  for (const { z, x, y, bytes } of tiles)
    addTile.run(z, x, 2 ** z - 1 - y, format === 'pbf' ? gzipSync(bytes) : bytes);
  database.close();
}

const headerLength = 127;
const gzip = 2;
const tileTypes = { pbf: TileType.Mvt, png: TileType.Png, mlt: TileType.Mlt };

/** The bytes of a PMTiles file, version 3, with one directory. */
export function pmtilesFile({ format, bounds, metadata, tiles }: TestArchive): Buffer {
  const sorted = [...tiles].sort((a, b) => tileIdOf(a) - tileIdOf(b));
  const bodies = sorted.map(({ bytes }) => gzipSync(bytes));
  const directory = gzipSync(
    directoryOf(
      sorted.map(tileIdOf),
      bodies.map(({ length }) => length),
    ),
  );
  const json = gzipSync(JSON.stringify(metadata));
  const data = Buffer.concat(bodies);
  const header = Buffer.alloc(headerLength);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  const dataAt = headerLength + directory.length + json.length;
  const places = [headerLength, directory.length, headerLength + directory.length, json.length, dataAt, 0];
  [...places, dataAt, data.length, tiles.length, tiles.length, tiles.length].forEach((value, index) =>
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * index),
  );
  const levels = sorted.map(({ z }) => z);
  header.set([1, gzip, gzip, tileTypes[format], Math.min(...levels), Math.max(...levels)], 96);
  bounds.forEach((degrees, index) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index));
  return Buffer.concat([header, directory, json, data]);
}

const tileIdOf = ({ z, x, y }: TestTile): number => zxyToTileId(z, x, y);

/** Columns of a directory: count, differences of ids, run lengths, lengths, and offsets (0: follows the tile before). */
function directoryOf(ids: readonly number[], lengths: readonly number[]): Buffer {
  const columns = [
    [ids.length],
    ids.map((id, index) => id - (ids[index - 1] ?? 0)),
    ids.map(() => 1),
    lengths,
    ids.map((_, index) => (index === 0 ? 1 : 0)),
  ];
  return Buffer.from(columns.flat().flatMap(varint));
}

function varint(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...varint(Math.floor(value / 128))];
}
