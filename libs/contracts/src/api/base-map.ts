import { z } from 'zod';
import { mapExtent } from './camera-list-responses.ts';

const kind = <Kind extends string>(value: Kind) => z.literal(value).describe('Kind of map');
const zoom = z.int().min(0).max(30);

/** A map from a tile archive, with the fields of TileJSON 3.0 that a map library needs. */
const tiledMap = {
  tilesPath: z.string().describe('Path of a tile with {z}, {x} and {y} of the XYZ scheme'),
  minZoom: zoom.describe('Lowest zoom level with tiles'),
  maxZoom: zoom.describe('Highest zoom level with tiles'),
  extent: mapExtent.describe('Area with tiles'),
  attribution: z.string().optional().describe('Text that must be shown on the map, without HTML'),
};

/** Response of `GET /v1/base-map`: what the console draws below the cameras. */
export const baseMap = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: kind('none') }),
    z.strictObject({ kind: kind('raster'), ...tiledMap }),
    z.strictObject({
      kind: kind('vector'),
      ...tiledMap,
      layers: z.array(z.string()).describe('Names of the vector layers in the tiles'),
    }),
    z.strictObject({ kind: kind('town'), townPath: z.string().describe('Path of the town as GeoJSON') }),
  ])
  .describe('The map below the cameras: none, tiles of an archive, or the streets of the demo town');
export type BaseMap = z.infer<typeof baseMap>;
export type TiledMap = Extract<BaseMap, { kind: 'raster' | 'vector' }>;

const tileNumber = z.coerce.number().int().min(0);

/** Path parameters of a tile. */
export const tileAddress = z.strictObject({
  z: tileNumber.max(30).describe('Zoom level'),
  x: tileNumber.describe('Column, from the west'),
  y: tileNumber.describe('Row, from the north'),
});
export type TileAddress = z.infer<typeof tileAddress>;
