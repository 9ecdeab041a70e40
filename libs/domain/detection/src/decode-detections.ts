import type { ModelCard } from '@vialog/contracts';
import type { Box, Rect } from './box.ts';
import {
  type Decode,
  describeShapes,
  type ModelOutput,
  ModelOutputError,
  outputOfName,
} from './model-output.ts';
import { labelIndex, probabilityOf } from './scores.ts';

type DetectionsDecoder = Extract<ModelCard['decoder'], { kind: 'detections' }>;

/** Decoder for models that return boxes, scores and labels of their objects as separate outputs: NMS is part of the graph. */
export function detectionsDecode(card: ModelCard, decoder: DetectionsDecoder): Decode {
  const rectOf = rectReader(card, decoder);
  return (outputs, minScore) => {
    const corners = outputOfName(outputs, decoder.boxes).data;
    const scores = outputOfName(outputs, decoder.scores).data;
    const labels = outputOfName(outputs, decoder.labels).data;
    checkLengths(outputs, [corners.length / 4, scores.length, labels.length]);
    const count = Math.min(scores.length, validRows(outputs, decoder));
    const boxes: Box[] = [];
    for (let i = 0; i < count; i += 1) {
      const score = scores[i] as number;
      if (score < minScore) continue;
      boxes.push({
        label: labelIndex((labels[i] as number) - decoder.firstLabel, card.labels.length),
        score: probabilityOf(score, 'probability'),
        ...rectOf(corners, i * 4),
      });
    }
    return boxes;
  };
}

function checkLengths(outputs: readonly ModelOutput[], [boxes, scores, labels]: readonly number[]): void {
  if (boxes === scores && scores === labels) return;
  throw new ModelOutputError(
    `expected 4 corners, a score and a label per object and found ${describeShapes(outputs)}; the card does not match the model`,
  );
}

function validRows(outputs: readonly ModelOutput[], { count }: DetectionsDecoder): number {
  return count === undefined ? Number.POSITIVE_INFINITY : (outputOfName(outputs, count).data[0] ?? 0);
}

function rectReader({ input }: ModelCard, { corners, unit }: DetectionsDecoder) {
  const [scaleX, scaleY] = unit === 'fraction' ? [input.width, input.height] : [1, 1];
  const [x, y] = corners === 'xyxy' ? [0, 1] : [1, 0];
  return (values: Float32Array, from: number): Rect => {
    const at = (column: number) => values[from + column] as number;
    return { x1: at(x) * scaleX, y1: at(y) * scaleY, x2: at(x + 2) * scaleX, y2: at(y + 2) * scaleY };
  };
}
