import { greyHeight, greyWidth } from './grey-picture.ts';

/** Size of a block of a small picture, px. */
export const blockSize = 8;
export const blockColumns = greyWidth / blockSize;
export const blockRows = greyHeight / blockSize;
export const blockCount = blockColumns * blockRows;

/** The block of each pixel; a table, because it is read for every pixel of every picture. */
export const blockOfPixel: Uint8Array = Uint8Array.from(
  { length: greyWidth * greyHeight },
  (_, at) => Math.floor(at / greyWidth / blockSize) * blockColumns + Math.floor((at % greyWidth) / blockSize),
);

/** Pairs of neighbouring blocks, side by side and one above the other. */
export const neighbours: readonly (readonly [number, number])[] = Array.from(
  { length: blockCount },
  (_, block) => {
    const pairs: [number, number][] = [];
    if (block % blockColumns < blockColumns - 1) pairs.push([block, block + 1]);
    if (block + blockColumns < blockCount) pairs.push([block, block + blockColumns]);
    return pairs;
  },
).flat();
