import { VialogError, type Position } from '@vialog/contracts';

/** A box on the map in degrees; west > east crosses the antimeridian (RFC 7946, 5.2). Edges belong to the box. */
export interface MapBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const world: MapBox = { west: -180, south: -90, east: 180, north: 90 };
/** Latitude at which the square of Web Mercator ends. */
const maxLatitude = 85.051_128_779_806_6;

/**
 * Reads `west,south,east,north`; the whole world if the text is undefined.
 * @throws {VialogError} VALIDATION_FAILED when the box is invalid
 */
export function boxOf(text: string | undefined): MapBox {
  if (text === undefined) return world;
  const [west = NaN, south = NaN, east = NaN, north = NaN] = text.split(',').map(Number);
  const box = { west, south, east, north };
  if (isBox(box)) return box;
  const message = `expected west,south,east,north in degrees with south below north, found "${text}"`;
  throw new VialogError('VALIDATION_FAILED', `bbox: ${message}`, { details: [{ path: 'bbox', message }] });
}

export function isInBox([lon, lat]: Position, { west, south, east, north }: MapBox): boolean {
  if (lat < south || lat > north) return false;
  return west <= east ? west <= lon && lon <= east : lon >= west || lon <= east;
}

/** Web Mercator (EPSG:3857) scaled to 0..1, from the north-west corner. */
export function mercatorOf([lon, lat]: Position): { readonly x: number; readonly y: number } {
  const sine = Math.sin((Math.min(Math.max(lat, -maxLatitude), maxLatitude) * Math.PI) / 180);
  return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** Share of the world's square that the box covers, 0..1. */
export function mercatorAreaOf({ west, south, east, north }: MapBox): number {
  const from = mercatorOf([west, south]);
  const to = mercatorOf([east, north]);
  const width = to.x - from.x;
  return (width < 0 ? width + 1 : width) * (from.y - to.y);
}

function isBox({ west, south, east, north }: MapBox): boolean {
  const inRange =
    [west, east].every((lon) => Math.abs(lon) <= 180) && [south, north].every((lat) => Math.abs(lat) <= 90);
  return inRange && south <= north;
}
