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

/** Lets time pass, looking every half second as the owner of a keeper does. */
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

const told = (events: readonly CountEvent[]) =>
  events.map((event) => {
    const offset = (Date.parse(event.slotStartAt) - base) / 1000;
    const span = event.slots > 1 ? `x${event.slots}` : '';
    return `${offset}${span} ${event.kind === 'gap' ? event.reason : event.total}`;
  });

describe('a slot', () => {
  it('is measured two seconds after its end, by the median of its frames', () => {
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

  it('with one frame is measured', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 3);
    expect(told(pass(keeper, 12_000))).toEqual(['0 3']);
  });

  it('counts frames that reused an earlier count', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 3);
    pass(keeper, 5_000);
    keeper.offerCount(frameCountOf(now, { lane: { car: 3 } }), { reused: true });
    expect(pass(keeper, 7_000)).toMatchObject([{ framesUsed: 2, framesReused: 1 }]);
  });

  it('waits for the last answer, but not past the deadline of its frame', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 9_500);
    keeper.frameTaken(now);
    expect(pass(keeper, 4_500)).toEqual([]);
    expect(told(pass(keeper, 500))).toEqual(['0 1']);
  });

  it('closes with the last answer', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 9_500);
    keeper.frameTaken(now);
    const capturedAt = now;
    expect(pass(keeper, 3_000)).toEqual([]);
    keeper.offerCount(frameCountOf(capturedAt, { lane: { car: 4 } }));
    expect(told(keeper.tick())).toEqual(['0 3']);
  });

  it('is measured by a late answer if no gap was written before', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.frameTaken(now);
    const capturedAt = now;
    expect(pass(keeper, 39_500)).toEqual([]);
    keeper.offerCount(frameCountOf(capturedAt, { lane: { car: 4 } }));
    expect(told(keeper.tick())).toEqual(['0 4']);
  });

  it('is decided once: what comes after its gap is too late', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.frameTaken(now);
    const capturedAt = now;
    expect(told(pass(keeper, 40_000))).toEqual(['0 detector_down']);
    keeper.offerCount(frameCountOf(capturedAt, { lane: { car: 4 } }));
    expect(told(pass(keeper, 10_000))).toEqual(['10 no_frame']);
  });

  it('of zero objects is a measurement', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 0);
    expect(pass(keeper, 12_000)).toMatchObject([{ kind: 'measured', total: 0, counts: { car: 0 } }]);
  });

  it('is kept for each zone by its own length', () => {
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

describe('a gap', () => {
  it('is written thirty seconds after its slot, as no_frame when no fault was reported', () => {
    const keeper = keeperOf([cameraOf()]);
    expect(pass(keeper, 39_500)).toEqual([]);
    const [gap] = pass(keeper, 500);
    expect(countEvent.parse(gap)).toMatchObject({ kind: 'gap', reason: 'no_frame', slots: 1, framesUsed: 0 });
  });

  it('does not delay later slots', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 10_000);
    frame(keeper, 1);
    expect(told(pass(keeper, 12_000))).toEqual(['10 1']);
    expect(told(pass(keeper, 20_000))).toEqual(['0 no_frame']);
  });

  it('waits for the configured time', () => {
    const keeper = keeperOf([cameraOf()], { latenessMs: 120_000 });
    expect(told(pass(keeper, 130_000))).toEqual(['0 no_frame']);
  });

  it('reports a lasting fault for every slot until a picture is taken', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 3_000);
    keeper.explain('offline', now);
    pass(keeper, 22_000);
    frame(keeper, 1);
    expect(told(pass(keeper, 60_000))).toEqual([
      '20 1',
      '0 offline',
      '10 offline',
      '30 no_frame',
      '40 no_frame',
    ]);
  });

  it('has the fault of its own time and not one that has ended', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.explain('dark', now);
    pass(keeper, 9_000);
    keeper.explain('offline', now);
    expect(told(pass(keeper, 51_000))).toEqual(['0 dark', '10 offline', '20 offline']);
  });

  it.each<[GapReason[], GapReason]>([
    [['offline', 'no_frame'], 'offline'],
    [['offline', 'detector_down', 'superseded'], 'detector_down'],
    [['decode_error', 'frozen'], 'frozen'],
    [['storage_full', 'detector_down'], 'storage_full'],
  ])('of the reasons %j says %s', (reasons, expected) => {
    const keeper = keeperOf([cameraOf()]);
    for (const reason of reasons) {
      pass(keeper, 2_000);
      keeper.explain(reason, now);
    }
    expect(told(pass(keeper, 40_000 - reasons.length * 2_000))).toEqual([`0 ${expected}`]);
  });

  it('of lost frames says why they were lost', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.frameTaken(now);
    keeper.frameLost(now, 'superseded');
    expect(told(pass(keeper, 40_000))).toEqual(['0 superseded']);
  });
});

describe('a change of version', () => {
  it('takes over at its boundary and leaves frames of the old zones out', () => {
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

  it('that arrives late discards frames counted with the old zones and reports them as superseded', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 12_000);
    frame(keeper, 7);
    keeper.addVersion(cameraOf({ version: 2, validFrom: base + 10_000 }));
    frame(keeper, 7);
    const events = pass(keeper, 38_000);
    expect(told(events)).toEqual(['0 no_frame', '10 superseded']);
    expect(events[1]).toMatchObject({ cameraVersion: 2 });
  });

  it('to paused expects nothing more; resumed, the first whole slot counts', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.addVersion(cameraOf({ version: 2, validFrom: base + 10_000, lifecycle: 'paused' }));
    keeper.addVersion(
      cameraOf({ version: 3, validFrom: base + 60_000, zones: [areaZone({ slotMs: 15_000 })] }),
    );
    expect(told(pass(keeper, 110_000))).toEqual(['0 no_frame', '60 no_frame']);
  });

  it('that drops a zone ends it', () => {
    const keeper = keeperOf([cameraOf()]);
    keeper.addVersion(
      cameraOf({ version: 2, validFrom: base + 10_000, zones: [areaZone({ zoneId: 'new' })] }),
    );
    expect(pass(keeper, 70_000).map((event) => event.zoneId)).toEqual(['lane', 'new', 'new', 'new']);
  });

  it('leaves a keeper of no active version silent', () => {
    expect(pass(keeperOf([cameraOf({ lifecycle: 'draft' })]), 100_000)).toEqual([]);
  });
});

describe('a keeper', () => {
  it('begins with the slot in progress', () => {
    now = base + 6_000;
    const keeper = keeperOf([cameraOf({ validFrom: base - 86_400_000 })]);
    frame(keeper, 5);
    expect(told(pass(keeper, 6_000))).toEqual(['0 5']);
  });

  it('returns the slots that are over when it closes, and not the one in progress', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 5);
    pass(keeper, 10_500);
    frame(keeper, 6);
    expect(told(keeper.close())).toEqual(['0 5']);
  });

  it('measures the interval of key frames', () => {
    const keeper = keeperOf([cameraOf({ plan: { mode: 'keyframes' } })]);
    for (let i = 0; i < 5; i += 1) {
      frame(keeper, 1);
      pass(keeper, 2_000);
    }
    expect(pass(keeper, 2_000)).toMatchObject([{ framesUsed: 5, framesExpected: 5 }]);
  });
});

describe('a machine that was suspended', () => {
  /** The wall clock goes on, the monotonic clock does not. */
  function suspend(ms: number): void {
    now += ms;
    suspended += ms;
  }

  it('reports not_running for the slots it slept through, and no clock jump', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    suspend(90_000);
    frame(keeper, 2);
    expect(told(pass(keeper, 8_500))).toEqual(['0 1', '10x8 not_running', '90 2']);
  });

  it('reports a clock jump as well when the wall clock was also set', () => {
    const keeper = keeperOf([cameraOf()]);
    pass(keeper, 1_000);
    suspend(90_000);
    now += 60_000;
    expect(told(pass(keeper, 1_000))).toEqual(['0x15 clock']);
  });

  it('still reports a clock jump where the system does not tell how long it was suspended', () => {
    const { now: wall, monotonic: steady } = clock;
    const keeper = keeperOf([cameraOf()], { clock: { now: wall, monotonic: steady } });
    suspend(90_000);
    expect(told(pass(keeper, 1_000))).toEqual(['0x9 clock']);
  });

  it('does not treat a suspension of up to 30 s as an absence', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    suspend(25_000);
    frame(keeper, 2);
    expect(told(pass(keeper, 40_000)).slice(0, 3)).toEqual(['0 1', '20 2', '10 no_frame']);
  });
});

describe('a clock that jumps', () => {
  it('forward by much leaves one gap over what was leaped, and measures on', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    jump(60_000);
    frame(keeper, 2);
    const events = pass(keeper, 16_500);
    frame(keeper, 3);
    events.push(...pass(keeper, 12_000));
    expect(told(events)).toEqual(['0x6 clock', '60 clock', '80 3']);
  });

  it('forward by a month is a few hundred records, not a hundred thousand', () => {
    const keeper = keeperOf([cameraOf()]);
    jump(40 * 86_400_000);
    const events = pass(keeper, 1_000);
    expect(events.length).toBeGreaterThan(700);
    expect(events.length).toBeLessThan(725);
    expect(events.every((event) => event.reason === 'clock' && countEvent.safeParse(event).success)).toBe(
      true,
    );
  });

  it('back by less than two minutes decides nothing twice', () => {
    const keeper = keeperOf([cameraOf()]);
    const events: CountEvent[] = [];
    for (let i = 0; i < 12; i += 1) {
      frame(keeper, i);
      events.push(...pass(keeper, 10_000));
      if (i === 5) jump(-45_000);
    }
    events.push(...pass(keeper, 12_000));
    expect(new Set(told(events)).size).toBe(events.length);
    expect(told(events)).toEqual(['0 0', '10 1', '20 2', '30 3', '40 4', '50 clock', '60 11']);
  });

  it('back by an hour goes on measuring at once', () => {
    const keeper = keeperOf([cameraOf({ validFrom: base - 86_400_000 })]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    jump(-3_600_000);
    keeper.tick();
    pass(keeper, 10_000);
    frame(keeper, 2);
    expect(told(pass(keeper, 12_000))).toEqual(['-3590 2']);
  });

  it.each([6_000, -6_000])('by more than half a slot (%i ms) spoils the slot in progress', (ms) => {
    const keeper = keeperOf([cameraOf({ validFrom: base - 60_000 })]);
    frame(keeper, 1);
    pass(keeper, 8_000);
    jump(ms);
    frame(keeper, 2);
    expect(told(pass(keeper, 20_000))[0]).toBe('0 clock');
  });

  it('by less than half a slot harms nothing', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 4_000);
    jump(3_000);
    expect(told(pass(keeper, 6_000))).toEqual(['0 1']);
  });
});

describe('a process that stood still', () => {
  it('reports not_running for slots in which the process did not run', () => {
    const keeper = keeperOf([cameraOf()]);
    frame(keeper, 1);
    pass(keeper, 1_000);
    now += 95_000;
    monotonic += 95_000;
    frame(keeper, 2);
    expect(told(pass(keeper, 6_500))).toEqual(['0 1', '10x8 not_running', '90 2']);
  });
});
