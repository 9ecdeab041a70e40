import type { BaseMap, TileAddress } from '@vialog/contracts';
import type { Town } from './town.ts';

/** One tile. Vector tiles are uncompressed Mapbox Vector Tiles 2.1; raster tiles are pictures. */
export interface Tile {
  readonly bytes: Uint8Array;
  /** Media type, for example `application/vnd.mapbox-vector-tile` or `image/png`. */
  readonly mediaType: string;
}

/** The map that the console draws below the cameras. */
export interface BaseMapSource {
  describe(): BaseMap;
  /** The streets of the demo town. */
  readonly town: Town;
  /** The tile at an address of the XYZ scheme; undefined where the map has none. */
  tile(address: TileAddress): Promise<Tile | undefined>;
}
