import { describe, expect, it } from '@jest/globals';
import { chooseBaseMap } from './choose-base-map.ts';
import type { TileArchive } from './tile-archive.port.ts';

const tile = { bytes: Uint8Array.of(1), mediaType: 'image/png' };
const archive: TileArchive = {
  map: { kind: 'raster', minZoom: 3, maxZoom: 14, extent: { west: 112, south: 31, east: 113, north: 32 } },
  tile: () => Promise.resolve(tile),
  close: () => Promise.resolve(),
};
const demoTown = [
  { type: 'Feature', properties: { kind: 'place' }, geometry: { type: 'Point', coordinates: [112.2, 31] } },
] as const;
const parts = { demoTown };

describe('chooseBaseMap', () => {
  it('prefers the archive of the operator to the streets of the demo town', async () => {
    const source = chooseBaseMap({ ...parts, archive, hasDemo: () => true });
    expect(source.describe()).toEqual({ ...archive.map, tilesPath: '/v1/base-map/tiles/{z}/{x}/{y}' });
    expect(await source.tile({ z: 3, x: 6, y: 3 })).toBe(tile);
  });

  it('shows the streets of the demo town only while the demo is registered', () => {
    const kindWith = (isRegistered: boolean) =>
      chooseBaseMap({ ...parts, hasDemo: () => isRegistered }).describe().kind;
    expect(kindWith(true)).toBe('town');
    expect(kindWith(false)).toBe('none');
  });

  it('the base map has no tiles without an archive', async () => {
    const source = chooseBaseMap({ ...parts, hasDemo: () => true });
    expect(await source.tile({ z: 3, x: 6, y: 3 })).toBeUndefined();
  });
});
