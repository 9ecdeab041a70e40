import { lumaReader, type Picture } from '@vialog/contracts';

/** Size of the small picture in which views are compared, px. */
export const greyWidth = 128;
export const greyHeight = 72;

/** Samples per small pixel and direction: fewer pixels to read, and enough to suppress the noise of a sensor. */
const samples = 2;

/** Luma of a small picture by rows, 0..255, as the mean of samples; undefined for a picture that is smaller. */
export function greyPicture({ width, height, pixels, format }: Picture): Float32Array | undefined {
  if (width < greyWidth || height < greyHeight) return undefined;
  const lumaAt = lumaReader(format);
  const columns = samplePositions(width, greyWidth);
  const rows = samplePositions(height, greyHeight).map((row) => row * width);
  const grey = new Float32Array(greyWidth * greyHeight);
  rows.forEach((row, i) => {
    const target = Math.floor(i / samples) * greyWidth;
    for (let j = 0; j < columns.length; j += 1) {
      const at = target + ((j / samples) | 0);
      grey[at] = (grey[at] as number) + lumaAt(pixels, row + (columns[j] as number));
    }
  });
  for (let i = 0; i < grey.length; i += 1) grey[i] = (grey[i] as number) / (samples * samples);
  return grey;
}

/** Positions of the samples of a row or column of the picture, px. */
const samplePositions = (size: number, parts: number): readonly number[] =>
  Array.from({ length: parts * samples }, (_, i) => Math.floor(((i + 0.5) * size) / (parts * samples)));
