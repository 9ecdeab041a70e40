import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import { type Decode, describeShapes, ModelOutputError, outputOfName } from './model-output.ts';
import { bestLabel, probabilityOf } from './scores.ts';

type DetrDecoder = Extract<ModelCard['decoder'], { kind: 'detr' }>;

/** Decoder for the DETR family: per query a logit per label, and centre and size of the box in 0..1 of the input. */
export function detrDecode(card: ModelCard, decoder: DetrDecoder): Decode {
  const { width, height } = card.input;
  const labels = card.labels.length;
  const columns = decoder.scores === 'softmax' ? labels + 1 : labels;
  const scoreAt = decoder.scores === 'softmax' ? softmaxOf : sigmoidOf;
  return (outputs, minScore) => {
    const logits = outputOfName(outputs, decoder.logits).data;
    const centres = outputOfName(outputs, decoder.boxes).data;
    const queries = centres.length / 4;
    if (queries === 0 || logits.length !== queries * columns) {
      throw new ModelOutputError(
        `expected ${columns} logits and 4 numbers per query and found ${describeShapes(outputs)}; the card does not match the model`,
      );
    }
    const boxes: Box[] = [];
    for (let i = 0; i < queries; i += 1) {
      const label = bestLabel(logits, i * columns, labels);
      const score = scoreAt(logits.subarray(i * columns, (i + 1) * columns), label);
      if (score < minScore) continue;
      const [x = 0, y = 0, w = 0, h = 0] = centres.subarray(i * 4, i * 4 + 4);
      boxes.push({
        label,
        score,
        x1: (x - w / 2) * width,
        y1: (y - h / 2) * height,
        x2: (x + w / 2) * width,
        y2: (y + h / 2) * height,
      });
    }
    return boxes;
  };
}

function sigmoidOf(logits: Float32Array, index: number): number {
  return probabilityOf(logits[index] as number, 'logit');
}

function softmaxOf(logits: Float32Array, index: number): number {
  const max = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - max), 0);
  return Math.exp((logits[index] as number) - max) / sum;
}
