import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import { type Decode, outputOfShape } from './model-output.ts';
import { bestLabel, probabilityOf, rawOf } from './scores.ts';

type GflDecoder = Extract<ModelCard['decoder'], { kind: 'gfl' }>;

/** The grid of one stride: every cell has a score per label and 4 × bins distances. */
interface Level {
  readonly stride: number;
  readonly columns: number;
  readonly cells: number;
}

/**
 * Decoder for NanoDet and PicoDet: every cell of every stride has a score per label and, for left, top, right and bottom, a
 * distribution over `bins` whose mean is the distance in strides (Generalized Focal Loss, arXiv 2006.04388).
 */
export function gflDecode(card: ModelCard, decoder: GflDecoder): Decode {
  const levels = decoder.strides.map((stride) => levelOf(card.input, stride));
  const labels = card.labels.length;
  return (outputs, minScore) => {
    const minRawScore = rawOf(minScore, decoder.scores);
    return levels.flatMap((level) => {
      const scores = outputOfShape(outputs, level.cells, labels).data;
      const distances = outputOfShape(outputs, level.cells, 4 * decoder.bins).data;
      return boxesOfLevel({ level, decoder, labels, scores, distances, minRawScore });
    });
  };
}

interface LevelRun {
  readonly level: Level;
  readonly decoder: GflDecoder;
  readonly labels: number;
  readonly scores: Float32Array;
  readonly distances: Float32Array;
  /** Lowest score to keep, in the unit of `scores`. */
  readonly minRawScore: number;
}

function boxesOfLevel(run: LevelRun): Box[] {
  const { labels, scores, decoder } = run;
  return cellsAbove(scores, labels, run.minRawScore).map((cell) => {
    const label = bestLabel(scores, cell * labels, labels);
    const raw = scores[cell * labels + label] as number;
    return { label, score: probabilityOf(raw, decoder.scores), ...rectOfCell(run, cell) };
  });
}

/** Numbers of the rows of `columns` values in which a value reaches `min`. */
function cellsAbove(values: Float32Array, columns: number, min: number): number[] {
  const rows: number[] = [];
  for (let i = 0; i < values.length; i += 1) {
    if ((values[i] as number) < min) continue;
    const row = Math.floor(i / columns);
    rows.push(row);
    i = (row + 1) * columns - 1;
  }
  return rows;
}

function rectOfCell({ level, decoder, distances }: LevelRun, cell: number) {
  const { bins, cellOffset } = decoder;
  const x = ((cell % level.columns) + cellOffset) * level.stride;
  const y = (Math.floor(cell / level.columns) + cellOffset) * level.stride;
  const side = (n: number) => meanOfBins(distances, (cell * 4 + n) * bins, bins) * level.stride;
  return { x1: x - side(0), y1: y - side(1), x2: x + side(2), y2: y + side(3) };
}

function meanOfBins(values: Float32Array, from: number, bins: number): number {
  let max = values[from] as number;
  for (let i = 1; i < bins; i += 1) max = Math.max(max, values[from + i] as number);
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < bins; i += 1) {
    const weight = Math.exp((values[from + i] as number) - max);
    sum += weight;
    weighted += weight * i;
  }
  return weighted / sum;
}

function levelOf(input: ModelCard['input'], stride: number): Level {
  const columns = Math.ceil(input.width / stride);
  return { stride, columns, cells: columns * Math.ceil(input.height / stride) };
}
