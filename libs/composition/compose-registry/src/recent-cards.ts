import type { Clock, ModelCard } from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';

/** How long a card that was read is used again, ms. */
const keepMs = 1_000;

/**
 * Reads model cards at most once a second each: registering many cameras would read and check the same files for every
 * camera. A model that is missing is looked up every time.
 */
export function recentCards(
  models: Pick<ModelStore, 'card'>,
  clock: Clock,
): (modelId: string) => Promise<ModelCard | undefined> {
  const known = new Map<string, { readonly card: ModelCard; readonly until: number }>();
  return async (modelId) => {
    const recent = known.get(modelId);
    if (recent && clock.monotonic() < recent.until) return recent.card;
    const card = await models.card(modelId);
    if (card) known.set(modelId, { card, until: clock.monotonic() + keepMs });
    else known.delete(modelId);
    return card;
  };
}
