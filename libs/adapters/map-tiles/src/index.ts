export { openTileArchive, UnusableTiles } from './open-tile-archive.ts';
