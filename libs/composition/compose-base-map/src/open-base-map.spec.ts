import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demoTag } from '@vialog/demo';
import { openBaseMap, type BaseMapOptions } from './open-base-map.ts';

let dataDir: string;
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'vialog-base-map-'))));
afterEach(() => rm(dataDir, { recursive: true }));

const warnings: string[] = [];
const stopping = new AbortController();
afterAll(() => stopping.abort());
const { signal } = stopping;
const log = { warn: (_: object, message: string) => void warnings.push(message) };
const camerasWith = (...tags: string[]): BaseMapOptions['cameras'] => ({
  newest: () => [{ tags }] as never,
});

function writeMap(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(`
    CREATE TABLE metadata (name TEXT, value TEXT);
    CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
    INSERT INTO metadata VALUES ('format', 'png');
    INSERT INTO tiles VALUES (0, 0, 0, x'89')`);
  database.close();
}

describe('openBaseMap', () => {
  it('finds the map in the data folder without a setting', async () => {
    writeMap(join(dataDir, 'base-map.mbtiles'));
    const source = await openBaseMap({
      file: undefined,
      dataDir,
      cameras: camerasWith(demoTag),
      log,
      signal,
    });
    expect(source.describe()).toMatchObject({ kind: 'raster', maxZoom: 0 });
  });

  it('the file of the map is closed when the server stops', async () => {
    writeMap(join(dataDir, 'base-map.mbtiles'));
    const stop = new AbortController();
    const options = { file: undefined, dataDir, cameras: camerasWith(), log, signal: stop.signal };
    const source = await openBaseMap(options);
    expect((await source.tile({ z: 0, x: 0, y: 0 }))?.mediaType).toBe('image/png');
    stop.abort();
    await expect(source.tile({ z: 0, x: 0, y: 0 })).rejects.toThrow(/closed|finalized|not open/);
  });

  it('a damaged map in the data folder is logged, and the streets of the demo are shown', async () => {
    await writeFile(join(dataDir, 'base-map.pmtiles'), 'no map');
    const source = await openBaseMap({
      file: undefined,
      dataDir,
      cameras: camerasWith(demoTag),
      log,
      signal,
    });
    expect(source.describe().kind).toBe('town');
    expect(warnings).toEqual(['the map is shown without base-map.pmtiles: it cannot be used']);
  });

  it('a map that was set and cannot be used prevents the start', async () => {
    const file = join(dataDir, 'city.pmtiles');
    const opening = openBaseMap({ file, dataDir, cameras: camerasWith(), log, signal });
    await expect(opening).rejects.toThrow(
      /city.pmtiles cannot be read: ENOENT.*; correct VIALOG_BASE_MAP, or remove it to start without a map/,
    );
  });
});
