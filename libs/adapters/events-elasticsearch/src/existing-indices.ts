import type { BoundedClient } from './bounded-client.ts';
import type { IndexNames } from './index-names.ts';

export interface ExistingIndices {
  /** Days whose single slots are there, ascending, epoch ms. */
  readonly days: readonly number[];
  /** Index of bins → its UUID, which is another one as soon as the index was made anew or restored. */
  readonly bins: ReadonlyMap<string, string>;
}

/** What there is now, asked of the cluster's own state. */
export async function existingIndices(elastic: BoundedClient, names: IndexNames): Promise<ExistingIndices> {
  const found = await elastic.request((client, options) =>
    client.indices.getSettings(
      {
        index: [names.events, names.bins],
        name: 'index.uuid',
        ignore_unavailable: true,
        allow_no_indices: true,
      },
      options,
    ),
  );
  const bins = new Map<string, string>();
  for (const [index, { settings }] of Object.entries(found)) {
    const uuid = settings?.index?.uuid;
    if (uuid !== undefined && names.monthOf(index) !== undefined) bins.set(index, uuid);
  }
  const days = Object.keys(found).map((index) => names.dayOfEvents(index));
  return { days: days.filter((day) => day !== undefined).sort((a, b) => a - b), bins };
}
