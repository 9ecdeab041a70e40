import { describe, expect, it } from '@jest/globals';
import { isoOf, type CountEvent } from '@vialog/contracts';
import { asSent, gap, lotPlace, measured, measuredBays, plainPlace } from './event-builders.ts';
import { foundBy, onEmptyStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const kinds = (verdicts: readonly { kind: string }[]): string[] => verdicts.map((verdict) => verdict.kind);

/** The contract of `EventWriter`: duplicates, verdicts and rejections. */
export function writingConformance(makeStore: MakeStore): void {
  describe('append', () => {
    it('append stores every field of a record and adds the time of indexing', () =>
      onEmptyStore(makeStore, async (store) => {
        const records: CountEvent[] = [
          measured(noon, { person: 0, bicycle: 1, car: 20, motorcycle: 3, bus: 4, truck: 5 }),
          { ...measured(noon + 10_000), origin: 'simulated', model: 'ssdlite-mobilenet-v2' },
          {
            ...measured(noon + 20_000, {}),
            total: 3,
            peak: { car: 9 },
            inbound: { car: 1 },
            outbound: { bus: 2 },
          },
          measuredBays(noon, '01-1'),
          measuredBays(noon + 60_000, '----'),
          gap(noon + 30_000, { reason: 'frozen' }),
          { ...gap(noon + 40_000, { slots: 30, reason: 'not_running' }), model: 'nanodet-g-416' },
        ];
        expect(kinds(await store.append(records))).toEqual(records.map(() => 'stored'));
        for (const record of records) {
          const kept = await store.byId(record.eventId);
          expect(kept && asSent(kept)).toEqual(record);
          expect(kept?.indexedAt).toBe('2026-03-31T12:00:00.000Z');
        }
      }));

    it('append keeps the first measurement of a slot, also within one batch', () =>
      onEmptyStore(makeStore, async (store) => {
        const first = measured(noon, { car: 1 });
        const second = measured(noon, { car: 2 });
        expect(kinds(await store.append([first, second]))).toEqual(['stored', 'known']);
        expect(kinds(await store.append([second, first]))).toEqual(['known', 'known']);
        expect((await store.byId(first.eventId))?.counts).toEqual({ car: 1 });
      }));

    it('append keeps the first of two gaps of a slot', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([gap(noon, { reason: 'dark' })]);
        expect(kinds(await store.append([gap(noon, { reason: 'offline' })]))).toEqual(['known']);
        expect((await store.byId(gap(noon).eventId))?.reason).toBe('dark');
      }));

    it('append replaces a gap by a measurement, never a measurement by a gap', () =>
      onEmptyStore(makeStore, async (store) => {
        const count = measured(noon, { car: 7 });
        expect(kinds(await store.append([gap(noon), count, gap(noon)]))).toEqual([
          'stored',
          'stored',
          'known',
        ]);
        const kept = await store.byId(count.eventId);
        expect(kept && asSent(kept)).toEqual(count);
        expect(await foundBy(store, { kind: 'all' })).toEqual([count.eventId]);
      }));

    it('append returns verdicts in the given order for mixed days and cameras', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon)]);
        const mixed = [
          measured('2026-03-02T00:00:00.000Z'),
          measured(noon),
          measured('2026-02-28T00:00:00.000Z'),
          measuredBays('2026-03-30T23:59:00.000Z', '0000'),
          measured('2026-03-31T12:02:10.000Z'),
          gap('2026-03-31T00:00:00.000Z'),
        ];
        expect(kinds(await store.append(mixed))).toEqual([
          'stored',
          'known',
          'rejected',
          'stored',
          'rejected',
          'stored',
        ]);
        expect(await foundBy(store, { kind: 'all' })).toHaveLength(4);
      }));

    it('append rejects events older than 30 days or more than 2 minutes ahead, with the reason', () =>
      onEmptyStore(makeStore, async (store) => {
        const [oldest, tooOld, next, ahead] = await store.append([
          measured('2026-03-01T12:00:00.000Z'),
          measured('2026-03-01T11:59:50.000Z'),
          measured('2026-03-31T12:02:00.000Z'),
          measured('2026-03-31T12:02:10.000Z'),
        ]);
        expect([oldest?.kind, next?.kind]).toEqual(['stored', 'stored']);
        expect(tooOld).toEqual({ kind: 'rejected', why: expect.stringMatching(/retention/) });
        expect(ahead).toEqual({ kind: 'rejected', why: expect.stringMatching(/ahead/) });
      }));

    it('append rejects invalid records and stores the rest of the batch', () =>
      onEmptyStore(makeStore, async (store) => {
        const good = measured(noon);
        const bad = [
          { ...measured(noon + 10_000), boxes: [[0, 0, 1, 1]] },
          { ...measured(noon + 20_000), total: -1 },
          { ...measured(noon + 30_000), eventId: good.eventId },
          { ...gap(noon + 40_000), counts: { car: 0 } },
          { ...measured(noon + 50_000), v: 2 },
        ] as unknown as CountEvent[];
        const verdicts = await store.append([...bad, good]);
        expect(kinds(verdicts)).toEqual([...bad.map(() => 'rejected'), 'stored']);
        expect(await foundBy(store, { kind: 'all' })).toEqual([good.eventId]);
      }));

    it('append accepts an empty batch', () =>
      onEmptyStore(makeStore, async (store) => {
        expect(await store.append([])).toEqual([]);
        expect(await foundBy(store, { kind: 'all' })).toEqual([]);
      }));

    it('append stores the position of each camera version', () =>
      onEmptyStore(makeStore, async (store) => {
        const moved = { ...plainPlace, cameraVersion: 2, position: [8.5, 47.3] as [number, number] };
        const records = [measured(noon), measured(noon + 10_000, { car: 2 }, moved)];
        await store.append(records);
        for (const record of records)
          expect((await store.byId(record.eventId))?.position).toEqual(record.position);
      }));

    it('append stores concurrent batches of every kind of zone', () =>
      onEmptyStore(makeStore, async (store) => {
        const batches = Array.from({ length: 20 }, (_, i) => [
          measured(noon + i * 10_000),
          measuredBays(noon + (i % 10) * 60_000, '0101', lotPlace),
        ]);
        const verdicts = (await Promise.all(batches.map((batch) => store.append(batch)))).flat();
        expect(verdicts.filter((verdict) => verdict.kind === 'stored')).toHaveLength(30);
        expect(await foundBy(store, { kind: 'all' })).toHaveLength(30);
      }));
  });

  describe('a gap span whose first slot is measured later', () => {
    it('a gap span keeps the reason for its other slots', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([gap(noon, { slots: 3, reason: 'not_running' })]);
        expect(kinds(await store.append([measured(noon)]))).toEqual(['stored']);
        const [sums] = await store.sums({ edges: [noon, noon + 3_600_000] });
        expect(sums).toMatchObject({ measured: 1, gaps: { not_running: 2 } });
        expect(await foundBy(store, { kind: 'all' })).toEqual([
          gap(noon + 10_000).eventId,
          measured(noon).eventId,
        ]);
        expect(await store.byId(gap(noon + 10_000).eventId)).toMatchObject({
          slots: 2,
          reason: 'not_running',
          slotStartAt: isoOf(noon + 10_000),
        });
      }));

    it('a gap span skips slots that have their own record', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon + 10_000), gap(noon + 20_000, { reason: 'dark' })]);
        await store.append([gap(noon, { slots: 5, reason: 'not_running' })]);
        await store.append([measured(noon)]);
        const [sums] = await store.sums({ edges: [noon, noon + 3_600_000] });
        expect(sums).toMatchObject({ measured: 2, gaps: { dark: 1, not_running: 2 } });
      }));
  });
}
