import { lumaReader, type Picture } from '@vialog/contracts';

/**
 * Grid of the scene gate. In a network that sees the whole picture with a width of 416 px, a cell has 6.5 px: smaller objects
 * are not detected.
 */
export const sceneColumns = 64;
export const sceneRows = 36;

/** At most this many pixels per cell and direction are read. */
const maxSamples = 8;

/** Mean luma of each cell of a picture by rows, 0..255; undefined for a picture that is smaller than the grid. */
export function sceneCells({ width, height, pixels, format }: Picture): Float32Array | undefined {
  if (width < sceneColumns || height < sceneRows) return undefined;
  const lumaAt = lumaReader(format);
  const columns = samplePositions(width, sceneColumns);
  const rows = samplePositions(height, sceneRows);
  const cells = new Float32Array(sceneColumns * sceneRows);
  for (let row = 0; row < sceneRows; row += 1)
    for (const y of rows[row] as readonly number[])
      for (let column = 0; column < sceneColumns; column += 1) {
        const cell = row * sceneColumns + column;
        let sum = 0;
        for (const x of columns[column] as readonly number[]) sum += lumaAt(pixels, y * width + x);
        cells[cell] = (cells[cell] as number) + sum;
      }
  for (let row = 0; row < sceneRows; row += 1)
    for (let column = 0; column < sceneColumns; column += 1) {
      const read = (rows[row] as readonly number[]).length * (columns[column] as readonly number[]).length;
      const cell = row * sceneColumns + column;
      cells[cell] = (cells[cell] as number) / read;
    }
  return cells;
}

/** Positions that are read in each part of a row or column of the picture, px. */
function samplePositions(size: number, parts: number): readonly (readonly number[])[] {
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [Math.floor((part * size) / parts), Math.floor(((part + 1) * size) / parts)];
    const count = Math.min(maxSamples, to - from);
    return Array.from({ length: count }, (__, i) => from + Math.floor(((i + 0.5) * (to - from)) / count));
  });
}
