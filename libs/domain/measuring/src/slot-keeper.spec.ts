import { beforeEach, describe, expect, it } from '@jest/globals';
import { countEvent, isoOf, type Camera, type CountEvent, type GapReason } from '@vialog/contracts';
import { areaZone, base, baysZone, cameraOf, frameCountOf } from './camera.fixture.ts';
import { SlotKeeper, type SlotKeeperOptions } from './slot-keeper.ts';

let now: number;
let monotonic: number;
let suspended: number;
const clock = { now: () => now, monotonic: () => monotonic, suspended: () => suspended };

beforeEach(() => {
  now = base;
  monotonic = 500;
  suspended = 7_000;
});

function keeperOf(versions: Camera[], options: Partial<SlotKeeperOptions> = {}): SlotKeeper {
  return new SlotKeeper(versions, { clock, ...options });
}

/** Lets time pass and calls `tick` every half second, as the owner of a slot keeper does. */
function pass(keeper: SlotKeeper, ms: number): CountEvent[] {
  const events: CountEvent[] = [];
  for (let left = ms; left > 0; left -= 500) {
    const step = Math.min(left, 500);
    now += step;
    monotonic += step;
    events.push(...keeper.tick());
  }
  return events;
}

function jump(ms: number): void {
  now += ms;
}

function frame(keeper: SlotKeeper, car: number, version = 1): void {
  keeper.frameTaken(now);
  keeper.offerCount(frameCountOf(now, { lane: { car } }, version));
}

const summaryOf = (events: readonly CountEvent[]) =>
  events.map((event) => {
    const offset = (Date.parse(event.slotStartAt) - base) / 1000;
    const span = event.slots > 1 ? `x${event.slots}` : '';
    return `${offset}${span} ${event.kind === 'gap' ? event.reason : event.total}`;
  });

describe('SlotKeeper: measured slots', () => {
  it('measures the version in force although it was changed more than 64 times for the next hour', () => {
    const zones = [areaZone({ slotMs: 3_600_000 })];
    const keeper = keeperOf([cameraOf({ zones })]);
    frame(keeper, 4);
    for (let version = 2; version < 80; version += 1)
      keeper.addVersion(cameraOf({ version, zones, validFrom: base + 3_600_000 }));
    expect(summaryOf(pass(keeper, 3_603_000))).toEqual(['0 4']);
  });

  it('measures a slot two seconds after its end by the median of its frames', () => {
    const keeper = keeperOf([cameraOf()]);
    for (const car of [4, 9]) {
      pass(keeper, 3_000);
      frame(keeper, car);
    }
    expect(pass(keeper, 5_500)).toEqual([]);
    const events = pass(keeper, 500);
    expect(events).toHaveLength(1);
    expect(countEvent.parse(events[0])).toMatchObject({
      slotStartAt: isoOf(base),
      kind: 'measured',
      counts: { car: 7 },
      framesUsed: 2,
      framesReused: 0,
      framesExpected: 2,
      model: 'nanodet-g-416',
      capturedAt: isoOf(base + 6_000),
      localMinute: 480,
      localWeekday: 1,
    });
  });

  it('measures a slot with one frame', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 3);
    expect(summaryOf(pass(keeper, 12_000))).toEqual(['0 3']);
  });

  it('counts the frames of a slot that reused an earlier count', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 3);
    pass(keeper, 5_000);
    keeper.offerCount(frameCountOf(now, { lane: { car: 3 } }), { reused: true });
    expect(pass(keeper, 7_000)).toMatchObject([{ framesUsed: 2, framesReused: 1 }]);
  });

  it('waits for the last reply of a slot until the deadline of its frame', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 9_500);
    keeper.frameTaken(now);
    expect(pass(keeper, 4_500)).toEqual([]);
    expect(summaryOf(pass(keeper, 500))).toEqual(['0 1']);
  });

  it('closes a slot with its last reply', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 9_500);
    keeper.frameTaken(now);
    const capturedAt = now;
    expect(pass(keeper, 3_000)).toEqual([]);
    keeper.offerCount(frameCountOf(capturedAt, { lane: { car: 4 } }));
    expect(summaryOf(keeper.tick())).toEqual(['0 3']);
  });

  it('measures a slot by a late reply if no gap was written before', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.frameTaken(now);
    const capturedAt = now;
    expect(pass(keeper, 39_500)).toEqual([]);
    keeper.offerCount(frameCountOf(capturedAt, { lane: { car: 4 } }));
    expect(summaryOf(keeper.tick())).toEqual(['0 4']);
  });

  it('ignores a reply that arrives after the gap of its slot', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.frameTaken(now);
    const capturedAt = now;
    expect(summaryOf(pass(keeper, 40_000))).toEqual(['0 detector_down']);
    keeper.offerCount(frameCountOf(capturedAt, { lane: { car: 4 } }));
    expect(summaryOf(pass(keeper, 10_000))).toEqual(['10 no_frame']);
  });

  it('measures a slot of frames without objects as zero', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 0);
    expect(pass(keeper, 12_000)).toMatchObject([{ kind: 'measured', total: 0, counts: { car: 0 } }]);
  });

  it('closes the slots of each zone by the slot length of the zone', () => {
    const keeper = keeperOf([cameraOf({ zones: [areaZone({ slotMs: 30_000 }), baysZone(4)] })]);
    const lot = { ...frameCountOf(now, { lot: { car: 1 } }).zones[0]!, bays: '100-' };
    keeper.offerCount({
      ...frameCountOf(now, { lane: { car: 2 } }),
      zones: [lot, ...frameCountOf(now, { lane: { car: 2 } }).zones],
    });
    const events = pass(keeper, 62_000);
    expect(events.map((event) => [event.zoneId, event.slotMs, event.kind])).toEqual([
      ['lane', 30_000, 'measured'],
      ['lot', 60_000, 'measured'],
    ]);
    expect(events[1]).toMatchObject({
      bays: '100-',
      occupied: 1,
      unknown: 1,
      capacity: 4,
      occupancy: 0.3333,
    });
  });
});

describe('SlotKeeper: gaps', () => {
  it('returns a gap no_frame thirty seconds after its slot when no fault was reported', () => {
    const keeper = keeperOf([cameraOf()]);
    expect(pass(keeper, 39_500)).toEqual([]);
    const [gap] = pass(keeper, 500);
    expect(countEvent.parse(gap)).toMatchObject({ kind: 'gap', reason: 'no_frame', slots: 1, framesUsed: 0 });
  });

  it('does not delay later slots while a gap is pending', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 10_000);
    frame(keeper, 1);
    expect(summaryOf(pass(keeper, 12_000))).toEqual(['10 1']);
    expect(summaryOf(pass(keeper, 20_000))).toEqual(['0 no_frame']);
  });

  it('returns a gap after the configured lateness', () => {
    const keeper = keeperOf([cameraOf()], { latenessMs: 120_000 });
    expect(summaryOf(pass(keeper, 130_000))).toEqual(['0 no_frame']);
  });

  it('reports a fault for every slot until a picture is taken', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 3_000);
    keeper.explain('offline', now);
    pass(keeper, 22_000);
    frame(keeper, 1);
    expect(summaryOf(pass(keeper, 60_000))).toEqual([
      '20 1',
      '0 offline',
      '10 offline',
      '30 no_frame',
      '40 no_frame',
    ]);
  });

  it('reports the fault of the time of the slot and no fault that has ended', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.explain('dark', now);
    pass(keeper, 9_000);
    keeper.explain('offline', now);
    expect(summaryOf(pass(keeper, 51_000))).toEqual(['0 dark', '10 offline', '20 offline']);
  });

  it.each<[GapReason[], GapReason]>([
    [['offline', 'no_frame'], 'offline'],
    [['offline', 'detector_down', 'superseded'], 'detector_down'],
    [['decode_error', 'frozen'], 'frozen'],
    [['storage_full', 'detector_down'], 'storage_full'],
  ])('reports a gap with the reasons %j as %s', (reasons, expected) => {
    const keeper = keeperOf([cameraOf()]);
    for (const reason of reasons) {
      pass(keeper, 2_000);
      keeper.explain(reason, now);
    }
    expect(summaryOf(pass(keeper, 40_000 - reasons.length * 2_000))).toEqual([`0 ${expected}`]);
  });

  it('reports the reason of lost frames', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.frameTaken(now);
    keeper.frameLost(now, 'superseded');
    expect(summaryOf(pass(keeper, 40_000))).toEqual(['0 superseded']);
  });
});

describe('SlotKeeper: changes of the camera version', () => {
  it('uses a new version from its boundary on and ignores frames counted with the old zones', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.addVersion(cameraOf({ version: 2, validFrom: base + 10_000 }));
    frame(keeper, 1);
    pass(keeper, 10_000);
    frame(keeper, 7);
    frame(keeper, 2, 2);
    const events = pass(keeper, 13_000);
    expect(events.map((event) => [event.cameraVersion, event.total])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('reports slots as superseded whose frames were counted with old zones because the new version arrived late', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 12_000);
    frame(keeper, 7);
    keeper.addVersion(cameraOf({ version: 2, validFrom: base + 10_000 }));
    frame(keeper, 7);
    const events = pass(keeper, 38_000);
    expect(summaryOf(events)).toEqual(['0 no_frame', '10 superseded']);
    expect(events[1]).toMatchObject({ cameraVersion: 2 });
  });

  it('expects no slots while a camera is paused, and resumes with the first whole slot', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.addVersion(cameraOf({ version: 2, validFrom: base + 10_000, lifecycle: 'paused' }));
    keeper.addVersion(
      cameraOf({ version: 3, validFrom: base + 60_000, zones: [areaZone({ slotMs: 15_000 })] }),
    );
    expect(summaryOf(pass(keeper, 110_000))).toEqual(['0 no_frame', '60 no_frame']);
  });

  it('returns no slots of a zone that a new version removed', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.addVersion(
      cameraOf({ version: 2, validFrom: base + 10_000, zones: [areaZone({ zoneId: 'new' })] }),
    );
    expect(pass(keeper, 70_000).map((event) => event.zoneId)).toEqual(['lane', 'new', 'new', 'new']);
  });

  it('returns no slots when no version is active', () => {
    expect(pass(keeperOf([cameraOf({ lifecycle: 'draft' })]), 100_000)).toEqual([]);
  });
});

describe('SlotKeeper: start and end', () => {
  it('starts with the slot in progress', () => {
    now = base + 6_000;
    const keeper = keeperOf([cameraOf({ validFrom: base - 86_400_000 })]);
    frame(keeper, 5);
    expect(summaryOf(pass(keeper, 6_000))).toEqual(['0 5']);
  });

  it('returns the slots that are over when it closes, without the slot in progress', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 5);
    pass(keeper, 10_500);
    frame(keeper, 6);
    expect(summaryOf(keeper.close())).toEqual(['0 5']);
  });

  it('measures the interval of key frames', () => {
    const keeper = keeperOf([cameraOf({ plan: { mode: 'keyframes' } })]);
    for (let i = 0; i < 5; i += 1) {
      frame(keeper, 1);
      pass(keeper, 2_000);
    }
    expect(pass(keeper, 2_000)).toMatchObject([{ framesUsed: 5, framesExpected: 5 }]);
  });

  it.each<[string, (keeper: SlotKeeper) => void]>([
    ['an outage', (keeper) => keeper.explain('offline', now)],
    ['a pause', (keeper) => keeper.captureStarts()],
  ])('does not include %s in the interval of key frames', (_, interrupt) => {
    const keeper = keeperOf([cameraOf({ plan: { mode: 'keyframes' } })]);
    const measure = (frames: number): void => {
      for (let i = 0; i < frames; i += 1) {
        frame(keeper, 1);
        pass(keeper, 2_000);
      }
    };
    measure(5);
    interrupt(keeper);
    pass(keeper, 3_600_000);
    measure(5);
    expect(pass(keeper, 2_000)).toMatchObject([{ framesUsed: 5, framesExpected: 5 }]);
  });
});

describe('SlotKeeper: suspended machine', () => {
  /** The wall clock continues, and the monotonic clock stops. */
  function suspend(ms: number): void {
    now += ms;
    suspended += ms;
  }

  it('reports not_running and no clock jump for slots during a suspension', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    suspend(90_000);
    frame(keeper, 2);
    expect(summaryOf(pass(keeper, 8_500))).toEqual(['0 1', '10x8 not_running', '90 2']);
  });

  it('reports a clock jump when the wall clock was set during a suspension', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 1_000);
    suspend(90_000);
    now += 60_000;
    expect(summaryOf(pass(keeper, 1_000))).toEqual(['0x15 clock']);
  });

  it('reports a clock jump when the system does not report the time in suspend', () => {
    const { now: wall, monotonic: steady } = clock;
    const keeper = keeperOf([cameraOf()], { clock: { now: wall, monotonic: steady } });
    suspend(90_000);
    expect(summaryOf(pass(keeper, 1_000))).toEqual(['0x9 clock']);
  });

  it('does not report not_running for a suspension of up to 30 s', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    suspend(25_000);
    frame(keeper, 2);
    expect(summaryOf(pass(keeper, 40_000)).slice(0, 3)).toEqual(['0 1', '20 2', '10 no_frame']);
  });
});

describe('SlotKeeper: clock jumps', () => {
  it('reports one gap for a clock jump forward and then continues to measure', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    jump(60_000);
    frame(keeper, 2);
    const events = pass(keeper, 16_500);
    frame(keeper, 3);
    events.push(...pass(keeper, 12_000));
    expect(summaryOf(events)).toEqual(['0x6 clock', '60 clock', '80 3']);
  });

  it('returns one record per hour for a clock jump forward by a month', () => {
    const keeper = keeperOf([cameraOf()]);
    jump(40 * 86_400_000);
    const events = pass(keeper, 1_000);
    expect(events.length).toBeGreaterThan(700);
    expect(events.length).toBeLessThan(725);
    expect(events.every((event) => event.reason === 'clock' && countEvent.safeParse(event).success)).toBe(
      true,
    );
  });

  it('decides no slot twice when the clock is set back by less than two minutes', () => {
    const keeper = keeperOf([cameraOf()]);
    const events: CountEvent[] = [];
    for (let i = 0; i < 12; i += 1) {
      frame(keeper, i);
      events.push(...pass(keeper, 10_000));
      if (i === 5) jump(-45_000);
    }
    events.push(...pass(keeper, 12_000));
    expect(new Set(summaryOf(events)).size).toBe(events.length);
    expect(summaryOf(events)).toEqual(['0 0', '10 1', '20 2', '30 3', '40 4', '50 clock', '60 11']);
  });

  it('continues to measure at once when the clock is set back by an hour', () => {
    const keeper = keeperOf([cameraOf({ validFrom: base - 86_400_000 })]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    jump(-3_600_000);
    keeper.tick();
    pass(keeper, 10_000);
    frame(keeper, 2);
    expect(summaryOf(pass(keeper, 12_000))).toEqual(['-3590 2']);
  });

  it.each([6_000, -6_000])(
    'reports the slot in progress as clock when the clock jumps by more than half a slot (%i ms)',
    (ms) => {
      const keeper = keeperOf([cameraOf({ validFrom: base - 60_000 })]);
      frame(keeper, 1);
      pass(keeper, 8_000);
      jump(ms);
      frame(keeper, 2);
      expect(summaryOf(pass(keeper, 20_000))[0]).toBe('0 clock');
    },
  );

  it('measures a slot in which the clock jumps by less than half a slot', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    jump(3_000);
    expect(summaryOf(pass(keeper, 6_000))).toEqual(['0 1']);
  });
});

describe('SlotKeeper: stopped process', () => {
  it('reports not_running for slots in which the process did not run', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 1_000);
    now += 95_000;
    monotonic += 95_000;
    frame(keeper, 2);
    expect(summaryOf(pass(keeper, 6_500))).toEqual(['0 1', '10x8 not_running', '90 2']);
  });

  it.each([60, -60, 3_000, -3_000])(
    'reports not_running for slots in which the process did not run when the wall clock was corrected by %i ms meanwhile',
    (correctionMs) => {
      const keeper = keeperOf([cameraOf()]);
      frame(keeper, 1);
      pass(keeper, 1_000);
      now += 95_000 + correctionMs;
      monotonic += 95_000;
      frame(keeper, 2);
      expect(summaryOf(pass(keeper, 10_000))).toEqual(['0 1', '10x8 not_running', '90 2']);
    },
  );

  it('reports a clock jump of more than half a slot as clock when the process did not run meanwhile', () => {
    const keeper = keeperOf([cameraOf()]);
    now += 101_000;
    monotonic += 95_000;
    expect(summaryOf(pass(keeper, 1_000))).toEqual(['0x10 clock']);
  });
});
