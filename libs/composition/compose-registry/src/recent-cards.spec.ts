import { expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import { recentCards } from './recent-cards.ts';

test('a model card is read at most once a second, and a missing one every time', async () => {
  let now = 0;
  let reads = 0;
  let found: ModelCard | undefined;
  const card = () => {
    reads += 1;
    return Promise.resolve(found);
  };
  const cardOf = recentCards({ card }, { now: () => now, monotonic: () => now });
  expect(await cardOf('m')).toBeUndefined();
  found = { id: 'm' } as ModelCard;
  expect([await cardOf('m'), await cardOf('m'), reads]).toEqual([found, found, 2]);
  now = 1_000;
  found = undefined;
  expect([await cardOf('m'), reads]).toEqual([undefined, 3]);
});
