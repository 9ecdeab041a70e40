import type { Feature, FeatureCollection, LineString, Position } from 'geojson';

/** Meridians and parallels of the whole world every `step` degrees. */
export function graticule(step: number): FeatureCollection<LineString> {
  const features: Feature<LineString>[] = [];
  for (let lon = -180; lon <= 180; lon += step) features.push(meridian(lon, -85, 85));
  for (let lat = -80; lat <= 80; lat += step) features.push(parallel(lat, -180, 180));
  return { type: 'FeatureCollection', features };
}

/** A grid of `step` degrees around a point. Without streets it still shows distance and direction. */
export function localGrid(
  [lon, lat]: readonly [number, number],
  step: number,
  lines: number,
): FeatureCollection<LineString> {
  const west = (Math.round(lon / step) - lines) * step;
  const south = (Math.round(lat / step) - lines) * step;
  const side = 2 * lines * step;
  const features = Array.from({ length: 2 * lines + 1 }, (_, index) => [
    meridian(west + index * step, south, south + side),
    parallel(south + index * step, west, west + side),
  ]);
  return { type: 'FeatureCollection', features: features.flat() };
}

/** The middle point keeps a line across the whole world on one side of it. */
const meridian = (lon: number, from: number, to: number): Feature<LineString> =>
  line([lon, from], [lon, (from + to) / 2], [lon, to]);

const parallel = (lat: number, from: number, to: number): Feature<LineString> =>
  line([from, lat], [(from + to) / 2, lat], [to, lat]);

const line = (...coordinates: Position[]): Feature<LineString> => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'LineString', coordinates },
});
