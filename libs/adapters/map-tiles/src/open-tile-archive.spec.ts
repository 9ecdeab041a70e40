import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { openTileArchive } from './open-tile-archive.ts';
import { pmtilesFile, writeMbtiles, type TestArchive } from './tile-files.fixture.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'vialog-tiles-'))));
afterEach(() => rm(folder, { recursive: true }));

const vector: TestArchive = {
  format: 'pbf',
  bounds: [112.1, 31, 112.3, 31.1],
  metadata: {
    attribution: '<a href="https://example.org">&copy; Survey &amp; Map</a>',
    vector_layers: [{ id: 'roads' }, { id: 'water' }],
  },
  tiles: [
    { z: 3, x: 6, y: 3, bytes: Buffer.from('three') },
    { z: 4, x: 12, y: 6, bytes: Buffer.from('four, north') },
    { z: 4, x: 12, y: 7, bytes: Buffer.from('four, south') },
  ],
};
const raster: TestArchive = { ...vector, format: 'png', metadata: {} };

async function write(name: string, content: TestArchive): Promise<string> {
  const file = join(folder, name);
  if (name.endsWith('.mbtiles')) writeMbtiles(file, content);
  else await writeFile(file, pmtilesFile(content));
  return file;
}

describe.each(['town.pmtiles', 'town.mbtiles'])('a map in %s', (name) => {
  it(`${name}: is described with its layers, bounds and a plain attribution`, async () => {
    const archive = await openTileArchive(await write(name, vector));
    expect(archive.map).toEqual({
      kind: 'vector',
      minZoom: 3,
      maxZoom: 4,
      extent: { west: 112.1, south: 31, east: 112.3, north: 31.1 },
      attribution: '© Survey & Map',
      layers: ['roads', 'water'],
    });
    await archive.close();
  });

  it(`${name}: returns each tile at its place, uncompressed, and nothing elsewhere`, async () => {
    const archive = await openTileArchive(await write(name, vector));
    const textAt = async (z: number, x: number, y: number) => {
      const tile = await archive.tile({ z, x, y });
      return tile && `${tile.mediaType}: ${Buffer.from(tile.bytes).toString()}`;
    };
    expect(await textAt(3, 6, 3)).toBe('application/vnd.mapbox-vector-tile: three');
    expect(await textAt(4, 12, 6)).toBe('application/vnd.mapbox-vector-tile: four, north');
    expect(await textAt(4, 12, 7)).toBe('application/vnd.mapbox-vector-tile: four, south');
    expect(await textAt(4, 0, 0)).toBeUndefined();
    expect(await textAt(9, 1, 1)).toBeUndefined();
    expect(await textAt(3, 99_999, 3)).toBeUndefined();
    expect(await textAt(4, 12, 16)).toBeUndefined();
    expect(await textAt(30, 1, 1)).toBeUndefined();
    await archive.close();
  });

  it(`${name}: needs no layers for pictures`, async () => {
    const archive = await openTileArchive(await write(name, raster));
    expect(archive.map).toMatchObject({ kind: 'raster', maxZoom: 4 });
    expect((await archive.tile({ z: 3, x: 6, y: 3 }))?.mediaType).toBe('image/png');
    await archive.close();
  });

  it(`${name}: is rejected without layers, and with tiles that browsers cannot draw`, async () => {
    const withoutLayers = await write(name, { ...vector, metadata: {} });
    await expect(openTileArchive(withoutLayers)).rejects.toThrow(
      'cannot be used as a map: expected a list "vector_layers" in its metadata; found none',
    );
    const unknown = await write(`mlt-${name}`, { ...vector, format: 'mlt' });
    await expect(openTileArchive(unknown)).rejects.toThrow('expected tiles of the format pbf, png');
  });
});

test.each([
  ['town.zip', Buffer.from('PK\u0003\u0004 rest of a zip file'), 'found a file that begins with "PK'],
  ['empty.pmtiles', Buffer.alloc(0), 'nothing (it is empty)'],
  ['cut.pmtiles', pmtilesFile(vector).subarray(0, 60), 'cannot be used as a map'],
])('%s is rejected with what was found', async (name, content, message) => {
  const file = join(folder, name);
  await writeFile(file, content);
  await expect(openTileArchive(file)).rejects.toThrow(message);
});

test('an SQLite file that is no MBTiles, and a missing file, are rejected', async () => {
  const file = join(folder, 'other.mbtiles');
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE notes (text TEXT)');
  database.close();
  await expect(openTileArchive(file)).rejects.toThrow('expected an MBTiles database with the tables');
  await expect(openTileArchive(join(folder, 'missing.pmtiles'))).rejects.toThrow(/cannot be read: ENOENT/);
});
