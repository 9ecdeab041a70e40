import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { Site } from '@vialog/contracts';
import type { Place } from './place.ts';

/** One camera on the map; `label` is the number on its mark. */
export interface PlaceProperties {
  readonly cameraId: string;
  readonly name: string;
  readonly state: string;
  readonly freshness: string;
  readonly label: string;
  readonly selected: boolean;
  readonly found: boolean;
}

/** What stands out on the map: the selection, and what the search found (undefined: no search). */
export interface Emphasis {
  readonly selected: string | undefined;
  readonly found: ReadonlySet<string> | undefined;
}

export function placeFeatures(
  places: readonly Place[],
  { selected, found }: Emphasis,
): FeatureCollection<Point, PlaceProperties> {
  return {
    type: 'FeatureCollection',
    features: places.map((place) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...place.camera.position] },
      properties: {
        cameraId: place.camera.cameraId,
        name: place.camera.name,
        state: place.state,
        freshness: place.figure.freshness,
        label: labelOf(place),
        selected: place.camera.cameraId === selected,
        found: found?.has(place.camera.cameraId) ?? true,
      },
    })),
  };
}

function labelOf({ figure }: Place): string {
  if (figure.value === undefined) return '–';
  return figure.capacity === undefined ? String(figure.value) : `${figure.value}/${figure.capacity}`;
}

export function siteFeatures(sites: readonly Site[]): FeatureCollection<Polygon, { name: string }> {
  return {
    type: 'FeatureCollection',
    features: sites.flatMap((site): Feature<Polygon, { name: string }>[] => {
      if (!site.outline) return [];
      const ring = site.outline.map((point) => [...point]);
      return [
        {
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] },
          properties: { name: site.name },
        },
      ];
    }),
  };
}

/** Where the name of a site stands. */
export const siteNameFeatures = (sites: readonly Site[]): FeatureCollection<Point, { name: string }> => ({
  type: 'FeatureCollection',
  features: sites.map((site) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...site.position] },
    properties: { name: site.name },
  })),
});

/** Direction of view: a wedge of `reachM` metres, where the camera says how it looks. */
export function viewFeatures(
  places: readonly Place[],
  reachM = 60,
): FeatureCollection<Polygon, { cameraId: string }> {
  return {
    type: 'FeatureCollection',
    features: places.flatMap(({ camera }): Feature<Polygon, { cameraId: string }>[] => {
      if (camera.heading === undefined) return [];
      const half = Math.min(180, (camera.fieldOfView ?? 60) / 2);
      const steps = Array.from({ length: 9 }, (_, i) => camera.heading! - half + (i * half) / 4);
      const arc = steps.map((bearing) => offset(camera.position, bearing, reachM));
      const ring = [[...camera.position], ...arc, [...camera.position]];
      return [
        {
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates: [ring] },
          properties: { cameraId: camera.cameraId },
        },
      ];
    }),
  };
}

const metresPerDegree = 111_320;

function offset([lon, lat]: readonly [number, number], bearing: number, metres: number): [number, number] {
  const radians = (bearing * Math.PI) / 180;
  const east = (Math.sin(radians) * metres) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
  return [lon + east, lat + (Math.cos(radians) * metres) / metresPerDegree];
}

/** Meridians and parallels every `step` degrees. */
export function graticule(step: number): FeatureCollection<LineString> {
  const line = (coordinates: number[][]): Feature<LineString> => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates },
    properties: {},
  });
  const features: Feature<LineString>[] = [];
  for (let lon = -180; lon <= 180; lon += step) features.push(line([[lon, -85], [lon, 0], [lon, 85]])); // prettier-ignore
  for (let lat = -80; lat <= 80; lat += step) features.push(line([[-180, lat], [0, lat], [180, lat]])); // prettier-ignore
  return { type: 'FeatureCollection', features };
}

/** A fine grid around a point, so that a city without streets still shows distance and direction. */
export function localGrid(
  [lon, lat]: readonly [number, number],
  step: number,
  lines: number,
): FeatureCollection<LineString> {
  const [west, south] = [(Math.round(lon / step) - lines) * step, (Math.round(lat / step) - lines) * step];
  const [east, north] = [west + 2 * lines * step, south + 2 * lines * step];
  const features = Array.from({ length: 2 * lines + 1 }, (_, i) => [
    { type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: [[west + i * step, south], [west + i * step, north]] } },
    { type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: [[west, south + i * step], [east, south + i * step]] } },
  ]); // prettier-ignore
  return { type: 'FeatureCollection', features: features.flat() };
}

/** west, south, east, north of places, or undefined where there are none. */
export function boundsOf(places: readonly Place[]): [number, number, number, number] | undefined {
  if (places.length === 0) return undefined;
  const lons = places.map((place) => place.camera.position[0]);
  const lats = places.map((place) => place.camera.position[1]);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
