/** Centre and zoom level of the map. */
export interface MapPosition {
  /** Degrees. */
  readonly lon: number;
  /** Degrees. */
  readonly lat: number;
  /** MapLibre zoom level, 0 to 22. */
  readonly zoom: number;
}

/** Reads "lon,lat,zoom"; undefined for text that is not a position on the map. */
export function parseMapPosition(text: string | undefined): MapPosition | undefined {
  const [lon, lat, zoom, ...rest] = (text ?? '').split(',').map(Number);
  if (lon === undefined || lat === undefined || zoom === undefined || rest.length > 0) return undefined;
  const inside = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return inside ? { lon, lat, zoom } : undefined;
}

/** Writes "lon,lat,zoom" for the address bar. */
export const formatMapPosition = ({ lon, lat, zoom }: MapPosition): string =>
  `${lon.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`;

/** Shown until the cameras are loaded, and where none is registered. */
export const initialMapPosition: MapPosition = { lon: 105, lat: 32, zoom: 2.2 };
