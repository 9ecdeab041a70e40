import type { ModelCard } from '@vialog/contracts';
import { type ModelStore, modelNotFound } from '@vialog/models';

export interface ModelPackage {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
}

/**
 * Card and file of a model; the store has held both against each other (sha256, graph, labels).
 * Errors: MODEL_NOT_FOUND, MODEL_REFUSED, and whatever keeps the store from reading.
 */
export async function readModel(models: ModelStore, modelId: string): Promise<ModelPackage> {
  const card = await models.card(modelId);
  if (card === undefined) throw modelNotFound(modelId);
  return { card, bytes: await models.bytes(modelId) };
}
