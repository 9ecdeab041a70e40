import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { localTimeOf, zonePlans } from '@vialog/measuring';
import fc from 'fast-check';
import type { Condition } from '../event-query.ts';
import { matches } from '../matches.ts';
import {
  bays,
  cameraOf,
  cars,
  lotCamera,
  lotZone,
  ten,
  worldOf,
  written,
} from '../use-cases/world.fixture.ts';
import { measureCompleteness } from './measure-completeness.ts';

const hour = 3_600_000;
const cameras = [
  cameraOf({ timeZone: 'America/New_York', zones: [{ ...lotZone, zoneId: 'a', slotMs: 900_000 }] }),
  lotCamera({ zones: [{ ...lotZone, slotMs: 900_000 }] }),
  lotCamera({
    version: 2,
    position: [10, 50],
    validFromAt: isoOf(ten + hour),
    zones: [{ ...lotZone, slotMs: 300_000 }],
  }),
];

const minute = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('minutes' as const), from: minute, to: minute }),
  fc.record({ kind: fc.constant('weekdays' as const), days: fc.subarray([1, 2, 3, 4]) }),
  fc.record({ kind: fc.constant('cameras' as const), ids: fc.subarray(cameras.map((one) => one.cameraId)) }),
  fc.record({ kind: fc.constant('sites' as const), ids: fc.subarray(['site00000001', 'site00000002']) }),
  fc.record({ kind: fc.constant('zoneId' as const), zoneId: fc.constantFrom('a', 'lot') }),
  fc.constant({ kind: 'bbox' as const, west: 0, south: 40, east: 20, north: 60 }),
  fc.constant({ kind: 'near' as const, lon: 112.2, lat: 31.03, radiusM: 500 }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('tree'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree;

/** Start of every expected slot whose record would match the condition. */
function bySlot(where: Condition, from: number, to: number): number[] {
  return zonePlans(cameras).flatMap((plan) => {
    const starts: number[] = [];
    for (let at = plan.from; at < Math.min(plan.to, to); at += plan.slotMs) {
      if (at < from) continue;
      const local = localTimeOf(at, plan.camera.timeZone);
      const record = {
        ...bays(plan.camera, at, '0000'),
        localMinute: local.minute,
        localWeekday: local.weekday,
      };
      if (matches(record, where)) starts.push(at);
    }
    return starts;
  });
}

describe('measureCompleteness', () => {
  it('completeness expects exactly the slots whose records would satisfy places and times', async () => {
    const now = ten + 20 * hour;
    const world = worldOf(cameras, now);
    const offset = fc.integer({ min: -2 * 60, max: 22 * 60 }).map((minutes) => ten + minutes * 60_000);
    await fc.assert(
      fc.asyncProperty(condition, offset, offset, async (where, a, b) => {
        const query = { where, from: Math.min(a, b), to: Math.max(a, b) };
        const { completeness } = await measureCompleteness(world.ports, query);
        expect(completeness.expected).toBe(bySlot(where, query.from, Math.min(query.to, now)).length);
      }),
      { numRuns: 100 },
    );
  });

  it('completeness neither exceeds 1 nor counts slots measured outside the window or the camera version', async () => {
    const gate = cameraOf({ validFromAt: isoOf(ten) });
    const world = worldOf([gate], ten + hour);
    await written(world, [cars(gate, ten - 60_000, 1), cars(gate, ten, 1), cars(gate, ten + 10_000, 1)]);
    const { completeness } = await measureCompleteness(world.ports, {
      where: { kind: 'all' },
      from: ten - hour,
      to: ten + 20_000,
    });
    expect(completeness).toMatchObject({ expected: 2, measured: 2, coverage: 1 });
  });
});
