import type { ModelCard } from '@vialog/contracts';
import { centernetDecode } from './decode-centernet.ts';
import { detectionsDecode } from './decode-detections.ts';
import { detrDecode } from './decode-detr.ts';
import { endToEndDecode } from './decode-end-to-end.ts';
import { gflDecode } from './decode-gfl.ts';
import { ssdDecode } from './decode-ssd.ts';
import { yoloDecode } from './decode-yolo.ts';
import { yoloxDecode } from './decode-yolox.ts';
import { type Decode, firstOfBatch } from './model-output.ts';

/** Returns the decoder that the card names, for the first picture of a batch. */
export function decodeFor(card: ModelCard): Decode {
  const decode = decoderOf(card);
  const { batch = 1 } = card.input;
  if (batch === 1 || hasBatchColumn(card)) return decode;
  return (outputs, minScore) => decode(firstOfBatch(outputs, batch), minScore);
}

function decoderOf(card: ModelCard): Decode {
  const { decoder } = card;
  switch (decoder.kind) {
    case 'gfl':
      return gflDecode(card, decoder);
    case 'yolox':
      return yoloxDecode(card, decoder);
    case 'yolo':
      return yoloDecode(card, decoder);
    case 'ssd':
      return ssdDecode(card, decoder);
    case 'end-to-end':
      return endToEndDecode(card, decoder);
    case 'detections':
      return detectionsDecode(card, decoder);
    case 'detr':
      return detrDecode(card, decoder);
    case 'centernet':
      return centernetDecode(card, decoder);
  }
}

/** Rows that name their picture are not separated by picture. */
function hasBatchColumn({ decoder }: ModelCard): boolean {
  return decoder.kind === 'end-to-end' && decoder.columns.includes('batch');
}
