import type { BaseMap } from '@vialog/contracts';
import type { BaseMapSource } from './base-map.port.ts';
import type { TileArchive } from './tile-archive.port.ts';
import type { TownShape } from './town.ts';

/** Paths of the routes of tiles and of the town. */
const tilesPath = '/v1/base-map/tiles/{z}/{x}/{y}';
const townPath = '/v1/base-map/town';

export interface BaseMapParts {
  /** The archive of the operator; it is always preferred. */
  readonly archive?: TileArchive;
  readonly demoTown: readonly TownShape[];
  /** Whether the demo town is registered. Its streets stand at an invented place and are shown only then. */
  readonly hasDemo: () => boolean;
}

/** The archive if there is one, else the streets of the demo town while it is registered, else none. */
export function chooseBaseMap({ archive, demoTown, hasDemo }: BaseMapParts): BaseMapSource {
  return {
    describe: (): BaseMap => {
      if (archive) return { ...archive.map, tilesPath };
      return hasDemo() ? { kind: 'town', townPath } : { kind: 'none' };
    },
    town: { type: 'FeatureCollection', features: demoTown },
    tile: (address) => (archive ? archive.tile(address) : Promise.resolve(undefined)),
  };
}
