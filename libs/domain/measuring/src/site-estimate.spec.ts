import { describe, expect, it } from '@jest/globals';
import { hourMs, minuteMs, quarterMs, type Camera } from '@vialog/contracts';
import { areaZone, base, cameraOf, lineZone } from './camera.fixture.ts';
import { balanceClasses, busiestRates, gateLinesOf } from './gate-lines.ts';
import { estimateReadings, type EstimateQuestion, type EstimateReading } from './site-estimate.ts';
import type { SumsRow } from './zone-sums.ts';

const siteId = 'site00000001';
const gate = lineZone({ siteId, slotMs: 60_000 });
const camera = cameraOf({ zones: [gate, areaZone()], plan: { mode: 'fps', fps: 5 } });
const hours = (n: number): number => base + n * hourMs;

/** Sums of a gate line: `measured` slots of a minute, cars in and out. */
const row = (start: number, measured: number, [inbound, outbound]: readonly [number, number]): SumsRow => ({
  cameraId: camera.cameraId,
  zoneId: 'gate',
  cameraVersion: 1,
  start,
  measured,
  total: { sum: 0, max: 0 },
  classes: {},
  occupied: 0,
  unknown: 0,
  capacity: 0,
  crossings: { inbound: { car: inbound, bicycle: 9 }, outbound: { car: outbound } },
  gaps: {},
});

function questionOf(fields: Partial<EstimateQuestion> & { readonly versions?: readonly Camera[] } = {}) {
  const { versions = [camera], ...rest } = fields;
  const lines = gateLinesOf(versions, siteId);
  const edges = rest.edges ?? [hours(0), hours(1), hours(2)];
  return {
    lines,
    classes: balanceClasses(lines),
    edges,
    sums: [row(hours(0), 60, [30, 10]), row(hours(1), 60, [2, 25])],
    known: [{ at: base, count: 5 }],
    busiest: new Map([[`${camera.cameraId}/gate`, 60]]),
    errorRatio: 0,
    now: edges.at(-1) ?? 0,
    latenessMs: 30_000,
    ...rest,
  };
}
const readings = (fields: Parameters<typeof questionOf>[0] = {}): EstimateReading[] =>
  estimateReadings(questionOf(fields));
const last = (fields: Parameters<typeof questionOf>[0] = {}): EstimateReading | undefined =>
  readings(fields).at(-1);
const unmeasured = (reading: EstimateReading | undefined) => [...(reading?.unmeasuredMs.values() ?? [])];

describe('the estimate of a site', () => {
  it('the estimate of a site is the set count plus inbound minus outbound vehicles since then', () => {
    expect(readings().map(({ estimate }) => estimate)).toEqual([5, 25, 2]);
    expect(last()).toMatchObject({ inbound: 32, outbound: 35, plusMinus: 0, unknown: undefined });
  });

  it('starts again with every later set count, and has no known count before the first', () => {
    const known = [
      { at: hours(1), count: 100 },
      { at: hours(2), count: 7 },
    ];
    const found = readings({ known });
    expect(found.map((each) => each.known?.count)).toEqual([undefined, 100, 7]);
    expect(found[2]).toMatchObject({ estimate: 7, inbound: 0, outbound: 0 });
  });

  it('falls below zero when more vehicles leave than were known, and is not limited', () => {
    expect(last({ known: [{ at: base, count: 0 }] })?.estimate).toBe(-3);
  });

  it('carries the vehicles that a short gap can hide at the busiest rate of its gate line', () => {
    const sums = [row(hours(0), 54, [30, 10]), row(hours(1), 60, [2, 25])];
    expect(last({ sums })).toMatchObject({ estimate: 2, plusMinus: 6, unknown: undefined });
    expect(unmeasured(last({ sums }))).toEqual([6 * minuteMs]);
    expect(last({ sums, busiest: new Map([[`${camera.cameraId}/gate`, 0]]) })?.plusMinus).toBe(1);
  });

  it('carries the counting error that hand counts found, for every crossing', () => {
    expect(last({ errorRatio: 0.1 })?.plusMinus).toBe(7);
  });

  it('the estimate of a site is unknown from the interval in which a gate line was unmeasured for more than 15 minutes in total', () => {
    const edges = [0, 1, 2, 3, 4].map((n) => base + n * quarterMs);
    const sums = [0, 1, 2, 3].map((n) => row(base + n * quarterMs, 10, [1, 0]));
    const found = readings({ edges, sums });
    expect(found.map(({ unknown }) => unknown?.from)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      base + 3 * quarterMs,
    ]);
    expect(found.at(-1)?.unknown?.reason).toBe('unmeasured');
  });

  it('the estimate of a site is unknown from the first gap on while less than a day of measurements shows how busy the line is', () => {
    const sums = [row(hours(0), 59, [30, 10]), row(hours(1), 60, [2, 25])];
    expect(last({ sums, busiest: new Map() })?.unknown).toEqual({ from: base, reason: 'no_history' });
    expect(last({ busiest: new Map() })?.unknown).toBeUndefined();
  });

  it('the estimate of a site is unknown after a camera of a gate line was paused, because its vehicles are not counted', () => {
    const paused = {
      ...camera,
      version: 2,
      lifecycle: 'paused',
      validFromAt: '2026-03-02T09:00:00.000Z',
    } as const;
    const versions = [camera, paused];
    expect(readings({ versions })[1]?.unknown).toBeUndefined();
    expect(last({ versions })).toMatchObject({ unknown: { from: hours(1), reason: 'unmeasured' } });
  });

  it('the estimate of a site is unknown after a gate line was removed, and after one was added that had missed vehicles', () => {
    const changed = { ...camera, version: 2, validFromAt: '2026-03-02T09:00:00.000Z' };
    const removed = [camera, { ...changed, zones: [areaZone()] }];
    expect(last({ versions: removed })?.unknown?.from).toBe(hours(1));
    const added = [camera, { ...changed, version: 2, zones: [gate, { ...gate, zoneId: 'exit' }] }];
    const second = { ...row(hours(1), 60, [2, 25]), cameraVersion: 2 };
    const sums = [row(hours(0), 60, [30, 10]), second, { ...second, zoneId: 'exit' }];
    const found = readings({ versions: added, sums });
    expect(found[1]?.unknown).toBeUndefined();
    expect(found[2]?.unknown).toEqual({ from: hours(1), reason: 'unmeasured' });
  });

  it('the estimate of a site is unknown if the camera of a gate line was paused before the set count', () => {
    const versions = [{ ...camera, lifecycle: 'paused' } as const];
    expect(last({ versions })).toMatchObject({ unknown: { from: hours(0), reason: 'unmeasured' } });
  });

  it('does not depend on a gate line that was removed before the set count', () => {
    const versions = [
      cameraOf({ validFrom: hours(-2), zones: [gate, { ...gate, zoneId: 'old' }] }),
      cameraOf({ validFrom: base, version: 2, zones: [gate] }),
    ];
    const sums = [{ ...row(hours(0), 60, [30, 10]), cameraVersion: 2 }];
    expect(last({ versions, sums, edges: [hours(0), hours(1)] })).toMatchObject({
      estimate: 25,
      unknown: undefined,
    });
  });

  it('does not count slots that are pending or in progress as unmeasured', () => {
    const now = hours(1) + 90_000;
    const sums = [row(hours(0), 60, [30, 10])];
    expect(last({ sums, now, latenessMs: 120_000 })).toMatchObject({
      pending: 1,
      plusMinus: 0,
      estimate: 25,
    });
    expect(unmeasured(last({ sums, now, latenessMs: 20_000 }))).toEqual([minuteMs]);
  });

  it('does not count a slot as unmeasured that starts in an interval and ends after it', () => {
    const slow = cameraOf({ zones: [{ ...gate, slotMs: hourMs }], plan: { mode: 'fps', fps: 5 } });
    const edges = [0, 1, 2, 3, 4].map((n) => base + n * quarterMs);
    const found = readings({ versions: [slow], edges, sums: [row(base, 1, [8, 3])], busiest: new Map() });
    expect(found.map(({ estimate, unknown }) => [estimate, unknown])).toEqual([
      [5, undefined],
      ...[1, 2, 3, 4].map(() => [10, undefined]),
    ]);
  });
});

describe('gate lines', () => {
  it('gate lines are the line zones of role main with the site, of active and paused cameras', () => {
    const zones = [
      gate,
      { ...gate, zoneId: 'detail', role: 'detail' as const },
      lineZone({ zoneId: 'other' }),
    ];
    const lines = gateLinesOf([cameraOf({ zones })], siteId);
    expect(lines.map(({ zoneId, name }) => [zoneId, name])).toEqual([['gate', 'Gate · Gate']]);
    expect(gateLinesOf([cameraOf({ zones, lifecycle: 'draft' })], siteId)[0]?.registered).toEqual([]);
  });

  it('count vehicles, and all classes if they count no vehicle', () => {
    const classesOf = (classes: typeof gate.classes) =>
      balanceClasses(gateLinesOf([cameraOf({ zones: [{ ...gate, classes }] })], siteId));
    expect(classesOf(['person', 'car', 'truck'])).toEqual(['car', 'truck']);
    expect(classesOf(['person', 'bicycle'])).toEqual(['person', 'bicycle']);
  });

  it('gate lines have a busiest rate after a day of measurements: the direction with more crossings', () => {
    const lines = gateLinesOf([camera], siteId);
    const day = Array.from({ length: 24 }, (_, i) => row(hours(i), 60, [i, 5]));
    expect(busiestRates(lines, day, ['car'])).toEqual(new Map([[`${camera.cameraId}/gate`, 23]]));
    expect(busiestRates(lines, day.slice(1), ['car']).size).toBe(0);
  });
});
