import { describe, expect, it } from '@jest/globals';
import type { FeatureCollection, Position } from 'geojson';
import { joinAtAntimeridian } from './land.ts';

const land = (...rings: Position[][]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {},
      geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
    },
  ],
});
const ringOf = (collection: FeatureCollection) => {
  const geometry = collection.features[0]?.geometry;
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates[0]?.[0] : undefined;
};

describe('joinAtAntimeridian', () => {
  it('lets land go on beyond 180° instead of jumping around the world', () => {
    const chukotka = [[170, 65], [179, 66], [-175, 67], [-179, 70], [175, 70], [170, 65]]; // prettier-ignore
    expect(ringOf(joinAtAntimeridian(land(chukotka)))?.map((point) => point[0])).toEqual([
      170, 179, 185, 181, 175, 170,
    ]);
  });

  it('leaves alone what does not cross, and what goes around a pole', () => {
    const europe = [[10, 50], [20, 50], [20, 55], [10, 50]]; // prettier-ignore
    const antarctica = [[-170, -70], [0, -70], [170, -70], [-170, -70]]; // prettier-ignore
    expect(ringOf(joinAtAntimeridian(land(europe)))).toEqual(europe);
    expect(ringOf(joinAtAntimeridian(land(antarctica)))).toEqual(antarctica);
  });
});
