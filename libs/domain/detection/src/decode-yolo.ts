import type { ModelCard } from '@vialog/contracts';
import type { Box, Rect } from './box.ts';
import { type Decode, matrixOutput } from './model-output.ts';
import { probabilityOf, rawOf } from './scores.ts';

type YoloDecoder = Extract<ModelCard['decoder'], { kind: 'yolo' }>;

/** The candidates of one run; the value of candidate `i` in column `c` is at `i * rowStep + c * columnStep`. */
interface Candidates {
  readonly values: Float32Array;
  readonly count: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/**
 * Decoder for YOLOv5 to YOLO11 before NMS: one candidate per grid cell with a box in the unit of the card, in some versions an
 * objectness, and a score per label.
 */
export function yoloDecode(card: ModelCard, decoder: YoloDecoder): Decode {
  const firstScore = decoder.objectness ? 5 : 4;
  const columns = firstScore + card.labels.length;
  const rectAt = rectReader(card, decoder);
  return (outputs, minScore) => {
    const candidates = candidatesOf(outputs, decoder, columns);
    const best = bestScores(candidates, firstScore, columns);
    const boxes: Box[] = [];
    for (let i = 0; i < candidates.count; i += 1) {
      if ((best.scores[i] as number) < rawOf(minScore, decoder.scores)) continue;
      const score =
        probabilityOf(best.scores[i] as number, decoder.scores) * objectnessOf(candidates, i, decoder);
      if (score >= minScore) boxes.push({ label: best.labels[i] as number, score, ...rectAt(candidates, i) });
    }
    return boxes;
  };
}

function candidatesOf(outputs: Parameters<Decode>[0], { order }: YoloDecoder, columns: number): Candidates {
  const byBox = order === 'boxes-first';
  const { data } = matrixOutput(outputs, byBox ? 1 : 2, columns);
  const count = data.length / columns;
  return { values: data, count, rowStep: byBox ? columns : 1, columnStep: byBox ? 1 : count };
}

/** Best score and label of each candidate. Label by label, because this is the order in memory of the usual layout. */
function bestScores({ values, count, rowStep, columnStep }: Candidates, first: number, columns: number) {
  const scores = new Float32Array(count).fill(Number.NEGATIVE_INFINITY);
  const labels = new Uint16Array(count);
  for (let column = first; column < columns; column += 1) {
    for (let i = 0, at = column * columnStep; i < count; i += 1, at += rowStep) {
      const value = values[at] as number;
      if (value <= (scores[i] as number)) continue;
      scores[i] = value;
      labels[i] = column - first;
    }
  }
  return { scores, labels };
}

function objectnessOf({ values, rowStep, columnStep }: Candidates, i: number, decoder: YoloDecoder): number {
  if (!decoder.objectness) return 1;
  return probabilityOf(values[i * rowStep + 4 * columnStep] as number, decoder.scores);
}

function rectReader({ input }: ModelCard, { boxes, unit }: YoloDecoder) {
  const [scaleX, scaleY] = unit === 'fraction' ? [input.width, input.height] : [1, 1];
  return ({ values, rowStep, columnStep }: Candidates, i: number): Rect => {
    const at = (column: number) => values[i * rowStep + column * columnStep] as number;
    const [a, b, c, d] = [at(0) * scaleX, at(1) * scaleY, at(2) * scaleX, at(3) * scaleY];
    if (boxes === 'xyxy') return { x1: a, y1: b, x2: c, y2: d };
    return { x1: a - c / 2, y1: b - d / 2, x2: a + c / 2, y2: b + d / 2 };
  };
}
