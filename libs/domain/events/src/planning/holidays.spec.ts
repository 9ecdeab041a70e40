import { describe, expect, it } from '@jest/globals';
import { SpecialDays } from '@vialog/calendars';
import { aCalendar, anEvent, FixedHolidayRules, InMemoryCalendars } from '@vialog/calendars/conformance';
import {
  dayMs,
  hourMs,
  isoOf,
  reportQuery,
  trendAnomaliesQuery,
  trendComparisonQuery,
  trendProfileQuery,
  type Calendar,
} from '@vialog/contracts';
import {
  cameraOf,
  cars,
  northLot,
  roadZone,
  southGate,
  worldOf,
  written,
} from '../use-cases/world.fixture.ts';
import { readAnomalies } from './read-anomalies.ts';
import { readComparison } from './read-comparison.ts';
import { readProfile } from './read-profile.ts';
import { openReportSource } from './report-source.ts';

const road = { ...roadZone, slotMs: hourMs, siteId: northLot.siteId };
const noon = 12 * hourMs;
const sydney = 'Australia/Sydney';
/** Local midnight of Monday 2026-03-30 in Sydney; clocks are set back on Sunday 2026-04-05. */
const start = Date.parse('2026-03-30T00:00:00+11:00');

const fileCalendar = (id: string, changes: Partial<Calendar> = {}): Calendar =>
  aCalendar(id, { source: { kind: 'file', dayKind: 'holiday', events: 1 }, ...changes });

/** `days` days with one measured hour each, 12 hours after their start; the calendars have these events. */
async function worldWith(
  calendars: readonly (readonly [Calendar, ReturnType<typeof anEvent>])[],
  { days = 14, timeZone = sydney, from = start } = {},
) {
  const camera = cameraOf({
    zones: [road],
    timeZone,
    groups: ['centre'],
    validFromAt: isoOf(from - dayMs),
  });
  const sites = [{ ...northLot, timeZone }, southGate];
  const world = worldOf([camera], from + days * dayMs + 2 * hourMs, sites);
  const end = world.clock.now();
  for (let day = 0; day < days; day += 1) {
    world.clock.set(isoOf(from + (day + 1) * dayMs));
    await written(world, [cars(camera, from + day * dayMs + noon, day + 1)]);
  }
  world.clock.set(isoOf(end));
  const store = new InMemoryCalendars();
  for (const [calendar, event] of calendars) await store.add(calendar, [event]);
  const specialDays = new SpecialDays(store, new FixedHolidayRules());
  return { ...world.ports, specialDays };
}

const period = { from: isoOf(start), to: isoOf(start + 14 * dayMs) };
const easter = anEvent({ name: 'Easter', start: { local: '2026-04-03', timeZone: null }, length: 4 });

describe('holidays in statistics', () => {
  it('holidays of a site are left out of its profile, and are named', async () => {
    const ports = await worldWith([[fileCalendar('a'), easter]]);
    const { holidays, series } = await readProfile(ports, trendProfileQuery.parse(period));
    expect(holidays).toBe('apart');
    expect(series[0]).toMatchObject({ hours: 10, leftOutDays: 4 });
    expect(series[0]?.specialDays.map(({ date, leftOut }) => [date, leftOut])).toEqual([
      ['2026-04-03', true],
      ['2026-04-04', true],
      ['2026-04-05', true],
      ['2026-04-06', true],
    ]);
  });

  it.each([
    ['with', 14, 0],
    ['only', 4, 10],
  ])('a profile has the days of holidays=%s', async (holidays, hours, leftOutDays) => {
    const ports = await worldWith([[fileCalendar('a'), easter]]);
    const query = trendProfileQuery.parse({ ...period, holidays });
    expect((await readProfile(ports, query)).series[0]).toMatchObject({ hours, leftOutDays });
  });

  it('events are named and never left out', async () => {
    const ports = await worldWith([[aCalendar('a'), easter]]);
    const [series] = (await readProfile(ports, trendProfileQuery.parse(period))).series;
    expect(series).toMatchObject({ hours: 14, leftOutDays: 0 });
    expect(series?.specialDays[0]).toMatchObject({ kind: 'event', leftOut: false });
  });

  it('a calendar of another site changes nothing, and that of its site applies to zones and groups', async () => {
    const other = await worldWith([[fileCalendar('a', { sites: [southGate.siteId] }), easter]]);
    expect((await readProfile(other, trendProfileQuery.parse(period))).series[0]?.hours).toBe(14);
    const own = await worldWith([[fileCalendar('a', { sites: [northLot.siteId] }), easter]]);
    const camera = (await own.cameras.versions())[0]?.cameraId;
    for (const selection of [{ cameras: camera }, { groups: 'centre' }]) {
      const query = trendProfileQuery.parse({ ...period, ...selection });
      expect((await readProfile(own, query)).series[0]).toMatchObject({ hours: 10, leftOutDays: 4 });
    }
  });

  it.each([
    [sydney, '2026-04-03', start],
    ['Europe/Berlin', '2026-04-03', Date.parse('2026-03-30T00:00:00+02:00')],
    ['America/Santiago', '2026-04-03', Date.parse('2026-03-30T00:00:00-03:00')],
  ])(
    'a holiday is a local day of %s, also in the week in which clocks change',
    async (timeZone, local, from) => {
      const ports = await worldWith([[fileCalendar('a'), anEvent({ start: { local, timeZone: null } })]], {
        timeZone,
        from,
      });
      const query = trendProfileQuery.parse({
        from: isoOf(from),
        to: isoOf(from + 14 * dayMs),
        holidays: 'only',
      });
      const [series] = (await readProfile(ports, query)).series;
      // The fifth day has the value 5.
      expect(series?.cells.filter(({ hours }) => hours > 0)).toMatchObject([{ weekday: 5, mean: 5 }]);
    },
  );

  it('a comparison leaves out the holidays of both periods, and says how many', async () => {
    const ports = await worldWith([[fileCalendar('a'), easter]]);
    const middle = isoOf(Date.parse('2026-04-06T00:00:00+10:00'));
    const periods = {
      beforeStartAt: period.from,
      beforeEndAt: middle,
      afterStartAt: middle,
      afterEndAt: period.to,
    };
    const [series] = (await readComparison(ports, trendComparisonQuery.parse(periods))).series;
    expect(series).toMatchObject({ leftOutDays: 4, before: { leftOutDays: 3 }, after: { leftOutDays: 1 } });
    expect(series?.specialDays).toHaveLength(4);
  });

  it('holidays are compared with the same hour of other holidays, of all weekdays', async () => {
    const holidays = {
      ...easter,
      rule: 'FREQ=MONTHLY;COUNT=9',
      start: { local: '2025-08-03', timeZone: null },
      length: 1,
    };
    const ports = await worldWith([[fileCalendar('a'), holidays]], {
      days: 250,
      from: Date.parse('2025-08-01T00:00:00+10:00'),
    });
    const query = trendAnomaliesQuery.parse({
      from: isoOf(Date.parse('2026-04-01T00:00:00+11:00')),
      to: isoOf(Date.parse('2026-04-07T00:00:00+10:00')),
      holidays: 'only',
      threshold: 1,
    });
    const response = await readAnomalies(ports, query);
    expect(response.baselineStartAt).toBe(isoOf(Date.parse(response.from) - 364 * dayMs));
    expect(response.series[0]).toMatchObject({
      hours: 1,
      withoutBaseline: 0,
      // In daylight saving time, as on the judged day, the hour is 13 on five of the eight other holidays.
      items: [{ weekday: 5, baselineHours: 5 }],
    });
  });

  it('a report has the rows of all days, and says which days its figures leave out', async () => {
    const ports = await worldWith([[fileCalendar('a'), easter]]);
    const source = await openReportSource(ports, reportQuery.parse({ ...period, excludeDays: '2026-03-31' }));
    const [series] = await Array.fromAsync(source.series);
    expect(new Set(series?.rows.map(({ localStartAt }) => localStartAt.slice(0, 10))).size).toBe(14);
    const dayOf = (date: string) => Date.parse(date) / dayMs;
    const leftOut = ['2026-03-31', '2026-04-03', '2026-04-07'].map((date) =>
      series?.days.isLeftOut(dayOf(date)),
    );
    expect(leftOut).toEqual([true, true, false]);
  });
});
