import { describe, expect, it } from '@jest/globals';
import type { CountEvent } from '@vialog/contracts';
import { mergeLatest } from './latest-counts.ts';

const record = (slotStartAt: string, fields: Partial<CountEvent> = {}): CountEvent =>
  ({
    cameraId: 'cam000000001',
    zoneId: 'view',
    slotStartAt,
    kind: 'measured',
    total: 1,
    ...fields,
  }) as CountEvent;
const [early, late] = ['2026-03-01T08:00:00.000Z', '2026-03-01T08:00:10.000Z'];

describe('mergeLatest', () => {
  it('keeps the newest record of each zone in any order of arrival', () => {
    const records = [record(late, { total: 9 }), record(early), record(early, { zoneId: 'queue', total: 4 })];
    const merged = mergeLatest(new Map(), records);
    expect([...merged].map(([key, each]) => [key, each.measured?.total])).toEqual([
      ['cam000000001/view', 9],
      ['cam000000001/queue', 4],
    ]);
  });

  it('replaces a gap by a measurement of the same interval, never the other way round', () => {
    const gap = record(early, { kind: 'gap', reason: 'offline' });
    const measured = mergeLatest(new Map(), [record(early)]);
    expect(mergeLatest(measured, [gap])).toBe(measured);
    expect(
      mergeLatest(mergeLatest(new Map(), [gap]), [record(early)]).get('cam000000001/view')?.gap,
    ).toBeUndefined();
  });

  it('keeps the last measurement together with a later gap', () => {
    const gap = record(late, { kind: 'gap', reason: 'offline' });
    for (const records of [
      [record(early, { total: 5 }), gap],
      [gap, record(early, { total: 5 })],
    ]) {
      const latest = mergeLatest(new Map(), records).get('cam000000001/view');
      expect([latest?.measured?.total, latest?.gap?.reason]).toEqual([5, 'offline']);
    }
  });

  it('drops a gap after a later measurement', () => {
    const merged = mergeLatest(new Map(), [record(early, { kind: 'gap', reason: 'dark' }), record(late)]);
    expect(merged.get('cam000000001/view')?.gap).toBeUndefined();
  });

  it('returns the same map when no record is newer', () => {
    const known = mergeLatest(new Map(), [record(late)]);
    expect(mergeLatest(known, [record(early), record(late)])).toBe(known);
  });
});
