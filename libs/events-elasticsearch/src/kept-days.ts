import type { Client } from '@elastic/elasticsearch';
import type { IndexNames } from './index-names.ts';

/** Days whose single slots are there, ascending, epoch ms. */
export async function keptDays(client: Client, names: IndexNames): Promise<readonly number[]> {
  const found = await client.indices.getAlias(
    { name: names.events, ignore_unavailable: true },
    { ignore: [404] },
  );
  return Object.keys(found)
    .map((index) => names.dayOfEvents(index))
    .filter((day) => day !== undefined)
    .sort((a, b) => a - b);
}
