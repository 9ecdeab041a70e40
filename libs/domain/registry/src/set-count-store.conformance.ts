import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isoOf, type SetCount, type Site } from '@vialog/contracts';
import type { CameraStore } from './camera-store.port.ts';
import type { SetCountStore } from './set-count-store.port.ts';

export interface SetCountsUnderTest {
  readonly store: Pick<CameraStore, 'putSite' | 'erase'>;
  readonly setCounts: SetCountStore;
  close(): Promise<void>;
}

const eight = Date.parse('2026-03-02T08:00:00.000Z');
const hour = 3_600_000;

/** Tests for every store of set counts. */
export function setCountStoreConformance(name: string, open: () => Promise<SetCountsUnderTest>): void {
  describe(`set counts: ${name}`, () => {
    let opened: SetCountsUnderTest;
    beforeEach(async () => {
      opened = await open();
      for (const siteId of ['site00000001', 'site00000002'])
        await opened.store.putSite({ basedOn: undefined, site: { ...aSite, siteId } });
    });
    afterEach(() => opened.close());

    test('the set counts of a site are listed by moment, newest first, up to the limit', async () => {
      const [early, late] = [aSetCount('1', eight), aSetCount('2', eight + hour)];
      const other = aSetCount('3', eight + 2 * hour, { siteId: 'site00000002' });
      for (const count of [late, early, other]) await opened.setCounts.add(count);
      expect(await opened.setCounts.ofSite('site00000001', { limit: 10 })).toEqual([late, early]);
      expect(await opened.setCounts.ofSite('site00000001', { limit: 1 })).toEqual([late]);
      expect(await opened.setCounts.ofSite('site00000003', { limit: 10 })).toEqual([]);
    });

    test('only set counts of moments before a given moment are listed', async () => {
      const [early, late] = [aSetCount('1', eight), aSetCount('2', eight + hour)];
      for (const count of [late, early]) await opened.setCounts.add(count);
      const before = (at: number) => opened.setCounts.ofSite('site00000001', { limit: 10, before: at });
      expect(await before(eight + hour)).toEqual([early]);
      expect(await before(eight)).toEqual([]);
    });

    test('erasing a site removes its set counts', async () => {
      await opened.setCounts.add(aSetCount('1', eight));
      await opened.store.erase({ cameras: [], sites: ['site00000001'] });
      expect(await opened.setCounts.ofSite('site00000001', { limit: 10 })).toEqual([]);
    });

    test('a set count that replaces another one of the same moment comes first, and both stay', async () => {
      const wrong = aSetCount('9', eight, { count: 420 });
      const right = aSetCount('1', eight, { count: 42, createdAt: isoOf(eight + 2 * hour) });
      for (const count of [right, wrong]) await opened.setCounts.add(count);
      expect(await opened.setCounts.ofSite('site00000001', { limit: 10 })).toEqual([right, wrong]);
    });
  });
}

const aSite: Site = {
  siteId: 'site00000001',
  name: 'North Lot',
  kind: 'parking_lot',
  position: [112.2, 31.03],
  address: '',
  timeZone: 'UTC',
  createdAt: isoOf(eight),
};

export function aSetCount(id: string, at: number, fields: Partial<SetCount> = {}): SetCount {
  return {
    setCountId: id.padStart(12, '0'),
    siteId: 'site00000001',
    count: 42,
    note: '',
    countedAt: isoOf(at),
    drift: { estimate: 45, difference: 3, crossings: 812, pending: 1, sinceAt: isoOf(at - hour) },
    setBy: 'administrator',
    createdAt: isoOf(at + hour),
    ...fields,
  };
}
