import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import { distanceM, earthRadiusM, type GeographicPoint } from '@vialog/geometry';

/** An area of a search line. */
export type MapArea =
  | { readonly kind: 'circle'; readonly center: GeographicPoint; readonly radiusM: number }
  | { readonly kind: 'box'; readonly box: AreaBox }
  /** Corners in order around the outline. */
  | { readonly kind: 'polygon'; readonly corners: readonly GeographicPoint[] };

interface AreaBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Shapes that are drawn on the map. */
export type DrawnKind = 'polygon' | 'circle';

/** A shape that is being drawn: corners of a polygon, or the centre of a circle and a point of its edge. */
export interface Drawing {
  readonly kind: DrawnKind;
  readonly points: readonly GeographicPoint[];
}

/** Corners of a polygon that a search line can have. */
export const maxCorners = 40;

/** The area that was drawn; undefined while points are missing. */
export function areaOf({ kind, points }: Drawing): MapArea | undefined {
  const [center, edge] = points;
  if (kind === 'polygon') return points.length < 3 ? undefined : { kind, corners: points };
  if (!center || !edge) return undefined;
  const radiusM = Math.round(distanceM(center, edge));
  return radiusM < 1 ? undefined : { kind, center, radiusM };
}

/** The condition of a search line for an area. Five decimals are about 1 m. */
export function conditionOf(area: MapArea): string {
  if (area.kind === 'circle') return `near:${pointText(area.center)},${distanceText(area.radiusM)}`;
  if (area.kind === 'polygon') return `polygon:${area.corners.map(pointText).join(';')}`;
  const { west, south, east, north } = area.box;
  return `bbox:${pointText({ lat: south, lon: west })};${pointText({ lat: north, lon: east })}`;
}

const degreesText = (value: number): string => String(Number(value.toFixed(5)));
const pointText = ({ lat, lon }: GeographicPoint): string => `${degreesText(lat)},${degreesText(lon)}`;

/** Three significant digits from 1 km on. */
const distanceText = (metres: number): string =>
  metres < 1_000 ? `${Math.round(metres)}m` : `${Number((metres / 1_000).toPrecision(3))}km`;

/** Outlines of areas, and the points and lines of a drawing. */
export function areaFeatures(
  areas: readonly MapArea[],
  drawing: Drawing | undefined,
): FeatureCollection<Polygon | LineString | Point> {
  const drawn = drawing && areaOf(drawing);
  const outlines = [...areas, ...(drawn ? [drawn] : [])].flatMap(outlineFeatures);
  return { type: 'FeatureCollection', features: [...outlines, ...drawingFeatures(drawing)] };
}

function outlineFeatures(area: MapArea): Feature<Polygon>[] {
  const ring = ringOf(area);
  const [first] = ring;
  if (!first) return [];
  return [
    {
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [[...ring, first]] },
    },
  ];
}

/** [lon, lat] around an area. Longitudes continue beyond ±180 where it crosses the antimeridian. */
function ringOf(area: MapArea): [number, number][] {
  if (area.kind === 'circle') return circleRing(area.center, area.radiusM);
  if (area.kind === 'polygon') return joined(area.corners.map(({ lon, lat }) => [lon, lat]));
  const { west, south, north } = area.box;
  const east = area.box.east < west ? area.box.east + 360 : area.box.east;
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

/** Edges take the shorter way around the earth. */
function joined(corners: readonly [number, number][]): [number, number][] {
  let before: number | undefined;
  return corners.map(([lon, lat]) => {
    const near = before === undefined ? lon : lon + 360 * Math.round((before - lon) / 360);
    before = near;
    return [near, lat];
  });
}

const circleCorners = 72;

/** Points at a great-circle distance. */
function circleRing({ lat, lon }: GeographicPoint, radiusM: number): [number, number][] {
  const [angle, latitude] = [radiusM / earthRadiusM, radians(lat)];
  const corners = Array.from({ length: circleCorners }, (_, i): [number, number] => {
    const bearing = (2 * Math.PI * i) / circleCorners;
    const sine =
      Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing);
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
      Math.cos(angle) - Math.sin(latitude) * sine,
    );
    return [lon + degrees(east), degrees(Math.asin(Math.max(-1, Math.min(1, sine))))];
  });
  return joined(corners);
}

const radians = (value: number): number => (value * Math.PI) / 180;
const degrees = (value: number): number => (value * 180) / Math.PI;

function drawingFeatures(drawing: Drawing | undefined): Feature<LineString | Point>[] {
  const corners = (drawing?.points ?? []).map(({ lon, lat }): [number, number] => [lon, lat]);
  const points = corners.map((coordinates): Feature<Point> => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates },
  }));
  if (corners.length < 2) return points;
  return [
    { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: joined(corners) } },
    ...points,
  ];
}
