import { describe, expect, it } from '@jest/globals';
import type { FeatureCollection, Position } from 'geojson';
import { joinAtAntimeridian } from './land.ts';

/** A closed ring from [lon, lat] pairs written as text. */
const ring = (text: string): Position[] => text.split(' ').map((pair) => pair.split(',').map(Number));

const land = (...rings: Position[][]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {},
      geometry: { type: 'MultiPolygon', coordinates: rings.map((each) => [each]) },
    },
  ],
});
const firstRingOf = (collection: FeatureCollection) => {
  const geometry = collection.features[0]?.geometry;
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates[0]?.[0] : undefined;
};

describe('joinAtAntimeridian', () => {
  it('continues longitudes beyond 180° for land that crosses the antimeridian', () => {
    const chukotka = ring('170,65 179,66 -175,67 -179,70 175,70 170,65');
    const longitudes = firstRingOf(joinAtAntimeridian(land(chukotka)))?.map((point) => point[0]);
    expect(longitudes).toEqual([170, 179, 185, 181, 175, 170]);
  });

  it('leaves land unchanged that does not cross the antimeridian or that surrounds a pole', () => {
    const europe = ring('10,50 20,50 20,55 10,50');
    const antarctica = ring('-170,-70 0,-70 170,-70 -170,-70');
    expect(firstRingOf(joinAtAntimeridian(land(europe)))).toEqual(europe);
    expect(firstRingOf(joinAtAntimeridian(land(antarctica)))).toEqual(antarctica);
  });
});
