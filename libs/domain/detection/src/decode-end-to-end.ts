import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import { type Decode, matrixOutput } from './model-output.ts';
import { labelIndex, probabilityOf } from './scores.ts';

type EndToEndDecoder = Extract<ModelCard['decoder'], { kind: 'end-to-end' }>;

/**
 * Decoder for models that return their objects as rows, after NMS or without need of it. The card names the columns. Rows that
 * fill up the output have a score below the threshold; rows of other pictures of the batch are skipped.
 */
export function endToEndDecode(card: ModelCard, decoder: EndToEndDecoder): Decode {
  const { columns } = decoder;
  const labels = card.labels.length;
  const [scaleX, scaleY] = decoder.unit === 'fraction' ? [card.input.width, card.input.height] : [1, 1];
  const batchColumn = columns.indexOf('batch');
  const [x1, y1, x2, y2, score, label] = (['x1', 'y1', 'x2', 'y2', 'score', 'label'] as const).map((name) =>
    columns.indexOf(name),
  ) as [number, number, number, number, number, number];
  return (outputs, minScore) => {
    const { data } = matrixOutput(outputs, 1, columns.length);
    const boxes: Box[] = [];
    for (let row = 0; row < data.length; row += columns.length) {
      const at = (column: number) => data[row + column] as number;
      if (at(score) < minScore || (batchColumn >= 0 && at(batchColumn) !== 0)) continue;
      boxes.push({
        label: labelIndex(at(label), labels),
        score: probabilityOf(at(score), 'probability'),
        x1: at(x1) * scaleX,
        y1: at(y1) * scaleY,
        x2: at(x2) * scaleX,
        y2: at(y2) * scaleY,
      });
    }
    return boxes;
  };
}
