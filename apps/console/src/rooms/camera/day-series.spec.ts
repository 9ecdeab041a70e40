import { describe, expect, it } from '@jest/globals';
import type { LedgerRow, TrendPoint } from '@vialog/contracts';
import { startOfDay, startOfNextDay } from '../../format/times.ts';
import { dayCoverage, daySeries } from './day-series.ts';

const dayOf = (iso: string, timeZone: string) => {
  const from = startOfDay(Date.parse(iso), timeZone);
  return { from, to: startOfNextDay(from, timeZone) };
};
const point = (startAt: string, value: number | null): TrendPoint => ({
  startAt,
  value,
  peak: value,
  expected: 90,
  measured: value === null ? 0 : 90,
  coverage: value === null ? 0 : 1,
});

describe('daySeries', () => {
  it('daySeries has no value for a quarter hour without a measurement or without a point', () => {
    const day = dayOf('2026-03-01T12:00:00Z', 'UTC');
    const series = daySeries(
      [
        point('2026-03-01T00:00:00.000Z', 3),
        point('2026-03-01T00:15:00.000Z', null),
        point('2026-03-01T00:45:00.000Z', 0),
      ],
      day,
    );
    expect(series.values.slice(0, 5)).toEqual([3, null, null, 0, null]);
  });

  it('daySeries expects no measurement where the point expects none or is missing', () => {
    const day = dayOf('2026-03-01T12:00:00Z', 'UTC');
    const beforeRegistration = { ...point('2026-03-01T00:00:00.000Z', null), expected: 0, coverage: null };
    const gap = point('2026-03-01T00:15:00.000Z', null);
    expect(daySeries([beforeRegistration, gap], day).expected.slice(0, 3)).toEqual([false, true, false]);
  });

  it.each([
    ['2026-03-29T12:00:00Z', 92],
    ['2026-10-25T12:00:00Z', 100],
    ['2026-06-01T12:00:00Z', 96],
  ])('daySeries has one point per quarter hour of the local day of %s: %i', (iso, quarters) => {
    expect(daySeries([], dayOf(iso, 'Europe/Berlin')).at).toHaveLength(quarters);
  });
});

describe('dayCoverage', () => {
  const row = (hour: string, fields: Partial<LedgerRow>): LedgerRow => ({
    cameraId: 'cam000000001',
    zoneId: 'view',
    hourStartAt: `2026-03-01T${hour}:00:00.000Z`,
    expected: 360,
    measured: 360,
    gaps: 0,
    pending: 0,
    reasons: {},
    ...fields,
  });

  it('dayCoverage sums the ledger of one zone and sorts reasons by frequency', () => {
    const rows = [
      row('00', {}),
      row('01', { measured: 300, gaps: 60, reasons: { frozen: 20, offline: 40 } }),
      row('02', { measured: 100, pending: 240, gaps: 20, reasons: { frozen: 20 } }),
      row('02', { zoneId: 'queue', measured: 0, gaps: 360, reasons: { dark: 360 } }),
    ];
    const coverage = dayCoverage(rows, 'view', dayOf('2026-03-01T12:00:00Z', 'UTC'));
    expect(coverage).toMatchObject({ expected: 1080, measured: 760, pending: 240 });
    expect(Object.fromEntries(coverage.reasons)).toEqual({ frozen: 40, offline: 40 });
    expect(coverage.hours).toHaveLength(24);
    expect(coverage.hours[1]).toMatchObject({ expected: 360, measured: 300 });
  });

  it('dayCoverage assigns UTC ledger hours to the hours of a local day', () => {
    const day = dayOf('2026-03-01T00:30:00Z', 'Asia/Shanghai');
    const coverage = dayCoverage([row('00', { measured: 7 })], 'view', day);
    expect(coverage.hours.findIndex((hour) => hour.measured === 7)).toBe(8);
  });
});
