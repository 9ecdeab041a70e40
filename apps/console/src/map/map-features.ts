import type { Feature, FeatureCollection, Geometry, Point, Polygon } from 'geojson';
import type { Camera, Site } from '@vialog/contracts';
import type { CameraOverview } from '../cameras/camera-overview.ts';

/** One camera on the map; `label` is the figure on its marker. */
export interface CameraProperties {
  readonly cameraId: string;
  readonly name: string;
  readonly state: string;
  readonly freshness: string;
  readonly label: string;
  readonly selected: boolean;
  readonly found: boolean;
}

/** What is emphasised on the map: the selected camera and the cameras a search found (undefined: no search). */
export interface Emphasis {
  readonly selected: string | undefined;
  readonly found: ReadonlySet<string> | undefined;
}

export function cameraFeatures(
  overviews: readonly CameraOverview[],
  { selected, found }: Emphasis,
): FeatureCollection<Point, CameraProperties> {
  const features = overviews.map((overview) => {
    const { cameraId, name, position } = overview.camera;
    return feature<Point, CameraProperties>(
      { type: 'Point', coordinates: [...position] },
      {
        cameraId,
        name,
        state: overview.state,
        freshness: overview.figure.freshness,
        label: labelOf(overview),
        selected: cameraId === selected,
        found: found?.has(cameraId) ?? true,
      },
    );
  });
  return { type: 'FeatureCollection', features };
}

function labelOf({ figure }: CameraOverview): string {
  if (figure.value === undefined) return '–';
  return figure.capacity === undefined ? String(figure.value) : `${figure.value}/${figure.capacity}`;
}

/** Outlines of the sites that have one. */
export function siteFeatures(sites: readonly Site[]): FeatureCollection<Polygon, { name: string }> {
  const features = sites.flatMap(({ name, outline }) => {
    if (!outline) return [];
    const ring = outline.map((point) => [...point]);
    return feature<Polygon, { name: string }>(
      { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] },
      { name },
    );
  });
  return { type: 'FeatureCollection', features };
}

/** The positions of the site names. */
export const siteNameFeatures = (sites: readonly Site[]): FeatureCollection<Point, { name: string }> => ({
  type: 'FeatureCollection',
  features: sites.map(({ name, position }) =>
    feature({ type: 'Point', coordinates: [...position] }, { name }),
  ),
});

/** The field of view of each camera with a heading: a sector with a radius of `radiusM` metres. */
export function fieldOfViewFeatures(
  overviews: readonly CameraOverview[],
  radiusM = 60,
): FeatureCollection<Polygon, { cameraId: string }> {
  const features = overviews.flatMap(({ camera }) => {
    const ring = sector(camera, radiusM);
    if (!ring) return [];
    return feature<Polygon, { cameraId: string }>(
      { type: 'Polygon', coordinates: [ring] },
      { cameraId: camera.cameraId },
    );
  });
  return { type: 'FeatureCollection', features };
}

function sector({ heading, fieldOfView, position }: Camera, radiusM: number): number[][] | undefined {
  if (heading === undefined) return undefined;
  const half = Math.min(180, (fieldOfView ?? 60) / 2);
  const arc = Array.from({ length: 9 }, (_, i) => offset(position, heading - half + (i * half) / 4, radiusM));
  return [[...position], ...arc, [...position]];
}

const metresPerDegree = 111_320;

/** The point at a distance and bearing from [lon, lat]; exact enough for a few kilometres. */
function offset([lon, lat]: readonly [number, number], bearing: number, metres: number): [number, number] {
  const radians = (bearing * Math.PI) / 180;
  const east = (Math.sin(radians) * metres) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
  return [lon + east, lat + (Math.cos(radians) * metres) / metresPerDegree];
}

/** [west, south, east, north] of all cameras; undefined where there are none. */
export function boundsOf(overviews: readonly CameraOverview[]): [number, number, number, number] | undefined {
  if (overviews.length === 0) return undefined;
  const lons = overviews.map(({ camera }) => camera.position[0]);
  const lats = overviews.map(({ camera }) => camera.position[1]);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const feature = <Shape extends Geometry, Properties>(
  geometry: Shape,
  properties: Properties,
): Feature<Shape, Properties> => ({ type: 'Feature', geometry, properties });
