/** Formats of tiles that browsers and MapLibre draw, by the name that MBTiles uses. */
export const tileFormats = {
  pbf: { kind: 'vector', mediaType: 'application/vnd.mapbox-vector-tile' },
  png: { kind: 'raster', mediaType: 'image/png' },
  jpg: { kind: 'raster', mediaType: 'image/jpeg' },
  webp: { kind: 'raster', mediaType: 'image/webp' },
  avif: { kind: 'raster', mediaType: 'image/avif' },
} as const;
export type TileFormat = keyof typeof tileFormats;

/** @throws {Error} when the format is none of `tileFormats` */
export function tileFormat(name: string): TileFormat {
  const format = name === 'jpeg' ? 'jpg' : name;
  if (Object.hasOwn(tileFormats, format)) return format as TileFormat;
  throw new Error(
    `expected tiles of the format ${Object.keys(tileFormats).join(', ')}; found ${name || 'none'}`,
  );
}
