import type { Asking } from './asking.ts';
import type { IndexNames } from './index-names.ts';

export interface StandingIndices {
  /** Days whose single slots are there, ascending, epoch ms. */
  readonly days: readonly number[];
  /** Index of bins → its UUID, which is another one as soon as the index was made anew or restored. */
  readonly bins: ReadonlyMap<string, string>;
}

/** What there is now, asked of the cluster's own state. */
export async function standingIndices(asking: Asking, names: IndexNames): Promise<StandingIndices> {
  const found = await asking.inTurn((client, options) =>
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
