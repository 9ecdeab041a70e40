import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CounterComparison, HandCount } from '@vialog/contracts';
import type {
  AccuracyCheckStore,
  CounterComparisonStore,
  HandCountStore,
} from './accuracy-check-store.port.ts';
import type { CameraStore } from './camera-store.port.ts';
import { aCamera } from './registry-reader.conformance.ts';

export interface AccuracyChecksUnderTest {
  readonly store: Pick<CameraStore, 'put' | 'erase'>;
  readonly handCounts: HandCountStore;
  readonly counterComparisons: CounterComparisonStore;
  close(): Promise<void>;
}

/** Tests for every store of hand counts and comparisons with counters. */
export function accuracyCheckStoreConformance(
  name: string,
  open: () => Promise<AccuracyChecksUnderTest>,
): void {
  describe(`accuracy checks: ${name}`, () => {
    let opened: AccuracyChecksUnderTest;
    beforeEach(async () => {
      opened = await open();
      for (const id of ['a', 'b']) {
        const camera = await aCamera(id);
        await opened.store.put({ basedOn: 0, camera });
      }
    });
    afterEach(() => opened.close());

    test('the hand counts of a camera are listed with the newest period first, up to the limit', () =>
      listsNewestFirst(opened.handCounts, aHandCount));

    test('the comparisons of a camera are listed with the newest period first, up to the limit', () =>
      listsNewestFirst(opened.counterComparisons, aCounterComparison));

    test('of two comparisons of the same period, the one that was made last comes first', async () => {
      const period = '2026-03-02T08:00:00.000Z';
      const before = { ...aCounterComparison('1', 'a', period), createdAt: '2026-03-05T08:00:00.000Z' };
      const after = { ...aCounterComparison('2', 'a', period), createdAt: '2026-03-05T09:00:00.000Z' };
      for (const check of [before, after]) await opened.counterComparisons.add(check);
      expect(await opened.counterComparisons.ofCamera(before.cameraId, 1)).toEqual([after]);
    });

    test('hand counts and comparisons of a camera are listed apart and erased with it', async () => {
      const handCount = aHandCount('1', 'a', '2026-03-02T08:00:00.000Z');
      const comparison = aCounterComparison('1', 'a', '2026-03-02T08:00:00.000Z');
      await opened.handCounts.add(handCount);
      await opened.counterComparisons.add(comparison);
      expect(await opened.handCounts.ofCamera(handCount.cameraId, 10)).toEqual([handCount]);
      expect(await opened.counterComparisons.ofCamera(handCount.cameraId, 10)).toEqual([comparison]);
      await opened.store.erase({ cameras: [handCount.cameraId], sites: [] });
      expect(await opened.handCounts.ofCamera(handCount.cameraId, 10)).toEqual([]);
      expect(await opened.counterComparisons.ofCamera(handCount.cameraId, 10)).toEqual([]);
    });
  });
}

async function listsNewestFirst<Check extends { readonly cameraId: string }>(
  store: AccuracyCheckStore<Check>,
  make: (id: string, camera: string, startAt: string) => Check,
): Promise<void> {
  const [early, late, other] = [
    make('1', 'a', '2026-03-02T08:00:00.000Z'),
    make('2', 'a', '2026-03-02T09:00:00.000Z'),
    make('3', 'b', '2026-03-02T10:00:00.000Z'),
  ];
  for (const check of [late, early, other]) await store.add(check);
  expect(await store.ofCamera(early.cameraId, 10)).toEqual([late, early]);
  expect(await store.ofCamera(early.cameraId, 1)).toEqual([late]);
  expect(await store.ofCamera('none00000000', 10)).toEqual([]);
}

export function aHandCount(id: string, camera: string, startAt: string): HandCount {
  return {
    handCountId: id.padStart(12, '0'),
    cameraId: camera.padStart(12, '0'),
    cameraVersion: 1,
    zoneId: 'line',
    modelId: 'nanodet-g-416',
    startAt,
    endAt: new Date(Date.parse(startAt) + 120_000).toISOString(),
    byHand: { inbound: { car: 10 }, outbound: { truck: 2 } },
    byCamera: { inbound: { car: 9 }, outbound: { truck: 2 } },
    accuracy: { truth: 12, counted: 11, difference: -1, errorPercent: -8.3, geh: 1.62 },
    countedBy: 'administrator',
    createdAt: '2026-03-02T11:00:00.000Z',
  };
}

export function aCounterComparison(id: string, camera: string, startAt: string): CounterComparison {
  return {
    comparisonId: id.padStart(12, '0'),
    cameraId: camera.padStart(12, '0'),
    cameraVersion: 1,
    modelId: 'nanodet-g-416',
    origin: 'camera',
    zoneId: 'line',
    counter: {
      counterId: 'loop00000001',
      name: 'Loop Harbour Road',
      version: 1,
      zoneId: 'lane1',
      direction: 'inbound',
      classes: null,
    },
    measure: 'flow',
    unit: 'crossings per hour',
    direction: 'inbound',
    classes: ['car', 'truck'],
    interval: '1h',
    startAt,
    endAt: new Date(Date.parse(startAt) + 7 * 86_400_000).toISOString(),
    timeZone: 'Europe/Berlin',
    minCoverage: 0.95,
    agreement: {
      pairs: 160,
      days: 7,
      cameraMean: 95,
      counterMean: 100,
      bias: -5,
      biasInterval: { low: -6, high: -4 },
      ratio: 0.95,
      ratioInterval: { low: 0.94, high: 0.96 },
      limits: { low: -9.8, high: -0.2 },
      gehBelow5: 1,
    },
    leftOut: {
      camera: 8,
      counter: 0,
      both: 0,
      notExpected: 0,
      cameraGaps: [{ reason: 'offline', slots: 480 }],
      counterGaps: [],
    },
    comparedBy: 'administrator',
    createdAt: '2026-03-10T11:00:00.000Z',
  };
}
