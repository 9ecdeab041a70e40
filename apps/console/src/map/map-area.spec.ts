import { describe, expect, it } from '@jest/globals';
import { distanceM } from '@vialog/geometry';
import { areaFeatures, areaOf, conditionOf, type MapArea } from './map-area.ts';

const corner = (lat: number, lon: number) => ({ lat, lon });
const ringOf = (area: MapArea): number[][] => {
  const [feature] = areaFeatures([area], undefined).features;
  return feature?.geometry.type === 'Polygon' ? (feature.geometry.coordinates[0] ?? []) : [];
};

describe('areaOf', () => {
  it('makes a circle of its centre and a point of its edge, and a polygon of three corners', () => {
    const circle = areaOf({ kind: 'circle', points: [corner(31, 112), corner(31.01, 112)] });
    expect(circle).toEqual({ kind: 'circle', center: corner(31, 112), radiusM: 1_112 });
    expect(areaOf({ kind: 'circle', points: [corner(31, 112), corner(31, 112)] })).toBeUndefined();
    const corners = [corner(31, 112), corner(31.1, 112), corner(31.1, 112.1)];
    expect(areaOf({ kind: 'polygon', points: corners })).toEqual({ kind: 'polygon', corners });
    expect(areaOf({ kind: 'polygon', points: corners.slice(1) })).toBeUndefined();
  });
});

describe('conditionOf', () => {
  it.each<[MapArea, string]>([
    [{ kind: 'circle', center: corner(31.0312345, 112.2), radiusM: 820 }, 'near:31.03123,112.2,820m'],
    [{ kind: 'circle', center: corner(-0.000001, 0), radiusM: 12_349 }, 'near:0,0,12.3km'],
    [
      { kind: 'polygon', corners: [corner(31, 112), corner(31.1, 112), corner(31.1, 112.123456)] },
      'polygon:31,112;31.1,112;31.1,112.12346',
    ],
    [{ kind: 'box', box: { west: 179, south: -1, east: -179, north: 1 } }, 'bbox:-1,179;1,-179'],
  ])('writes an area as a condition with the latitude first: %j', (area, condition) => {
    expect(conditionOf(area)).toBe(condition);
  });
});

describe('areaFeatures', () => {
  it('draws a circle with corners at its radius, also at a high latitude', () => {
    const center = corner(70, 25);
    const distances = ringOf({ kind: 'circle', center, radiusM: 50_000 }).map(([lon = 0, lat = 0]) =>
      distanceM(center, { lon, lat }),
    );
    for (const distance of distances) expect(distance).toBeCloseTo(50_000, 3);
  });

  it('continues the outline of an area beyond the antimeridian', () => {
    const box = ringOf({ kind: 'box', box: { west: 179, south: -1, east: -179, north: 1 } });
    expect(Math.max(...box.map(([lon = 0]) => lon))).toBe(181);
    const polygon = ringOf({ kind: 'polygon', corners: [corner(0, 179), corner(1, -179), corner(1, 179)] });
    expect(polygon.map(([lon]) => lon)).toEqual([179, 181, 179, 179]);
  });

  it('draws the points of an unfinished shape and the line between them', () => {
    const drawing = { kind: 'polygon', points: [corner(31, 112), corner(31.1, 112)] } as const;
    expect(areaFeatures([], drawing).features.map(({ geometry }) => geometry.type)).toEqual([
      'LineString',
      'Point',
      'Point',
    ]);
  });
});
