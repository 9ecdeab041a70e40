import { describe, expect, it } from '@jest/globals';
import { countEvent, epochOf } from '@vialog/contracts';
import fc from 'fast-check';
import { areaZone, base, cameraOf } from './camera.fixture.ts';
import { EventMaker } from './event-maker.ts';
import { expectedIntervals } from './expected-slots.ts';
import { SlotKeeper } from './slot-keeper.ts';
import { takeOverSpans, undecidedSlots } from './take-over.ts';

const hour = 3_600_000;
const day = 24 * hour;
const maker = new EventMaker();
const versions = [cameraOf()];
const startsAndSlots = (spans: ReturnType<typeof takeOverSpans>) =>
  spans.map((span) => [(epochOf(span.slotStartAt) - base) / 1000, span.slots]);

describe('undecidedSlots', () => {
  const startedAt = base + 2 * hour;
  const around = (lastSlotEnd: number | undefined) =>
    startsAndSlots(undecidedSlots({ versions, zoneId: 'lane', lastSlotEnd, startedAt }, maker));

  it('returns one record for each slot shortly before the newest slot in the store', () => {
    expect(around(base + 1_800_000)).toEqual([1740, 1750, 1760, 1770, 1780].map((start) => [start, 1]));
  });

  it('returns no slot before the first version of the camera, and none when the store has no slot', () => {
    expect(around(base + 30_000)).toEqual([0, 10].map((start) => [start, 1]));
    expect(around(base + 10_000)).toEqual([]);
    expect(around(undefined)).toEqual([]);
  });
});

describe('takeOverSpans', () => {
  it('returns one span per hour from the newest slot in the store to the slot in progress', () => {
    const spans = takeOverSpans(
      { versions, zoneId: 'lane', lastSlotEnd: base + 1_800_000, startedAt: base + 2 * hour + 25_000 },
      maker,
    );
    expect(startsAndSlots(spans)).toEqual([
      [1800, 180],
      [3600, 360],
      [7200, 2],
    ]);
    for (const span of spans)
      expect(countEvent.parse(span)).toMatchObject({ kind: 'gap', reason: 'not_running' });
  });

  it('returns no span when no slot is missing', () => {
    const zone = { versions, zoneId: 'lane', startedAt: base + 65_000 };
    expect(takeOverSpans({ ...zone, lastSlotEnd: base + 60_000 }, maker)).toEqual([]);
    expect(takeOverSpans({ ...zone, lastSlotEnd: base + hour }, maker)).toEqual([]);
    expect(takeOverSpans({ ...zone, zoneId: 'other' }, maker)).toEqual([]);
  });

  it('starts with the first expected slot of a zone that has no slot in the store', () => {
    const spans = takeOverSpans({ versions, zoneId: 'lane', startedAt: base + 20_000 }, maker);
    expect(startsAndSlots(spans)).toEqual([[0, 2]]);
  });

  it('returns no span that is older than the retention of the store', () => {
    const startedAt = base + 50 * day;
    const spans = takeOverSpans({ versions, zoneId: 'lane', startedAt }, maker);
    expect(epochOf(spans[0]!.slotStartAt)).toBeGreaterThan(startedAt - 30 * day);
    expect(spans.length).toBe(30 * 24 - 1);
  });

  it('returns, together with the slot keeper, every expected slot once, also with pauses and changed slot lengths', () => {
    const point = fc.integer({ min: 0, max: 5 * hour });
    fc.assert(
      fc.property(point, point, fc.boolean(), (a, b, paused) => {
        const [last, started] = [Math.min(a, b), Math.max(a, b)].map((offset) => base + offset) as [
          number,
          number,
        ];
        const history = [
          cameraOf(),
          cameraOf({ version: 2, validFrom: base + hour + 600_000, lifecycle: paused ? 'paused' : 'active' }),
          cameraOf({ version: 3, validFrom: base + 3 * hour, zones: [areaZone({ slotMs: 60_000 })] }),
        ];
        const lastSlotEnd = Math.floor(last / 60_000) * 60_000;
        const spans = takeOverSpans(
          { versions: history, zoneId: 'lane', lastSlotEnd, startedAt: started },
          maker,
        );
        let now = started;
        const clock = { now: () => now, monotonic: () => now };
        const keeper = new SlotKeeper(history, { clock });
        const end = started + 3 * 60_000;
        const kept = [];
        while (now < end) {
          now += 500;
          kept.push(...keeper.tick());
        }
        const covered = [...spans, ...kept].flatMap((event) =>
          Array.from({ length: event.slots }, (_, i) => epochOf(event.slotStartAt) + i * event.slotMs),
        );
        expect(new Set(covered).size).toBe(covered.length);
        const due = expectedIntervals(history, lastSlotEnd, end).flatMap((interval) =>
          Array.from({ length: interval.slots }, (_, i) => interval.from + i * interval.plan.slotMs).filter(
            (start) => start + interval.plan.slotMs <= end - 30_500,
          ),
        );
        expect(due.filter((start) => !covered.includes(start))).toEqual([]);
        const ever = expectedIntervals(history, lastSlotEnd, end).reduce(
          (sum, interval) => sum + interval.slots,
          0,
        );
        expect(covered.length).toBeLessThanOrEqual(ever);
        for (const span of spans) {
          const start = epochOf(span.slotStartAt);
          expect(Math.floor(start / hour)).toBe(Math.floor((start + span.slots * span.slotMs - 1) / hour));
          expect(start + span.slots * span.slotMs).toBeLessThanOrEqual(started);
        }
      }),
      { numRuns: 80 },
    );
  });
});
