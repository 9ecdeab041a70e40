import type { Feature, FeatureCollection, Position } from 'geojson';

/**
 * Removes the horizontal bar that a polygon across the antimeridian draws around the world: its longitudes jump from
 * 180° to -180°. The longitudes of such a ring continue beyond ±180° instead, and the map wraps them. Rings around a
 * pole cannot be joined and stay unchanged.
 */
export function joinAtAntimeridian(land: FeatureCollection): FeatureCollection {
  return { ...land, features: land.features.map(joinFeature) };
}

function joinFeature(feature: Feature): Feature {
  const { geometry } = feature;
  if (geometry.type === 'Polygon') {
    return { ...feature, geometry: { ...geometry, coordinates: geometry.coordinates.map(joinRing) } };
  }
  if (geometry.type !== 'MultiPolygon') return feature;
  const coordinates = geometry.coordinates.map((rings) => rings.map(joinRing));
  return { ...feature, geometry: { ...geometry, coordinates } };
}

function joinRing(ring: Position[]): Position[] {
  let shift = 0;
  const joined = ring.map(([lon = 0, lat = 0], index) => {
    const previous = ring[index - 1]?.[0] ?? lon;
    if (lon - previous > 180) shift -= 360;
    if (previous - lon > 180) shift += 360;
    return [lon + shift, lat];
  });
  return shift === 0 ? joined : ring;
}
