import type { ModelCard } from '@vialog/contracts';
import { gflDecode } from './decode-gfl.ts';
import { ssdDecode } from './decode-ssd.ts';
import { yoloxDecode } from './decode-yolox.ts';
import type { Decode } from './model-output.ts';

/** Returns the decoder that the card names. */
export function decodeFor(card: ModelCard): Decode {
  const { decoder } = card;
  switch (decoder.kind) {
    case 'gfl':
      return gflDecode(card, decoder);
    case 'yolox':
      return yoloxDecode(card, decoder);
    case 'ssd':
      return ssdDecode(card, decoder);
  }
}
