import type { ModelCard } from '@vialog/contracts';
import type { Rect } from './box.ts';

type Input = ModelCard['input'];

/** A rectangle of a picture, in whole px, on which the network runs once. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Position of a tile in the network's input: `width` × `height` px at (`x`, `y`); the rest is padding. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Fits a tile into the input by the resize rule of the card. A small tile is scaled up. */
export function fitTile(tile: Pick<Tile, 'width' | 'height'>, input: Input): Placement {
  if (input.resize === 'stretch') return { x: 0, y: 0, width: input.width, height: input.height };
  const scale = Math.min(input.width / tile.width, input.height / tile.height);
  const width = Math.max(1, Math.round(tile.width * scale));
  const height = Math.max(1, Math.round(tile.height * scale));
  if (input.resize === 'letterbox-top-left') return { x: 0, y: 0, width, height };
  return { x: (input.width - width) >> 1, y: (input.height - height) >> 1, width, height };
}

/** Converts a rectangle from px of the input to px of the picture, clipped to the tile. */
export function toPicture<T extends Rect>(rect: T, placement: Placement, tile: Tile): T {
  const clampX = (x: number) =>
    tile.x + clamp(((x - placement.x) * tile.width) / placement.width, tile.width);
  const clampY = (y: number) =>
    tile.y + clamp(((y - placement.y) * tile.height) / placement.height, tile.height);
  return { ...rect, x1: clampX(rect.x1), y1: clampY(rect.y1), x2: clampX(rect.x2), y2: clampY(rect.y2) };
}

/** Converts a rectangle from px of the picture to px of the input, without clipping. */
export function toInput<T extends Rect>(rect: T, placement: Placement, tile: Tile): T {
  const x = (px: number) => placement.x + ((px - tile.x) * placement.width) / tile.width;
  const y = (px: number) => placement.y + ((px - tile.y) * placement.height) / tile.height;
  return { ...rect, x1: x(rect.x1), y1: y(rect.y1), x2: x(rect.x2), y2: y(rect.y2) };
}

const clamp = (value: number, max: number): number => Math.min(Math.max(value, 0), max);
