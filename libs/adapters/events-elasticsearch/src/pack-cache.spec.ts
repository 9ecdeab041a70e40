import { expect, test } from '@jest/globals';
import type { BoundedClient } from './bounded-client.ts';
import type { IndexNames } from './index-names.ts';
import { PackCache } from './pack-cache.ts';

const day = Date.parse('2026-03-01T00:00:00Z');
const stampOf = () => ({ stored: '1', cached: '1' });
const current = { isCurrent: () => Promise.resolve(true) };

// Figures of the displaced days were left out of sums without an error.
test('a day that is read while requests of other filters fill the memory is in memory afterwards', async () => {
  const waiting: (() => void)[] = [];
  const search = () => new Promise((resolve) => waiting.push(() => resolve({ hits: [], aggregations: {} })));
  const cache = new PackCache({ search } as unknown as BoundedClient, { packs: 'packs' } as IndexNames, 1);
  const slow = { cameras: ['cam000000001'] };
  const loaded = [cache.load(slow, [day], stampOf, current)];
  loaded.push(cache.load({ cameras: ['cam000000002'] }, [day], stampOf, current));
  // The later request ends first and displaces the other.
  waiting[1]?.();
  await loaded[1];
  waiting[0]?.();
  expect(await loaded[0]).toBe(true);
  expect(cache.columns(slow)(day)).toBeDefined();
});
