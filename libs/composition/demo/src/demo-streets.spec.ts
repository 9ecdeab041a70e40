import { describe, expect, it } from '@jest/globals';
import { demoStreets } from './demo-streets.ts';
import { demoTown } from './demo-town.ts';

const boxOf = (ring: readonly (readonly [number, number])[]) => {
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
};
const lots = demoStreets.flatMap(({ properties, geometry }) =>
  properties.kind === 'lot' && geometry.type === 'Polygon' ? [boxOf(geometry.coordinates[0] ?? [])] : [],
);

describe('demoStreets', () => {
  it('streets and places of the demo town have names in both languages', () => {
    const named = demoStreets.filter(({ properties }) => properties.name !== undefined);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(({ properties }) => properties['name:zh'] === undefined)).toEqual([]);
  });

  it('every camera of a lot of the demo stands on a drawn parking lot', () => {
    const positions = demoTown(Date.UTC(2026, 4, 1)).flatMap(({ cameras, site }) =>
      site.kind === 'parking_lot' ? cameras.map((camera) => camera('000000000001').position) : [],
    );
    const outside = positions.filter(
      ([lon, lat]) =>
        !lots.some(([west, south, east, north]) => lon > west && lon < east && lat > south && lat < north),
    );
    expect(outside).toEqual([]);
  });

  it('no house stands on a parking lot or a square', () => {
    const houses = demoStreets.flatMap(({ properties, geometry }) =>
      properties.kind === 'building' && geometry.type === 'Polygon'
        ? [boxOf(geometry.coordinates[0] ?? [])]
        : [],
    );
    const overlaps = ([w, s, e, n]: (typeof lots)[number], [w2, s2, e2, n2]: (typeof lots)[number]) =>
      w < e2 && e > w2 && s < n2 && n > s2;
    expect(houses.length).toBeGreaterThan(80);
    expect(houses.filter((house) => lots.some((lot) => overlaps(house, lot)))).toEqual([]);
  });
});
