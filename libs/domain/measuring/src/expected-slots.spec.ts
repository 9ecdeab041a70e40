import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaZone, base, cameraOf } from './camera.fixture.ts';
import { expectedSlots, expectedIntervals } from './expected-slots.ts';
import { nextBoundary } from './next-boundary.ts';
import { slotsOver, zonePlans } from './zone-plan.ts';

const hour = 3_600_000;
const lane = (slotMs: number) => [areaZone({ slotMs })];

describe('expectedSlots', () => {
  it('counts expected slots from the first whole slot of the first version on', () => {
    const camera = cameraOf({ validFrom: base + 1 });
    expect(expectedSlots([camera], 'lane', base, base + 60_000)).toBe(5);
  });

  it('expects no slots of drafts, of paused and retired cameras and of unknown zones', () => {
    const versions = [
      cameraOf({ lifecycle: 'draft' }),
      cameraOf({ version: 2, validFrom: base + hour }),
      cameraOf({ version: 3, validFrom: base + 2 * hour, lifecycle: 'paused' }),
      cameraOf({ version: 4, validFrom: base + 3 * hour }),
      cameraOf({ version: 5, validFrom: base + 4 * hour, lifecycle: 'retired' }),
    ];
    expect(expectedSlots(versions, 'lane', base - hour, base + 9 * hour)).toBe(720);
    expect(expectedSlots(versions, 'other', base, base + 9 * hour)).toBe(0);
  });

  it('assigns slots to the last of several versions that start at the same boundary', () => {
    const versions = [
      cameraOf(),
      cameraOf({ version: 2, validFrom: base + hour, zones: lane(60_000) }),
      cameraOf({ version: 3, validFrom: base + hour, zones: lane(30_000) }),
    ];
    expect(
      expectedIntervals(versions, base, base + 2 * hour).map((s) => [s.plan.camera.version, s.slots]),
    ).toEqual([
      [1, 360],
      [3, 120],
    ]);
  });

  it('counts the expected slots of 60 cameras for every hour of a year', () => {
    const plans = Array.from({ length: 60 }, (_, i) =>
      cameraOf({ cameraId: String(i).padStart(12, '0') }),
    ).flatMap((camera) => zonePlans([camera]));
    let sum = 0;
    for (const plan of plans)
      for (let h = 0; h < 8760; h += 1)
        sum += slotsOver(plan, base + h * hour, base + (h + 1) * hour, Infinity);
    expect(sum).toBe(60 * 8760 * 360);
  });

  it('counts the same number of slots for any division of time, and as many as a loop over all slots', () => {
    const change = fc.record({
      after: fc.integer({ min: 1, max: hour }),
      slotMs: fc.constantFrom(10_000, 15_000, 60_000, 900_000),
      active: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 6 }),
        fc.integer({ min: 0, max: 7 * hour }),
        (changes, cut) => {
          const versions = [cameraOf({ validFrom: base + 1234 })];
          let now = base + 1234;
          for (const { after, slotMs, active } of changes) {
            now += after;
            const current = versions.at(-1) as (typeof versions)[0];
            const validFrom = nextBoundary(current, now);
            const lifecycle = active ? 'active' : 'paused';
            versions.push(
              cameraOf({ version: current.version + 1, validFrom, zones: lane(slotMs), lifecycle }),
            );
          }
          const end = base + 8 * hour;
          const whole = expectedSlots(versions, 'lane', base, end);
          const parts =
            expectedSlots(versions, 'lane', base, base + cut) +
            expectedSlots(versions, 'lane', base + cut, end);
          expect(parts).toBe(whole);
          expect(walk(versions, base, end)).toBe(whole);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Reference implementation: counts whole slots whose version is in force at their start and active. */
function walk(versions: ReturnType<typeof cameraOf>[], from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 5_000) {
    const inForce = versions.findLast((version) => Date.parse(version.validFromAt) <= at);
    const slotMs = inForce?.zones[0]?.slotMs ?? 1;
    if (inForce?.lifecycle === 'active' && at % slotMs === 0) count += 1;
  }
  return count;
}
