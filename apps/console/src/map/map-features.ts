import type { Feature, FeatureCollection, Geometry, Point, Polygon } from 'geojson';
import type { MapResponse, MapCluster, MapPoint, Site } from '@vialog/contracts';
import type { Figure } from '../cameras/camera-figure.ts';
import { crossingsText } from '../cameras/crossings.ts';
import type { MarkerKind } from '../cameras/camera-state.ts';

/** A camera on the map with its marker and figure. */
export interface MapCamera {
  readonly camera: Omit<MapPoint, 'state' | 'zones'>;
  readonly state: MarkerKind;
  readonly figure: Figure;
}

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

/**
 * What is emphasised on the map: the selected camera, and the cameras that a search found with their searched figures
 * (undefined: no search). During a search no marker has a current figure.
 */
export interface Emphasis {
  readonly selected: string | undefined;
  readonly found: ReadonlyMap<string, string> | undefined;
  /** Cameras that were found, but not for the shown time. */
  readonly faded?: ReadonlySet<string> | undefined;
}

export function cameraFeatures(
  cameras: readonly MapCamera[],
  { selected, found, faded }: Emphasis,
): FeatureCollection<Point, CameraProperties> {
  const features = cameras.map((each) => {
    const { cameraId, name, position } = each.camera;
    return feature<Point, CameraProperties>(
      { type: 'Point', coordinates: [...position] },
      {
        cameraId,
        name,
        state: each.state,
        freshness: found ? 'fresh' : each.figure.freshness,
        label: found ? (found.get(cameraId) ?? '') : labelOf(each),
        selected: cameraId === selected,
        found: (found?.has(cameraId) ?? true) && faded?.has(cameraId) !== true,
      },
    );
  });
  return { type: 'FeatureCollection', features };
}

function labelOf({ figure }: MapCamera): string {
  if (figure.value === undefined) return '–';
  if (figure.crossings) return crossingsText(figure.crossings);
  return figure.capacity === undefined ? String(figure.value) : `${figure.value}/${figure.capacity}`;
}

/** Cameras that the server has clustered; named like the properties of clusters that MapLibre makes. */
export interface ClusterProperties {
  readonly ok: number;
  readonly warn: number;
  readonly bad: number;
  readonly point_count: number;
  readonly point_count_abbreviated: string;
  /** Bounds of the cameras, degrees. MapLibre returns single values as they were given, lists not in every version. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export function clusterFeatures(
  clusters: readonly MapCluster[],
): FeatureCollection<Point, ClusterProperties> {
  const features = clusters.map(({ position, extent, cameras, states }) =>
    feature<Point, ClusterProperties>(
      { type: 'Point', coordinates: [...position] },
      {
        ok: states.online ?? 0,
        warn: (states.degraded ?? 0) + (states.starting ?? 0),
        bad: states.offline ?? 0,
        point_count: cameras,
        point_count_abbreviated: shortNumber(cameras),
        ...extent,
      },
    ),
  );
  return { type: 'FeatureCollection', features };
}

/** 1234 → 1.2k, like MapLibre. */
const shortNumber = (value: number): string =>
  value < 1_000
    ? String(value)
    : `${value < 10_000 ? (value / 1_000).toFixed(1) : Math.round(value / 1_000)}k`;

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
  cameras: readonly MapCamera[],
  radiusM = 60,
): FeatureCollection<Polygon, { cameraId: string }> {
  const features = cameras.flatMap(({ camera }) => {
    const ring = sector(camera, radiusM);
    if (!ring) return [];
    return feature<Polygon, { cameraId: string }>(
      { type: 'Polygon', coordinates: [ring] },
      { cameraId: camera.cameraId },
    );
  });
  return { type: 'FeatureCollection', features };
}

function sector(
  { heading, fieldOfView, position }: MapCamera['camera'],
  radiusM: number,
): number[][] | undefined {
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
export function boundsOf({
  items,
  clusters,
}: Pick<MapResponse, 'items' | 'clusters'>): [number, number, number, number] | undefined {
  if (items.length === 0 && clusters.length === 0) return undefined;
  const lons = items.map(({ position: [lon] }) => lon);
  const lats = items.map(({ position: [, lat] }) => lat);
  const extents = clusters.map(({ extent }) => extent);
  return [
    Math.min(...lons, ...extents.map(({ west }) => west)),
    Math.min(...lats, ...extents.map(({ south }) => south)),
    Math.max(...lons, ...extents.map(({ east }) => east)),
    Math.max(...lats, ...extents.map(({ north }) => north)),
  ];
}

const feature = <Shape extends Geometry, Properties>(
  geometry: Shape,
  properties: Properties,
): Feature<Shape, Properties> => ({ type: 'Feature', geometry, properties });
