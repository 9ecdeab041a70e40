import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alertGroupings, missingPolicies, type AlertRule } from '@vialog/contracts';
import { aWatchedCamera, latenessMs, recordOf, RuleWorld, slotMs, start } from './rule-world.fixture.ts';

const slots = 24;
const cameras = [aWatchedCamera(1), aWatchedCamera(2)];

/** The content of a slot, and how long after its end the record arrives, ms; undefined: never. */
interface Arrival {
  readonly camera: number;
  readonly slot: number;
  readonly cars: number | 'gap';
  readonly delay: number | undefined;
}

const cars = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 8, max: 12 }) },
  { weight: 1, arbitrary: fc.constant('gap' as const) },
);
const arrivalsWith = (delay: fc.Arbitrary<number | undefined>): fc.Arbitrary<readonly Arrival[]> =>
  fc
    .array(fc.tuple(cars, delay), { minLength: slots * 2, maxLength: slots * 2 })
    .map((content) =>
      content.map(([cars, delay], i) => ({ camera: 1 + (i % 2), slot: Math.floor(i / 2), cars, delay })),
    );

const rule = fc.record({
  minDurationMs: fc.constantFrom(0, 2 * slotMs, 3 * slotMs),
  clearAfterMs: fc.constantFrom(0, 2 * slotMs),
  cooldownMs: fc.constantFrom(0, 4 * slotMs),
  hysteresis: fc.constantFrom(0, 1),
  onMissing: fc.constantFrom(...missingPolicies),
  groupBy: fc.constantFrom(...alertGroupings),
});

/** Moments of evaluation, each by the same process as before or by a new one. */
const runs = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: slots * slotMs }), restarts: fc.boolean() }),
  { maxLength: 12 },
);

async function evaluated(
  settings: Partial<AlertRule>,
  arrivals: readonly Arrival[],
  moments: readonly { at: number; restarts: boolean }[],
) {
  const world = new RuleWorld(cameras);
  await world.rule({ q: 'car>=10', ...settings });
  const queue = arrivals
    .flatMap(({ delay, ...of }) =>
      delay === undefined ? [] : { ...of, at: start + (of.slot + 1) * slotMs + delay },
    )
    .sort((a, b) => a.at - b.at);
  let process = world.process();
  // Later than the longest wait for a record.
  const last = { at: slots * slotMs + 12 * 3_600_000, restarts: true };
  for (const { at, restarts } of [...moments.toSorted((a, b) => a.at - b.at), last]) {
    world.setClock(start + at);
    while (queue[0] && queue[0].at <= start + at) {
      const { camera, slot, cars } = queue.shift() as (typeof queue)[number];
      await world.events.append([recordOf(camera, slot, cars)]);
    }
    if (restarts) {
      process = world.process();
      // The lease of the old process has expired.
      world.setClock(start + at + 31_000);
    }
    await process.run();
  }
  expect(world.errors).toEqual([]);
  return world.raised();
}

/** One evaluation of everything, without restart and delay. */
const reference = (settings: Partial<AlertRule>, arrivals: readonly Arrival[]) =>
  evaluated(
    settings,
    arrivals.map((each) => ({ ...each, delay: each.delay === undefined ? undefined : 0 })),
    [],
  );

test('restarts, gaps and records that arrive in another order neither lose nor double an alert', async () => {
  const inTime = fc.integer({ min: 0, max: latenessMs - 31_000 - 1_000 });
  await fc.assert(
    fc.asyncProperty(rule, arrivalsWith(inTime), runs, async (settings, arrivals, moments) => {
      expect(await evaluated(settings, arrivals, moments)).toEqual(await reference(settings, arrivals));
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a zone waits for records that are hours late and then raises the same alerts', async () => {
  const late = fc.integer({ min: 0, max: 5 * 3_600_000 });
  await fc.assert(
    fc.asyncProperty(rule, arrivalsWith(late), runs, async (settings, arrivals, moments) => {
      const alone = { ...settings, groupBy: 'zone', onMissing: 'hold' } as const;
      expect(await evaluated(alone, arrivals, moments)).toEqual(await reference(alone, arrivals));
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a record that never arrives counts as missing, whenever the evaluation runs', async () => {
  const sometimes = fc.constantFrom(0, 0, 0, undefined);
  // A group does not wait for a zone that waits for its record: its other zones are evaluated earlier.
  const waitsAlone = rule.filter(({ groupBy, onMissing }) => groupBy === 'zone' || onMissing !== 'hold');
  await fc.assert(
    fc.asyncProperty(waitsAlone, arrivalsWith(sometimes), runs, async (settings, arrivals, moments) => {
      expect(await evaluated(settings, arrivals, moments)).toEqual(await reference(settings, arrivals));
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a group has one open alert at a time, and its alerts respect the cool-down', async () => {
  await fc.assert(
    fc.asyncProperty(rule, arrivalsWith(fc.constant(0)), runs, async (settings, arrivals, moments) => {
      const raised = await evaluated(settings, arrivals, moments);
      for (const alerts of Map.groupBy(raised, ({ place }) => JSON.stringify(place)).values()) {
        const byTime = alerts.toSorted((a, b) => Date.parse(a.raisedAt) - Date.parse(b.raisedAt));
        for (const [i, alert] of byTime.slice(1).entries()) {
          const before = Date.parse(byTime[i]?.closedAt ?? 'never');
          expect(Date.parse(alert.raisedAt)).toBeGreaterThanOrEqual(before + settings.cooldownMs);
        }
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
