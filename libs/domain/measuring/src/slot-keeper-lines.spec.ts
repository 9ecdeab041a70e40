import { beforeEach, describe, expect, it } from '@jest/globals';
import { countEvent, epochOf, type CountEvent, type FrameCount } from '@vialog/contracts';
import fc from 'fast-check';
import { areaZone, base, cameraOf, crossingsOf, frameCountOf, lineZone } from './camera.fixture.ts';
import { SlotKeeper } from './slot-keeper.ts';

let now: number;
const clock = { now: () => now, monotonic: () => now - base };

beforeEach(() => {
  now = base;
});

const plan = { mode: 'fps', fps: 5 } as const;
const keeperOf = (versions = [cameraOf({ zones: [lineZone()], plan })]): SlotKeeper =>
  new SlotKeeper(versions, { clock });

function pass(keeper: SlotKeeper, ms: number): CountEvent[] {
  const events: CountEvent[] = [];
  for (const end = now + ms; now < end;) {
    now = Math.min(end, now + 500);
    events.push(...keeper.tick());
  }
  return events;
}

function offer(keeper: SlotKeeper, count: FrameCount): void {
  keeper.frameTaken(epochOf(count.capturedAt));
  keeper.offerCount(count);
}

const summaryOf = (events: readonly CountEvent[]) =>
  events.map((event) => {
    const { inbound, outbound, trackingRestarts } = countEvent.parse(event);
    const offset = (epochOf(event.slotStartAt) - base) / 1000;
    if (event.kind === 'gap') return `${offset} ${event.reason}`;
    return `${offset} ${inbound?.car}/${outbound?.car}${trackingRestarts ? ` restarts ${trackingRestarts}` : ''}`;
  });

describe('SlotKeeper: lines', () => {
  it('turns counters into the crossings of each slot', () => {
    const keeper = keeperOf();
    offer(keeper, crossingsOf(base + 1_000, { inbound: 0 }));
    offer(keeper, crossingsOf(base + 9_000, { inbound: 3, outbound: 1 }));
    offer(keeper, crossingsOf(base + 19_000, { inbound: 4, outbound: 1 }));
    expect(summaryOf(pass(keeper, 23_000))).toEqual(['0 3/1 restarts 1', '10 1/0']);
  });

  it('a line has no counts and no total', () => {
    const keeper = keeperOf();
    offer(keeper, crossingsOf(base + 1_000, { inbound: 2 }));
    const [event] = pass(keeper, 13_000);
    expect(event).toMatchObject({ zoneKind: 'line', inbound: { car: 2 } });
    expect(event).not.toHaveProperty('counts');
    expect(event).not.toHaveProperty('total');
  });

  it('adds crossings of a lost reply to the next slot', () => {
    const keeper = keeperOf();
    offer(keeper, crossingsOf(base + 1_000, { inbound: 1 }));
    offer(keeper, crossingsOf(base + 12_000, { inbound: 5 }));
    expect(summaryOf(pass(keeper, 23_000))).toEqual(['0 1/0 restarts 1', '10 4/0']);
  });

  it('adds the crossings of a gap to the slot after it', () => {
    const keeper = keeperOf();
    offer(keeper, crossingsOf(base + 1_000, { inbound: 1 }));
    offer(keeper, crossingsOf(base + 22_000, { inbound: 6 }));
    expect(summaryOf(pass(keeper, 60_000)).slice(0, 3)).toEqual([
      '0 1/0 restarts 1',
      '20 5/0',
      '10 no_frame',
    ]);
  });

  it('continues with new counters after tracking restarted, and marks the slot', () => {
    const keeper = keeperOf();
    offer(keeper, crossingsOf(base + 1_000, { inbound: 7 }));
    offer(keeper, crossingsOf(base + 12_000, { inbound: 2, session: 'session2', startedAt: base + 11_000 }));
    offer(keeper, crossingsOf(base + 18_000, { inbound: 3, session: 'session2', startedAt: base + 11_000 }));
    expect(summaryOf(pass(keeper, 23_000))).toEqual(['0 7/0 restarts 1', '10 3/0 restarts 1']);
  });

  it('does not count crossings again that another ingest counted in the same session', () => {
    const keeper = keeperOf();
    const running = { startedAt: base - 60_000 };
    offer(keeper, crossingsOf(base + 1_000, { inbound: 500, ...running }));
    offer(keeper, crossingsOf(base + 5_000, { inbound: 502, ...running }));
    expect(summaryOf(pass(keeper, 13_000))).toEqual(['0 2/0']);
  });

  it('does not count crossings again of a young session although the clock of this ingest is behind', () => {
    const keeper = keeperOf();
    const young = { startedAt: base + 12_000 };
    offer(keeper, crossingsOf(base + 1_000, { inbound: 5, ...young }));
    offer(keeper, crossingsOf(base + 18_000, { inbound: 6, ...young }));
    expect(summaryOf(pass(keeper, 23_000))).toEqual(['0 0/0', '10 1/0']);
  });

  it('continues the counters when a new version of the camera begins in a session', () => {
    const zones = [lineZone()];
    const next = cameraOf({ zones, plan, version: 2, validFrom: base + 10_000 });
    const keeper = keeperOf([cameraOf({ zones, plan }), next]);
    offer(keeper, crossingsOf(base + 8_000, { inbound: 4 }));
    offer(keeper, crossingsOf(base + 12_000, { inbound: 5, version: 2 }));
    expect(summaryOf(pass(keeper, 23_000))).toEqual(['0 4/0 restarts 1', '10 1/0']);
  });

  it('does not count crossings before the first slot of a line that is added within a slot', () => {
    const keeper = keeperOf([cameraOf({ zones: [lineZone()], plan, validFrom: base + 5_000 })]);
    const session = { startedAt: base + 6_000 };
    offer(keeper, crossingsOf(base + 6_000, { inbound: 2, ...session }));
    offer(keeper, crossingsOf(base + 12_000, { inbound: 4, outbound: 1, ...session }));
    offer(keeper, crossingsOf(base + 9_000, { inbound: 3, ...session }));
    expect(summaryOf(pass(keeper, 23_000))).toEqual(['10 1/1']);
  });

  it('reports a gap when the detector does not track a line, and never a false zero', () => {
    const keeper = keeperOf();
    offer(keeper, frameCountOf(base + 1_000, { gate: {} }));
    expect(summaryOf(pass(keeper, 41_000))).toEqual(['0 detector_down']);
  });

  it('stopped vehicles of a slot are the median and the peak of the frames that know them', () => {
    const zones = [areaZone({ stopped: { afterMs: 30_000, exceptIn: [] } })];
    const keeper = keeperOf([cameraOf({ zones, plan })]);
    for (const [i, stopped] of [undefined, 1, 4, 2].entries()) {
      const count = frameCountOf(base + 1_000 + i * 1_000, { lane: { car: 5 } });
      const tracking = { session: 'session1', startedAt: count.capturedAt };
      const ofZones = count.zones.map((zone) => ({ ...zone, ...(stopped !== undefined && { stopped }) }));
      offer(keeper, { ...count, tracking, zones: ofZones });
    }
    expect(pass(keeper, 13_000)).toMatchObject([
      { counts: { car: 5 }, stopped: 2, stoppedPeak: 4, trackingRestarts: 1 },
    ]);
  });
});

interface Reply {
  readonly dueAt: number;
  readonly count: FrameCount;
}

/** A frame that was captured some time after the one before, with the delays of its replies; none: the reply is lost. */
interface Step {
  readonly afterMs: number;
  readonly inbound: number;
  readonly outbound: number;
  readonly delays: readonly number[];
  readonly restarts: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.integer({ min: 200, max: 4_000 }),
  inbound: fc.nat(3),
  outbound: fc.nat(3),
  delays: fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 3 }),
  restarts: fc.boolean(),
});

/** The replies of all frames. The last frame of every session arrives at once, so that each counter arrives in the end. */
function repliesOf(steps: readonly Step[]): Reply[] {
  let at = base;
  let session = { session: 'session0', startedAt: base, inbound: 0, outbound: 0 };
  return steps.flatMap(({ afterMs, inbound, outbound, delays, restarts }, i) => {
    at += afterMs;
    if (restarts) session = { session: `session${i + 1}`, startedAt: at, inbound: 0, outbound: 0 };
    session = { ...session, inbound: session.inbound + inbound, outbound: session.outbound + outbound };
    const count = crossingsOf(at, session);
    const isLast = steps[i + 1]?.restarts ?? true;
    return [...delays, ...(isLast ? [0] : [])].map((delay) => ({ dueAt: at + delay, count }));
  });
}

function deliver(replies: readonly Reply[]): CountEvent[] {
  now = base;
  const keeper = keeperOf();
  const events: CountEvent[] = [];
  const until = Math.max(base, ...replies.map(({ dueAt }) => dueAt)) + 60_000;
  for (; now < until; now += 250) {
    for (const { dueAt, count } of replies) if (dueAt > now - 250 && dueAt <= now) keeper.offerCount(count);
    events.push(...keeper.tick());
  }
  return events;
}

const sumOf = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

describe('SlotKeeper: lines with random replies', () => {
  it('loses and doubles no crossing for any order, delay, loss or repetition of replies', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const events = deliver(repliesOf(steps));
        for (const event of events) expect(countEvent.safeParse(event).error).toBeUndefined();
        expect(sumOf(events.map(({ inbound }) => inbound?.car))).toBe(
          sumOf(steps.map(({ inbound }) => inbound)),
        );
        expect(sumOf(events.map(({ outbound }) => outbound?.car))).toBe(
          sumOf(steps.map(({ outbound }) => outbound)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
