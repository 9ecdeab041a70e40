import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import { type Decode, describeShapes, ModelOutputError, outputOfName } from './model-output.ts';
import { bestLabel } from './scores.ts';

type SsdDecoder = Extract<ModelCard['decoder'], { kind: 'ssd' }>;

/**
 * Decoder for SSD models that decode their boxes themselves: scores [1,N,labels] after the sigmoid; boxes [1,N,1,4] or
 * [1,N,4] as ymin, xmin, ymax, xmax in 0..1.
 */
export function ssdDecode(card: ModelCard, decoder: SsdDecoder): Decode {
  const { width, height } = card.input;
  const labels = card.labels.length;
  return (outputs, minScore) => {
    const scores = outputOfName(outputs, decoder.scores).data;
    const corners = outputOfName(outputs, decoder.boxes).data;
    const anchors = corners.length / 4;
    if (anchors === 0 || scores.length !== anchors * labels) {
      throw new ModelOutputError(
        `expected ${labels} scores and 4 corners per anchor and found ${describeShapes(outputs)}; the card does not match the model`,
      );
    }
    const boxes: Box[] = [];
    for (let i = 0; i < anchors; i += 1) {
      const label = bestLabel(scores, i * labels, labels);
      const score = scores[i * labels + label] as number;
      if (score < minScore) continue;
      if (score > 1.001) throw new ModelOutputError(`expected scores from 0 to 1 and found ${score}`);
      const [y1 = 0, x1 = 0, y2 = 0, x2 = 0] = corners.subarray(i * 4, i * 4 + 4);
      boxes.push({ label, score, x1: x1 * width, y1: y1 * height, x2: x2 * width, y2: y2 * height });
    }
    return boxes;
  };
}
