import type { ModelCard, modelsResponse } from '@vialog/contracts';
import { modelDigestOf, type ModelStore } from '@vialog/models';
import { isCountedByModel, type NewestCameras } from '@vialog/registry';
import type { z } from 'zod';

export type ModelsResponse = z.infer<typeof modelsResponse>;

/** The available models, each with the number of cameras that are bound to it, without retired cameras. */
export async function summarizeModels(models: ModelStore, cameras: NewestCameras): Promise<ModelsResponse> {
  const bound = new Map<string, number>();
  for (const camera of cameras.newest()) {
    if (camera.lifecycle === 'retired' || !isCountedByModel(camera)) continue;
    const { modelId } = camera.model;
    bound.set(modelId, (bound.get(modelId) ?? 0) + 1);
  }
  const { cards } = await models.list();
  return { items: cards.map((card) => summaryOf(card, bound.get(card.id) ?? 0)) };
}

/** The fields by which a user selects a model, without the details of its execution. */
function summaryOf(card: ModelCard, cameras: number): ModelsResponse['items'][number] {
  const { id, name, version, licence, trainedBy, sha256, bytes, threshold, evaluation } = card;
  const digest = modelDigestOf(card);
  return { id, name, version, licence, trainedBy, sha256, digest, bytes, threshold, evaluation, cameras };
}
