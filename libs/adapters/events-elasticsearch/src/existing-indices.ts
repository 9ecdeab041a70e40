import type { BoundedClient } from './bounded-client.ts';
import type { IndexNames } from './index-names.ts';

export interface ExistingIndices {
  /** Days with an events index, ascending, epoch ms. */
  readonly days: readonly number[];
  /** Bins index → UUID, which changes when the index is created again or restored. */
  readonly bins: ReadonlyMap<string, string>;
  /** Packs index → UUID. */
  readonly packs: ReadonlyMap<string, string>;
}

/** Reads the existing indices from the cluster state. */
export async function existingIndices(elastic: BoundedClient, names: IndexNames): Promise<ExistingIndices> {
  const found = await elastic.request((client, options) =>
    client.indices.getSettings(
      {
        index: [names.events, names.bins, names.packs],
        name: 'index.uuid',
        ignore_unavailable: true,
        allow_no_indices: true,
      },
      options,
    ),
  );
  const bins = new Map<string, string>();
  const packs = new Map<string, string>();
  for (const [index, { settings }] of Object.entries(found)) {
    const uuid = settings?.index?.uuid;
    if (uuid === undefined || names.monthOf(index) === undefined) continue;
    (index.startsWith(`${names.packs}-v`) ? packs : bins).set(index, uuid);
  }
  const days = Object.keys(found).map((index) => names.dayOfEvents(index));
  return { days: days.filter((day) => day !== undefined).sort((a, b) => a - b), bins, packs };
}
