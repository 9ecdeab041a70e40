import { zoneRowsOf } from './zone-rows.ts';
import { describe, expect, it } from '@jest/globals';
import { isoOf, type Camera } from '@vialog/contracts';
import { areaZone, base, baysZone, cameraOf, lineZone } from './camera.fixture.ts';
import { edgesOf } from './edges.ts';
import { plansOfSite, trendSeries, type TrendQuestion } from './trend-series.ts';
import { zonePlans } from './zone-plan.ts';
import type { SumsRow } from './zone-sums.ts';

const hour = 3_600_000;
const siteId = 'site00000001';
const row = (fields: Partial<SumsRow> & { zoneId: string }): SumsRow => ({
  cameraId: 'cam000000001',
  cameraVersion: 1,
  start: base,
  measured: 0,
  total: { sum: 0, max: 0 },
  classes: {},
  occupied: 0,
  unknown: 0,
  capacity: 0,
  gaps: {},
  ...fields,
});
const camera = cameraOf({
  zones: [areaZone({ siteId }), areaZone({ zoneId: 'b', siteId, role: 'detail' }), baysZone(10, { siteId })],
});
const oneHour = edgesOf(base, base + hour, '1h', 'UTC');
const pointOf = (sums: SumsRow[], more: Partial<Parameters<typeof trendSeries>[0]> = {}) =>
  trendSeries({
    measure: 'presence',
    edges: oneHour,
    now: base + 9 * hour,
    groups: [{ key: siteId, name: 'Lot', plans: plansOfSite(zonePlans([camera]), siteId) }],
    sums: zoneRowsOf(sums, more.edges ?? oneHour),
    ...more,
  })[0]?.points[0];

describe('trendSeries', () => {
  it('returns for a site the sum of the means of its main zones over measured time', () => {
    const point = pointOf([
      row({ zoneId: 'lane', measured: 180, total: { sum: 360, max: 7 } }),
      row({ zoneId: 'b', measured: 360, total: { sum: 99_999, max: 999 } }),
      row({ zoneId: 'lot', measured: 30, total: { sum: 150, max: 9 } }),
    ]);
    expect(point).toMatchObject({ value: 7, peak: 9, expected: 420, measured: 210, coverage: 0.5 });
  });

  it('returns null instead of zero when no slot was measured', () => {
    expect(pointOf([])).toMatchObject({ value: null, peak: null, measured: 0, coverage: 0 });
    expect(pointOf([row({ zoneId: 'lane', measured: 1 })])).toMatchObject({ value: 0, peak: 0 });
  });

  it('adds only the requested classes', () => {
    const classes = { car: { sum: 20, max: 5 }, bus: { sum: 10, max: 2 } };
    const sums = [row({ zoneId: 'lane', measured: 10, total: { sum: 90, max: 9 }, classes })];
    expect(pointOf(sums, { classes: ['car'] })).toMatchObject({ value: 2, peak: 5 });
    expect(pointOf(sums, { classes: ['car', 'bus'] })).toMatchObject({ value: 3, peak: null });
    expect(pointOf(sums, { classes: ['person'] })).toMatchObject({ value: 0, peak: 0 });
  });

  it('computes free spaces as the mean of the spaces known to be free, without areas that have no spaces', () => {
    const sums = [
      row({ zoneId: 'lane', measured: 360, total: { sum: 360, max: 7 } }),
      row({ zoneId: 'lot', measured: 60, occupied: 360, capacity: 600 }),
    ];
    expect(pointOf(sums, { measure: 'free' })).toEqual({
      startAt: isoOf(base),
      value: 4,
      peak: null,
      expected: 60,
      measured: 60,
      coverage: 1,
    });
  });

  it('counts spaces of unknown state as a gap of the free spaces, never as free', () => {
    const sums = [row({ zoneId: 'lot', measured: 48, occupied: 120, unknown: 120, capacity: 480 })];
    expect(pointOf(sums, { measure: 'free' })).toMatchObject({
      value: 5,
      expected: 60,
      measured: 36,
      coverage: 0.6,
      reasons: { unknown_spaces: 12 },
    });
    expect(
      pointOf([row({ zoneId: 'lot', measured: 60, unknown: 600, capacity: 600 })], { measure: 'free' }),
    ).toMatchObject({ value: null, measured: 0, coverage: 0, reasons: { unknown_spaces: 60 } });
  });

  it('computes turnover per space and hour and the mean stay from the compared time', () => {
    const turnover = {
      slots: 60,
      arrivals: 12,
      departures: 8,
      comparedMs: 10 * hour,
      occupiedMs: 4 * hour,
    };
    const sums = [row({ zoneId: 'lot', measured: 60, capacity: 600, turnover })];
    expect(pointOf(sums, { measure: 'turnover' })).toMatchObject({ value: 1.2, measured: 60, coverage: 1 });
    expect(pointOf(sums, { measure: 'stay' })).toEqual({
      startAt: isoOf(base),
      value: 30,
      peak: null,
      expected: 60,
      measured: 60,
      coverage: 1,
      turnover: { arrivals: 12, departures: 8, comparedHours: 10, occupiedHours: 4 },
    });
    const none = { ...turnover, departures: 0 };
    expect(pointOf([{ ...sums[0]!, turnover: none }], { measure: 'stay' })?.value).toBeNull();
  });

  it('time that was compared over a gap measures no more slots than were measured', () => {
    const turnover = { slots: 40, arrivals: 1, departures: 0, comparedMs: 10 * hour, occupiedMs: 0 };
    const sums = [row({ zoneId: 'lot', measured: 40, capacity: 400, turnover, gaps: { offline: 20 } })];
    const point = pointOf(sums, { measure: 'turnover' });
    expect(point).toMatchObject({ expected: 60, measured: 40, reasons: { offline: 20 } });
  });

  it('rows of a zone need not be in order of time', () => {
    const at = (start: number, sum: number) =>
      row({ zoneId: 'lane', start, measured: 360, total: { sum, max: 1 } });
    const edges = edgesOf(base, base + 2 * hour, '1h', 'UTC');
    const [series] = trendSeries({
      measure: 'presence',
      edges,
      now: base + 9 * hour,
      groups: [{ key: siteId, name: 'Lot', plans: plansOfSite(zonePlans([camera]), siteId) }],
      sums: zoneRowsOf([at(base + hour, 720), at(base, 360)], edges),
    });
    expect(series?.points.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('measured slots without compared spaces are gaps of turnover with the reason', () => {
    const turnover = { slots: 30, arrivals: 1, departures: 0, comparedMs: 4 * hour, occupiedMs: 0 };
    const sums = [row({ zoneId: 'lot', measured: 60, capacity: 600, turnover })];
    expect(pointOf(sums, { measure: 'turnover' })).toMatchObject({
      measured: 24,
      coverage: 0.4,
      reasons: { not_compared: 36 },
    });
    const old = [row({ zoneId: 'lot', measured: 60, capacity: 600 })];
    expect(pointOf(old, { measure: 'turnover' })).toMatchObject({
      value: null,
      coverage: 0,
      reasons: { not_compared: 60 },
    });
  });

  it('zones with fewer than 4 spaces have no turnover and are not part of that of a larger site', () => {
    const small = baysZone(3, { zoneId: 'small', siteId, slotMs: 900_000 });
    const turnover = { slots: 60, arrivals: 6, departures: 6, comparedMs: 10 * hour, occupiedMs: hour };
    const groupOf = (zones: Camera['zones']) => [
      { key: siteId, name: 'Lot', plans: plansOfSite(zonePlans([cameraOf({ zones })]), siteId) },
    ];
    const sums = [
      row({ zoneId: 'lot', measured: 60, turnover }),
      row({ zoneId: 'small', measured: 4, capacity: 12 }),
    ];
    const both = groupOf([small, baysZone(10, { siteId })]);
    expect(pointOf(sums, { measure: 'turnover', groups: both })).toMatchObject({ value: 0.6, expected: 60 });
    expect(pointOf(sums, { measure: 'turnover', groups: groupOf([small]) })).toMatchObject({
      value: null,
      expected: 4,
      measured: 0,
      reasons: { too_few_spaces: 4 },
    });
  });

  it('computes the occupancy as occupied / judged spaces', () => {
    const sums = [row({ zoneId: 'lot', measured: 60, occupied: 360, unknown: 120, capacity: 600 })];
    expect(pointOf(sums, { measure: 'occupancy' })).toMatchObject({ value: 0.75, peak: null });
  });

  it('weights slots by their length when a version changed it', () => {
    const versions = [
      camera,
      cameraOf({ version: 2, validFrom: base + hour / 2, zones: [areaZone({ siteId, slotMs: 60_000 })] }),
    ];
    const groups = [
      { key: 'x', name: 'x', plans: zonePlans(versions).filter((plan) => plan.zone.zoneId === 'lane') },
    ];
    const sums = [
      row({ zoneId: 'lane', measured: 180, total: { sum: 1800, max: 10 } }),
      row({ zoneId: 'lane', cameraVersion: 2, measured: 30, total: { sum: 600, max: 20 } }),
    ];
    expect(pointOf(sums, { groups })).toMatchObject({ value: 15, peak: 20 });
  });

  it('does not count an area twice in the hour in which its zone was redrawn', () => {
    const versions = [
      cameraOf({ zones: [areaZone({ zoneId: 'old', siteId })] }),
      cameraOf({ version: 2, validFrom: base + hour / 2, zones: [areaZone({ zoneId: 'new', siteId })] }),
    ];
    const groups = [{ key: siteId, name: 'Lot', plans: plansOfSite(zonePlans(versions), siteId) }];
    const sums = [
      row({ zoneId: 'old', measured: 180, total: { sum: 3600, max: 20 } }),
      row({ zoneId: 'new', cameraVersion: 2, measured: 180, total: { sum: 3600, max: 20 } }),
    ];
    expect(pointOf(sums, { groups })).toMatchObject({ value: 20, coverage: 1 });
  });

  it('weights zones in the current hour by the time that has passed', () => {
    const versions = [
      cameraOf({ zones: [areaZone({ zoneId: 'old', siteId })] }),
      cameraOf({ version: 2, validFrom: base + hour / 2, zones: [areaZone({ zoneId: 'new', siteId })] }),
      cameraOf({ version: 3, validFrom: base + hour * 0.9, zones: [areaZone({ zoneId: 'next', siteId })] }),
    ];
    const groups = [{ key: siteId, name: 'Lot', plans: plansOfSite(zonePlans(versions), siteId) }];
    const sums = [
      row({ zoneId: 'old', measured: 180, total: { sum: 1800, max: 10 } }),
      row({ zoneId: 'new', cameraVersion: 2, measured: 60, total: { sum: 1200, max: 20 } }),
    ];
    // 30 minutes with 10 objects and 10 minutes with 20.
    expect(pointOf(sums, { groups, now: base + (hour * 4) / 6 })).toMatchObject({ value: 12.5, coverage: 1 });
  });

  it('expects only the slots that are over in the current hour', () => {
    const groups = [{ key: 'x', name: 'x', plans: zonePlans([cameraOf()]) }];
    const sums = [row({ zoneId: 'lane', measured: 6, total: { sum: 12, max: 3 } })];
    expect(pointOf(sums, { groups, now: base + 65_000 })).toMatchObject({
      value: 2,
      expected: 6,
      coverage: 1,
    });
  });
});

describe('trends of lines', () => {
  const camera = cameraOf({
    zones: [lineZone({ siteId: 'site00000001' }), areaZone()],
    plan: { mode: 'fps', fps: 5 },
  });
  const edges = [base, base + 3_600_000];
  const gate = {
    cameraId: camera.cameraId,
    zoneId: 'gate',
    cameraVersion: 1,
    start: base,
    measured: 180,
    total: { sum: 0, max: 0 },
    classes: {},
    occupied: 0,
    unknown: 0,
    capacity: 0,
    crossings: { inbound: { car: 30, bus: 5 }, outbound: { car: 20 } },
    gaps: {},
  };
  const pointOf = (question: Partial<TrendQuestion>) =>
    trendSeries({
      measure: 'flow',
      edges,
      now: base + 3_600_000,
      groups: [{ key: 'k', name: 'n', plans: zonePlans([camera]) }],
      sums: zoneRowsOf([gate], edges),
      ...question,
    })[0]?.points[0];

  it('flow is the number of crossings per hour of measured time, by class and direction', () => {
    expect(pointOf({})).toMatchObject({
      value: 110,
      peak: null,
      expected: 360,
      measured: 180,
      coverage: 0.5,
    });
    expect(pointOf({ direction: 'inbound' })?.value).toBe(70);
    expect(pointOf({ direction: 'outbound', classes: ['bus'] })?.value).toBe(0);
    expect(pointOf({ sums: [] })?.value).toBeNull();
  });

  it('balance is inbound minus outbound crossings of the measured slots', () => {
    expect(pointOf({ measure: 'balance' })?.value).toBe(15);
    expect(pointOf({ measure: 'balance', classes: ['car'] })?.value).toBe(10);
  });

  it('presence does not include lines, on which nothing is present', () => {
    expect(pointOf({ measure: 'presence' })).toMatchObject({ value: null, expected: 360, measured: 0 });
  });

  it('stopped is the mean over the slots that know it, with the highest peak', () => {
    const zones = [areaZone({ stopped: { afterMs: 30_000, exceptIn: [] } })];
    const plans = zonePlans([cameraOf({ zones })]);
    const sums = zoneRowsOf([{ ...gate, zoneId: 'lane', stopped: { slots: 4, sum: 6, max: 9 } }], edges);
    const groups = [{ key: 'k', name: 'n', plans }];
    expect(pointOf({ measure: 'stopped', groups, sums })).toMatchObject({ value: 1.5, peak: 9 });
  });
});
