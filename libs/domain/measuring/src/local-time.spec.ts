import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import fc from 'fast-check';
import { edgesOf } from './edges.ts';
import { instantOfLocal, localDayOf, localTimeOf, offsetAt } from './local-time.ts';

const hour = 3_600_000;
const zones = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2030, 0, 1) });

describe('localTimeOf', () => {
  it.each([
    ['2026-03-29T00:59:50.000Z', 'Europe/Berlin', 119, 7],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', 180, 7],
    ['2026-10-25T00:59:50.000Z', 'Europe/Berlin', 179, 7],
    ['2026-10-25T01:00:00.000Z', 'Europe/Berlin', 120, 7],
    ['2026-03-01T16:00:00.000Z', 'Asia/Shanghai', 0, 1],
    ['2026-03-01T23:59:00.000Z', 'UTC', 1439, 7],
    ['1969-12-31T23:59:59.999Z', 'UTC', 1439, 3],
  ])('the local time of %s in %s is minute %i of weekday %i', (iso, zone, minute, weekday) => {
    expect(localTimeOf(Date.parse(iso), zone)).toEqual({ minute, weekday });
  });

  it('returns the same local time as Intl in every time zone, also when daylight saving time starts or ends', () => {
    const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (ms, timeZone) => {
        const expected = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          weekday: 'short',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        }).format(ms);
        const { minute, weekday } = localTimeOf(ms, timeZone);
        const two = (n: number) => String(n).padStart(2, '0');
        const actual = `${names[weekday - 1]} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
        expect(actual).toBe(expected.replace(',', ''));
      }),
      { numRuns: 300 },
    );
  });

  it('returns the offset before and after a clock change at one minute past midnight', () => {
    const change = Date.UTC(2010, 2, 14, 3, 31);
    expect(offsetAt(change - 1, 'America/St_Johns')).toBe(-3.5 * hour);
    expect(offsetAt(change, 'America/St_Johns')).toBe(-2.5 * hour);
  });
});

describe('edgesOf', () => {
  it('covers a window with whole intervals', () => {
    const from = Date.UTC(2026, 2, 2, 8, 7);
    expect(edgesOf(from, from + hour, '1h', 'UTC').map(isoOf)).toEqual([
      '2026-03-02T08:00:00.000Z',
      '2026-03-02T09:00:00.000Z',
      '2026-03-02T10:00:00.000Z',
    ]);
    expect(edgesOf(from, from + 60_000, '1m', 'UTC')).toEqual([from, from + 60_000]);
    expect(edgesOf(from, from, '1h', 'UTC')).toEqual([]);
  });

  it('returns local days of 23 and 25 hours when daylight saving time starts and ends', () => {
    const lengths = (from: number, to: number) => {
      const edges = edgesOf(from, to, '1d', 'Europe/Berlin');
      return edges.slice(1).map((edge, i) => (edge - (edges[i] as number)) / hour);
    };
    expect(lengths(Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 2, 30, 12))).toEqual([24, 23, 24]);
    expect(lengths(Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 9, 26, 12))).toEqual([24, 25, 24]);
  });

  it.each([
    [
      '1w',
      '2026-03-19T12:00:00Z',
      '2026-04-01T12:00:00Z',
      ['03-15T23:00', '03-22T23:00', '03-29T22:00', '04-05T22:00'],
    ],
    [
      '1mo',
      '2026-02-11T00:00:00Z',
      '2026-04-02T00:00:00Z',
      ['01-31T23:00', '02-28T23:00', '03-31T22:00', '04-30T22:00'],
    ],
    ['1q', '2026-02-11T00:00:00Z', '2026-04-02T00:00:00Z', ['12-31T23:00', '03-31T22:00', '06-30T22:00']],
    ['1y', '2025-12-31T22:59:00Z', '2026-01-01T00:00:00Z', ['12-31T23:00', '12-31T23:00', '12-31T23:00']],
  ] as const)('returns the local calendar intervals %s that cover a window', (interval, from, to, edges) => {
    const found = edgesOf(Date.parse(from), Date.parse(to), interval, 'Europe/Berlin');
    expect(found.map((edge) => isoOf(edge).slice(5, 16))).toEqual(edges);
  });

  it('returns weeks from Monday and months of the southern hemisphere across its changes of clocks', () => {
    const [from, to] = [Date.UTC(2026, 2, 1), Date.UTC(2026, 9, 31)];
    const weeks = edgesOf(from, to, '1w', 'Australia/Sydney');
    const lengths = weeks.slice(1).map((edge, i) => (edge - (weeks[i] as number)) / hour);
    expect(lengths.filter((length) => length !== 168)).toEqual([169, 167]);
    expect(weeks.map((edge) => localTimeOf(edge, 'Australia/Sydney'))).toEqual(
      weeks.map(() => ({ minute: 0, weekday: 1 })),
    );
    const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Australia/Sydney' });
    const starts = edgesOf(from, to, '1mo', 'Australia/Sydney').map((edge) => month.format(edge));
    expect(starts.every((date) => date.endsWith('-01'))).toBe(true);
    expect(starts).toHaveLength(9);
  });

  it('omits a day that a time zone skipped', () => {
    const edges = edgesOf(Date.UTC(2011, 11, 29, 12), Date.UTC(2012, 0, 1, 0), '1d', 'Pacific/Apia');
    expect(edges.slice(1).every((edge, i) => edge - (edges[i] as number) === 24 * hour)).toBe(true);
  });

  it('returns ascending quarter hours that contain the window, one local date per day', () => {
    const windows = fc.tuple(moments, fc.integer({ min: 1, max: 9 * 24 * hour }), fc.constantFrom(...zones));
    fc.assert(
      fc.property(windows, ([from, length, timeZone]) => {
        const edges = edgesOf(from, from + length, '1d', timeZone);
        expect(edges[0]).toBeLessThanOrEqual(from);
        expect(edges.at(-1)).toBeGreaterThanOrEqual(from + length);
        const day = new Intl.DateTimeFormat('sv-SE', { timeZone });
        for (let i = 1; i < edges.length; i += 1) {
          const [start, end] = [edges[i - 1] as number, edges[i] as number];
          expect(start).toBeLessThan(end);
          expect(start % 900_000).toBe(0);
          expect(day.format(end - 1)).toBe(day.format(start));
          expect(day.format(end)).not.toBe(day.format(start));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('instantOfLocal', () => {
  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T00:00', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['2011-12-30T00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2026-11-29T17:00', 'Asia/Shanghai', '2026-11-29T09:00:00.000Z'],
  ])('the local time %s in %s is the instant %s', (local, zone, instant) => {
    expect(isoOf(instantOfLocal(Date.parse(`${local}:00Z`), zone))).toBe(instant);
  });

  it('the instant of a local time has this local time, except where clocks skip it', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (ms, timeZone) => {
        const local = ms + offsetAt(ms, timeZone);
        const at = instantOfLocal(local, timeZone);
        expect(at + offsetAt(at, timeZone)).toBe(local);
        expect(localDayOf(at, timeZone)).toBe(localDayOf(ms, timeZone));
      }),
    );
  });
});
