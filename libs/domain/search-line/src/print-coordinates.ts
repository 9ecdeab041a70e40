/** Degrees with at most 6 decimals. */
export const printDegrees = (value: number): string => value.toFixed(6).replace(/\.?0+$/, '');

export const printPoint = ({ lat, lon }: { readonly lat: number; readonly lon: number }): string =>
  `${printDegrees(lat)},${printDegrees(lon)}`;

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export const printBox = ({ west, south, east, north }: Box, field = 'bbox'): string =>
  `${field}:${printPoint({ lat: south, lon: west })};${printPoint({ lat: north, lon: east })}`;
