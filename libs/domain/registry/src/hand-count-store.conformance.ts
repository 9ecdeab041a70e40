import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HandCount } from '@vialog/contracts';
import type { CameraStore } from './camera-store.port.ts';
import type { HandCountStore } from './hand-count-store.port.ts';
import { aCamera } from './registry-reader.conformance.ts';

export interface HandCountsUnderTest {
  readonly store: Pick<CameraStore, 'put'>;
  readonly handCounts: HandCountStore;
  close(): Promise<void>;
}

/** Tests for every store of hand counts. */
export function handCountStoreConformance(name: string, open: () => Promise<HandCountsUnderTest>): void {
  describe(`hand counts: ${name}`, () => {
    let opened: HandCountsUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('the hand counts of a camera are listed with the newest period first, up to the limit', async () => {
      for (const id of ['a', 'b']) {
        const camera = await aCamera(id);
        await opened.store.put({ basedOn: 0, camera });
      }
      const [early, late, other] = [
        aHandCount('1', 'a', '2026-03-02T08:00:00.000Z'),
        aHandCount('2', 'a', '2026-03-02T09:00:00.000Z'),
        aHandCount('3', 'b', '2026-03-02T10:00:00.000Z'),
      ];
      for (const count of [late, early, other]) await opened.handCounts.add(count);
      expect(await opened.handCounts.ofCamera(early.cameraId, 10)).toEqual([late, early]);
      expect(await opened.handCounts.ofCamera(early.cameraId, 1)).toEqual([late]);
      expect(await opened.handCounts.ofCamera('none00000000', 10)).toEqual([]);
    });
  });
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
