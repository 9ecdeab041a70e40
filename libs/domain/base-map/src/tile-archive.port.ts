import type { TileAddress, TiledMap } from '@vialog/contracts';
import type { Tile } from './base-map.port.ts';

/** What an archive says about its tiles. */
export type ArchiveMap =
  | Omit<Extract<TiledMap, { kind: 'raster' }>, 'tilesPath'>
  | Omit<Extract<TiledMap, { kind: 'vector' }>, 'tilesPath'>;

/** An opened file of map tiles. */
export interface TileArchive {
  readonly map: ArchiveMap;
  /** The tile at an address of the XYZ scheme; undefined where the archive has none. */
  tile(address: TileAddress): Promise<Tile | undefined>;
  close(): Promise<void>;
}
