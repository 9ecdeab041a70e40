import type { MapView } from '../api/camera-list.ts';

/** Bounds of a map in degrees; longitudes may lie beyond ±180, because the map wraps. */
export interface MapBounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * The view that is requested for the visible part of the map: edges are moved outwards to a grid, so that small movements
 * need no request.
 */
export function viewOf({ west, south, east, north }: MapBounds, mapZoom: number): MapView {
  const zoom = Math.floor(mapZoom);
  const step = 360 / 2 ** (zoom + 1);
  const [left, right] = [Math.floor(west / step) * step, Math.ceil(east / step) * step];
  const latitudes = [Math.floor(south / step) * step, Math.ceil(north / step) * step].map(clampLatitude);
  const longitudes = longitudesOf(left, right);
  return { bbox: [longitudes[0], latitudes[0], longitudes[1], latitudes[1]].map(degrees).join(), zoom };
}

/** The visible part of the map on the earth; west > east crosses the antimeridian. */
export function visibleBox(bounds: MapBounds): MapBounds {
  const [west, east] = longitudesOf(bounds.west, bounds.east);
  return { west, east, south: clampLatitude(bounds.south), north: clampLatitude(bounds.north) };
}

const longitudesOf = (left: number, right: number): [west: number, east: number] =>
  right - left >= 360 ? [-180, 180] : [wrapLongitude(left), wrapLongitude(right, 180)];

const clampLatitude = (latitude: number): number => Math.min(90, Math.max(-90, latitude));

/** -180 to 180; `edge` is the value of the antimeridian. */
function wrapLongitude(longitude: number, edge = -180): number {
  const wrapped = ((((longitude + 180) % 360) + 360) % 360) - 180;
  return wrapped === -180 ? edge : wrapped;
}

/** Without exponents and superfluous zeros. */
const degrees = (value = 0): string => String(Number(value.toFixed(6)));
