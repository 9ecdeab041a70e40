import { describe, expect, it } from '@jest/globals';
import { countEvent, epochOf, gapReasons, type Camera, type CountEvent } from '@vialog/contracts';
import fc from 'fast-check';
import { areaZone, base, baysZone, cameraOf, frameCountOf } from './camera.fixture.ts';
import { expectedIntervals } from './expected-slots.ts';
import { nextBoundary } from './next-boundary.ts';
import { SlotKeeper } from './slot-keeper.ts';
import { median } from './slot-numbers.ts';

const lateness = 30_000;

type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'frame'; readonly cars: number; readonly replyAfter: number | undefined }
  | { readonly kind: 'explain'; readonly reason: (typeof gapReasons)[number] }
  | { readonly kind: 'change'; readonly slotMs: number; readonly active: boolean }
  | { readonly kind: 'jump'; readonly ms: number };

const wait = fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 15_000 }) });
const frame = fc.record({
  kind: fc.constant('frame' as const),
  cars: fc.nat(9),
  replyAfter: fc.option(fc.integer({ min: 0, max: 45_000 }), { nil: undefined }),
});
const explain = fc.record({ kind: fc.constant('explain' as const), reason: fc.constantFrom(...gapReasons) });
const change = fc.record({
  kind: fc.constant('change' as const),
  slotMs: fc.constantFrom(10_000, 15_000, 30_000, 60_000),
  active: fc.boolean(),
});
const jump = fc.record({
  kind: fc.constant('jump' as const),
  ms: fc.integer({ min: -119_000, max: 300_000 }),
});
const anySteps = fc.array(
  fc.oneof({ weight: 6, arbitrary: wait }, { weight: 8, arbitrary: frame }, explain, change),
  {
    maxLength: 80,
  },
);
const stepsWithJumps = fc.array(
  fc.oneof({ weight: 6, arbitrary: wait }, { weight: 6, arbitrary: frame }, change, jump),
  {
    maxLength: 80,
  },
);

interface Run {
  readonly events: CountEvent[];
  readonly versions: Camera[];
  readonly end: number;
}

/** Runs the steps of a camera: frames, late or missing replies, changes, clock jumps; then waits until all slots are decided. */
function runSteps(steps: readonly Step[]): Run {
  let now = base + 3_000;
  let monotonic = 0;
  const clock = { now: () => now, monotonic: () => monotonic };
  const versions = [cameraOf({ validFrom: base, zones: [areaZone(), baysZone(4)] })];
  const keeper = new SlotKeeper(versions, { clock });
  const events: CountEvent[] = [];
  let replies: { due: number; deliver: () => void }[] = [];

  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= 250) {
      now += Math.min(left, 250);
      monotonic += Math.min(left, 250);
      for (const reply of replies) if (reply.due <= monotonic) reply.deliver();
      replies = replies.filter((reply) => reply.due > monotonic);
      events.push(...keeper.tick());
    }
  };
  const inForce = () => versions.findLast((version) => epochOf(version.validFromAt) <= now) ?? versions[0]!;
  const handlers = {
    wait: (step: Extract<Step, { kind: 'wait' }>) => pass(step.ms),
    frame: (step: Extract<Step, { kind: 'frame' }>) => {
      if (inForce().lifecycle !== 'active') return;
      keeper.frameTaken(now);
      const count = frameCountOf(now, { lane: { car: step.cars }, lot: { car: 1 } }, inForce().version);
      if (step.replyAfter !== undefined)
        replies.push({ due: monotonic + step.replyAfter, deliver: () => keeper.offerCount(count) });
      pass(1);
    },
    explain: (step: Extract<Step, { kind: 'explain' }>) => keeper.explain(step.reason, now),
    change: (step: Extract<Step, { kind: 'change' }>) => {
      const zones = [areaZone({ slotMs: step.slotMs }), baysZone(4)];
      const lifecycle = step.active ? 'active' : 'paused';
      const validFrom = nextBoundary(versions.at(-1)!, now);
      versions.push(cameraOf({ version: versions.length + 1, validFrom, zones, lifecycle }));
      keeper.addVersion(versions.at(-1)!);
    },
    jump: (step: Extract<Step, { kind: 'jump' }>) => {
      now += step.ms;
      events.push(...keeper.tick());
    },
  };
  for (const step of steps) (handlers[step.kind] as (step: Step) => void)(step);
  pass(180_000);
  return { events, versions, end: now };
}

/** The slots that a record covers, as zone/start. */
const covered = (event: CountEvent) =>
  Array.from(
    { length: event.slots },
    (_, i) => `${event.zoneId}/${epochOf(event.slotStartAt) + i * event.slotMs}`,
  );

function expectedOf(run: Run, until: number): string[] {
  return expectedIntervals(run.versions, base, until).flatMap(({ plan, from, to }) => {
    const starts: string[] = [];
    for (let start = from; start + plan.slotMs <= until && start < to; start += plan.slotMs)
      starts.push(`${plan.zone.zoneId}/${start}`);
    return starts;
  });
}

describe('SlotKeeper with random steps', () => {
  it('decides every expected slot exactly once, with a valid record of the version in force', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const run = runSteps(steps);
        const slots = run.events.flatMap(covered);
        expect(new Set(slots).size).toBe(slots.length);
        const due = expectedOf(run, run.end - lateness - 250);
        expect(due.filter((slot) => !slots.includes(slot))).toEqual([]);
        const ever = new Set(expectedOf(run, run.end));
        expect(slots.filter((slot) => !ever.has(slot))).toEqual([]);
        for (const event of run.events) {
          expect(countEvent.safeParse(event).error).toBeUndefined();
          const start = epochOf(event.slotStartAt);
          const version = run.versions.findLast((known) => epochOf(known.validFromAt) <= start);
          expect(event.cameraVersion).toBe(version?.version);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('decides no slot twice and returns valid records when the clock is set back by up to two minutes', () => {
    fc.assert(
      fc.property(stepsWithJumps, (steps) => {
        const run = runSteps(steps);
        const slots = run.events.flatMap(covered);
        expect(new Set(slots).size).toBe(slots.length);
        for (const event of run.events) expect(countEvent.safeParse(event).error).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('measures the median of the frames whose replies arrived in time', () => {
    const frames = fc.array(fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.nat(20)), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(frames, (taken) => {
        let now = base;
        const clock = { now: () => now, monotonic: () => now };
        const keeper = new SlotKeeper([cameraOf()], { clock });
        for (const [offset, car] of taken.sort((a, b) => a[0] - b[0])) {
          now = base + offset;
          keeper.frameTaken(now);
          keeper.offerCount(frameCountOf(now, { lane: { car } }));
        }
        now = base + 12_000;
        const cars = taken.map(([, car]) => car);
        expect(keeper.tick()).toMatchObject([
          { total: median(cars), framesUsed: cars.length, peak: { car: Math.max(...cars) } },
        ]);
      }),
    );
  });
});
