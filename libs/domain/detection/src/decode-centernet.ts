import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import {
  type Decode,
  describeShapes,
  type ModelOutput,
  ModelOutputError,
  outputOfName,
} from './model-output.ts';
import { probabilityOf, rawOf } from './scores.ts';

type CenternetDecoder = Extract<ModelCard['decoder'], { kind: 'centernet' }>;

/** A map of numbers over the grid: the value of a channel at a cell is at `channel * channelStep + cell * cellStep`. */
interface GridMap {
  readonly values: Float32Array;
  readonly channelStep: number;
  readonly cellStep: number;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Decoder for CenterNet: a cell whose score is the largest of its 3 × 3 cells is the centre of an object; two more outputs give
 * its size and the offset of the centre, in cells (arXiv 1904.07850).
 */
export function centernetDecode(card: ModelCard, decoder: CenternetDecoder): Decode {
  const labels = card.labels.length;
  return (outputs, minScore) => {
    const heat = outputOfName(outputs, decoder.heatmap);
    const grid = gridOf(heat, decoder.order, labels);
    const heatmap = mapOf(heat, grid, { order: decoder.order, channels: labels });
    const sizes = mapOf(outputOfName(outputs, decoder.sizes), grid, { order: decoder.order, channels: 2 });
    const offsets = mapOf(outputOfName(outputs, decoder.offsets), grid, {
      order: decoder.order,
      channels: 2,
    });
    const minRaw = rawOf(minScore, decoder.scores);
    const scale = { x: card.input.width / grid.columns, y: card.input.height / grid.rows };
    const boxes: Box[] = [];
    for (let label = 0; label < labels; label += 1) {
      for (const cell of peaksOf(heatmap, grid, { label, minRaw })) {
        const score = probabilityOf(valueAt(heatmap, label, cell), decoder.scores);
        boxes.push({ label, score, ...rectAt(cell, grid, { sizes, offsets, scale }) });
      }
    }
    return boxes;
  };
}

/** @throws {ModelOutputError} when the heat map does not have a channel per label */
function gridOf(heat: ModelOutput, order: CenternetDecoder['order'], labels: number): Grid {
  const [batch, ...dims] = heat.dims;
  const [channels, rows, columns] = order === 'NCHW' ? dims : [dims[2], dims[0], dims[1]];
  if (batch === 1 && channels === labels && rows && columns) return { rows, columns };
  throw new ModelOutputError(
    `expected a heat map with ${labels} channels and found ${describeShapes([heat])}; the card does not match the model`,
  );
}

function mapOf(
  output: ModelOutput,
  { columns, rows }: Grid,
  { order, channels }: { readonly order: CenternetDecoder['order']; readonly channels: number },
): GridMap {
  const cells = columns * rows;
  if (output.data.length !== cells * channels)
    throw new ModelOutputError(
      `expected ${channels} channels of ${rows} × ${columns} cells and found ${describeShapes([output])}; the card does not match the model`,
    );
  const planar = order === 'NCHW';
  return { values: output.data, channelStep: planar ? cells : 1, cellStep: planar ? 1 : channels };
}

const valueAt = ({ values, channelStep, cellStep }: GridMap, channel: number, cell: number): number =>
  values[channel * channelStep + cell * cellStep] as number;

function peaksOf(
  heatmap: GridMap,
  grid: Grid,
  { label, minRaw }: { readonly label: number; readonly minRaw: number },
): number[] {
  const peaks: number[] = [];
  for (let cell = 0; cell < grid.columns * grid.rows; cell += 1) {
    const value = valueAt(heatmap, label, cell);
    if (value < minRaw) continue;
    if (neighboursOf(cell, grid).every((other) => valueAt(heatmap, label, other) <= value)) peaks.push(cell);
  }
  return peaks;
}

function neighboursOf(cell: number, { columns, rows }: Grid): number[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const around: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
      around.push(y * columns + x);
  return around;
}

function rectAt(
  cell: number,
  { columns }: Grid,
  maps: {
    readonly sizes: GridMap;
    readonly offsets: GridMap;
    readonly scale: { readonly x: number; readonly y: number };
  },
) {
  const { sizes, offsets, scale } = maps;
  const x = (cell % columns) + valueAt(offsets, 0, cell);
  const y = Math.floor(cell / columns) + valueAt(offsets, 1, cell);
  const [halfWidth, halfHeight] = [valueAt(sizes, 0, cell) / 2, valueAt(sizes, 1, cell) / 2];
  return {
    x1: (x - halfWidth) * scale.x,
    y1: (y - halfHeight) * scale.y,
    x2: (x + halfWidth) * scale.x,
    y2: (y + halfHeight) * scale.y,
  };
}
