import type { ModelCard, modelsAnswer } from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';
import type { NewestCameras } from '@vialog/registry';
import type { z } from 'zod';

export type ModelsAnswer = z.infer<typeof modelsAnswer>;

/** The models that can be bound, each with how many cameras that are not retired are bound to it. */
export async function summarizeModels(models: ModelStore, cameras: NewestCameras): Promise<ModelsAnswer> {
  const bound = new Map<string, number>();
  for (const { lifecycle, model } of cameras.newest()) {
    if (lifecycle !== 'retired') bound.set(model.modelId, (bound.get(model.modelId) ?? 0) + 1);
  }
  const { cards } = await models.list();
  return { items: cards.map((card) => summaryOf(card, bound.get(card.id) ?? 0)) };
}

/** What people choose a model by; how it is run stays inside. */
function summaryOf(card: ModelCard, cameras: number): ModelsAnswer['items'][number] {
  const { id, name, version, licence, trainedBy, sha256, bytes, threshold, evaluation } = card;
  return { id, name, version, licence, trainedBy, sha256, bytes, threshold, evaluation, cameras };
}
