import { createHash } from 'node:crypto';
import type { ModelCard } from '@vialog/contracts';

/**
 * Tells apart packages with the same id: first 12 hexadecimal digits of the SHA-256 of the card as JSON. The card contains the
 * SHA-256 of the file, so that a change of either is seen.
 */
export const modelDigestOf = (card: ModelCard): string =>
  createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 12);
