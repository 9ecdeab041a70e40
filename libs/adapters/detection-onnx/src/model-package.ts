import type { ModelCard } from '@vialog/contracts';
import { type ModelStore, modelNotFound } from '@vialog/models';
import type { ExecutionProvider } from './open-session.ts';

export interface ModelPackage {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
  /** Where the model runs if it can; the CPU if missing. */
  readonly provider?: ExecutionProvider;
}

/**
 * Card and file of a model; the store has checked the file against the card (sha256, graph, labels).
 * @throws {VialogError} MODEL_NOT_FOUND or MODEL_REFUSED
 * @throws {Error} when the store cannot read the package
 */
export async function readModel(models: ModelStore, modelId: string): Promise<ModelPackage> {
  const card = await models.card(modelId);
  if (card === undefined) throw modelNotFound(modelId);
  return { card, bytes: await models.bytes(modelId) };
}
