export type { BaseMapSource, Tile } from './base-map.port.ts';
export { chooseBaseMap, type BaseMapParts } from './choose-base-map.ts';
export type { ArchiveMap, TileArchive } from './tile-archive.port.ts';
export type { Town, TownShape, TownShapeKind } from './town.ts';
