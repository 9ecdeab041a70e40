import { createHash } from 'node:crypto';
import type { CalendarEvent, CalendarStore } from '@vialog/calendars';
import { sceneHolidays } from '@vialog/capture-synthetic';
import { dayMs, isoOf, type Calendar } from '@vialog/contracts';
import { newId } from '@vialog/registry';
import { demoLots } from './demo-places.ts';
import { townDates } from './demo-town.ts';

interface DemoCalendar {
  readonly name: string;
  readonly dayKind: 'event' | 'holiday';
  readonly sites: string[];
  readonly events: readonly CalendarEvent[];
}

/**
 * The calendars of the demo town, for its sites only: the public holidays that its scenes know, the market day, and the days of
 * the street change and of the event.
 * @param siteIds ids of the sites of the town by name
 */
export function demoCalendars(firstStart: number, siteIds: ReadonlyMap<string, string>): DemoCalendar[] {
  const sites = [...siteIds.values()];
  const markets = demoLots.flatMap(({ demand, name }) => (demand === 'market' ? [siteIds.get(name)] : []));
  const { changedOn, eventOn } = townDates(firstStart);
  // Two years earlier: series begin before the history.
  const year = new Date(firstStart).getUTCFullYear() - 2;
  const holidays = sceneHolidays.map(({ name, date, days }) =>
    eventFrom(name, `${year}-${date}`, { days, rule: 'FREQ=YEARLY' }),
  );
  return [
    { name: 'Demo town: public holidays', dayKind: 'holiday', sites, events: holidays },
    {
      name: 'Demo town: market day',
      dayKind: 'event',
      sites: markets.filter((siteId) => siteId !== undefined),
      events: [eventFrom('Market day', firstSaturdayOf(year), { days: 1, rule: 'FREQ=WEEKLY' })],
    },
    {
      name: 'Demo town: events',
      dayKind: 'event',
      sites,
      events: [
        eventFrom('Main Street closed to through traffic', changedOn),
        eventFrom('Town festival', eventOn),
      ],
    },
  ];
}

const eventFrom = (
  name: string,
  date: string,
  { days, rule }: { readonly days: number; readonly rule: string | null } = { days: 1, rule: null },
): CalendarEvent => ({
  name,
  start: { local: date, timeZone: null },
  length: days,
  rule,
  added: [],
  excluded: [],
});

/** Date of the first Saturday of a year. */
function firstSaturdayOf(year: number): string {
  const first = Date.UTC(year, 0, 1);
  return isoOf(first + (6 - new Date(first).getUTCDay()) * dayMs).slice(0, 10);
}

/** Stores a calendar of the demo once, also if several processes start at the same time: its id follows from its name. */
export async function storeCalendar(
  calendars: CalendarStore,
  { name, dayKind, sites, events }: DemoCalendar,
  now: number,
): Promise<void> {
  const calendarId = newId(() => createHash('sha256').update(name).digest());
  if (await calendars.byId(calendarId)) return;
  const createdAt = isoOf(now);
  const source: Calendar['source'] = { kind: 'file', dayKind, events: events.length };
  try {
    await calendars.add({ calendarId, name, sites, source, createdAt, changedAt: createdAt }, events);
  } catch (error) {
    if (!(await calendars.byId(calendarId))) throw error;
  }
}
