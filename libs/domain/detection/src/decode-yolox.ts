import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import { type Decode, ModelOutputError, outputOfShape } from './model-output.ts';
import { bestLabel } from './scores.ts';

type YoloxDecoder = Extract<ModelCard['decoder'], { kind: 'yolox' }>;

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly stride: number;
}

/** Decoder for YOLOX: one row per cell of every stride with centre offset, log size, objectness and a score per label. */
export function yoloxDecode(card: ModelCard, decoder: YoloxDecoder): Decode {
  const cells = decoder.strides.flatMap((stride) => cellsOf(card.input, stride));
  const columns = 5 + card.labels.length;
  return (outputs, minScore) => {
    const rows = outputOfShape(outputs, cells.length, columns).data;
    const boxes: Box[] = [];
    cells.forEach((cell, i) => {
      const objectness = rows[i * columns + 4] as number;
      if (objectness < minScore) return;
      const box = boxOfCell(rows.subarray(i * columns, (i + 1) * columns), cell);
      if (box.score >= minScore) boxes.push(box);
    });
    return boxes;
  };
}

function boxOfCell(row: Float32Array, { column, row: line, stride }: Cell): Box {
  const [dx = 0, dy = 0, logWidth = 0, logHeight = 0, objectness = 0] = row;
  const label = bestLabel(row, 5, row.length - 5);
  const score = objectness * (row[5 + label] as number);
  const halfWidth = (Math.exp(logWidth) * stride) / 2;
  const halfHeight = (Math.exp(logHeight) * stride) / 2;
  if (score > 1.001 || !Number.isFinite(halfWidth * halfHeight)) {
    throw new ModelOutputError(
      `expected a score up to 1 and a finite size and found ${score} and e^${logWidth}`,
    );
  }
  const x = (column + dx) * stride;
  const y = (line + dy) * stride;
  return {
    label,
    score: Math.min(score, 1),
    x1: x - halfWidth,
    y1: y - halfHeight,
    x2: x + halfWidth,
    y2: y + halfHeight,
  };
}

function cellsOf(input: ModelCard['input'], stride: number): Cell[] {
  const columns = Math.ceil(input.width / stride);
  const rows = Math.ceil(input.height / stride);
  return Array.from({ length: columns * rows }, (_, i) => ({
    column: i % columns,
    row: Math.floor(i / columns),
    stride,
  }));
}
