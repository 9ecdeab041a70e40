import type { ModelCard } from '@vialog/contracts';
import type { Checked } from './checked.ts';
import type { ModelList, RejectedModel } from './model-store.port.ts';

/** Separates packages into usable and rejected ones, sorted by id. A package that was removed since (undefined) is left out. */
export async function listModels(
  modelIds: readonly string[],
  check: (modelId: string) => Promise<Checked<ModelCard> | undefined>,
): Promise<ModelList> {
  const cards: ModelCard[] = [];
  const rejected: RejectedModel[] = [];
  for (const modelId of [...modelIds].sort()) {
    const checked = await check(modelId);
    if (checked?.ok === true) cards.push(checked.value);
    if (checked?.ok === false) rejected.push({ modelId, problems: checked.problems });
  }
  return { cards, rejected };
}
