import type { Feature, FeatureCollection, Position } from 'geojson';

/**
 * Land that crosses the antimeridian jumps from 180° to -180° within a ring, which draws a bar around the world.
 * Such rings go on beyond ±180° instead; the map wraps them. Rings around a pole, which never close, stay as they are.
 */
export function joinAtAntimeridian(land: FeatureCollection): FeatureCollection {
  return { ...land, features: land.features.map(joined) };
}

function joined(feature: Feature): Feature {
  const { geometry } = feature;
  if (geometry.type === 'Polygon') {
    return { ...feature, geometry: { ...geometry, coordinates: geometry.coordinates.map(continuous) } };
  }
  if (geometry.type !== 'MultiPolygon') return feature;
  const coordinates = geometry.coordinates.map((rings) => rings.map(continuous));
  return { ...feature, geometry: { ...geometry, coordinates } };
}

function continuous(ring: Position[]): Position[] {
  let turn = 0;
  const going = ring.map(([lon = 0, lat = 0], index) => {
    const before = ring[index - 1]?.[0] ?? lon;
    if (lon - before > 180) turn -= 360;
    if (before - lon > 180) turn += 360;
    return [lon + turn, lat];
  });
  return turn === 0 ? going : ring;
}
